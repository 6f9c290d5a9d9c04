import type { PaperInput } from '#common/domain/paper/paper-input.ts';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { liveCheck, request, teamFile, visit } from './visit-builder.ts';
import { sampleReport, type SampleReport } from './sample-report.ts';

/** A whole report's input with all that a visit brings: papers of every kind can be made of it. */
export function samplePapers(
  options: SampleReport & { readonly liveChecks?: number; readonly screenshots?: readonly TeamEvidence[] } = {},
): PaperInput {
  const { liveChecks = 3, screenshots = [teamFile(1, { title: 'ภาพหน้าจอ e-LAAS' })], ...rest } = options;
  const report = sampleReport(rest);
  const on = (index: number) => report.instrument.indicators[index % report.instrument.indicators.length]?.id ?? '';
  return {
    ...report,
    pictures: { submission: 'sample', here: new Set(screenshots.map(({ id }) => id)) },
    office: 'สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดธารานคร',
    review: {
      ...report.review,
      visit: visit({
        end: '15:00',
        team: report.manifest.assignment.members,
        lao: [
          { name: 'นายวรพจน์ ธรรมวงศ์ไพศาล', title: 'นายกเทศมนตรี' },
          { name: 'นางพิมพ์ใจ กี้วงศ์น้ำ', title: 'ปลัดเทศบาล' },
        ],
        note: 'ปลัดเทศบาลเป็นผู้นำตรวจ ป้ายหน้าสำนักงานชำรุด 1 จุด',
      }),
      teamEvidence: screenshots.map((file) => ({ ...file, by: 'ปาริชาต' })),
      liveChecks: Array.from({ length: liveChecks }, (_, index) =>
        liveCheck(index, {
          indicator: on(Math.floor(index / 2)),
          address: index % 2 === 0 ? 'e-LAAS' : 'https://www.thakaew.example.go.th/plan-2567',
          at: `2024-07-05T1${String(index % 6)}:30:00+07:00`,
          seen: index % 2 === 0 ? 'บันทึกรายรับครบทุกเดือน ถึงเดือน มิ.ย. 2567' : 'เปิดหน้าแผนได้ พบไฟล์แผน 66–70 ที่ปรับปรุงแล้ว',
          by: 'นางสาวปาริชาต วงศ์เมธากุล',
          screenshot: screenshots[index]?.id ?? null,
        }),
      ),
      requests: [
        request(1, { indicator: on(0) }),
        request(2, { indicator: on(1), kind: 'question', text: 'เหตุใดจึงส่งช้า', done: true }),
      ],
    },
  };
}
