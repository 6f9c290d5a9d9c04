import type { Measure } from '#common/domain/instrument.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import * as finance from './content/finance.ts';
import * as governance from './content/governance.ts';
import { internalControl } from './content/internal-control.ts';
import * as management from './content/management.ts';
import * as personnel from './content/personnel.ts';
import { roads } from './content/roads.ts';
import * as services from './content/services.ts';
import { nongBua, tharaBuri, thaKaeo, type Office } from './offices.ts';
import type { SampleFile, SampleLink } from './sample-file.ts';
import type { Claim } from './self-assess.ts';

/** Everything that makes one bundle. */
export interface SampleSubmission {
  readonly fileName: string;
  readonly id: string;
  readonly office: Office;
  readonly visit: { readonly date: string; readonly time: string; readonly place: string };
  readonly claims: Readonly<Record<string, Claim>>;
  readonly files: readonly SampleFile[];
  readonly links: readonly SampleLink[];
  /** Brings its own copy of the instrument, as a sender does whose receivers may not have it. */
  readonly withInstrument: boolean;
}

const percent = (numerator: number, denominator: number): Measure => ({
  kind: 'percent',
  numerator: String(numerator),
  denominator: String(denominator),
});
const ticked = (...items: readonly string[]): Measure => ({ kind: 'checklist', ticked: items });

const links = ({ site }: Office): SampleLink[] => [
  { title: 'เว็บไซต์ของ อปท. หน้าแรก', url: site, indicators: ['i08', 'i87'] },
  { title: 'หน้าเผยแพร่รายงานการประชุมสภา', url: `${site}/council/minutes-2566`, indicators: ['i31', 'i32'] },
  { title: 'หน้าบริการ e-Service และสถิติผู้ใช้', url: `${site}/e-service`, indicators: ['i19'] },
  { title: 'หน้าเผยแพร่ราคากลาง', url: `${site}/procurement/reference-prices`, indicators: ['i46', 'i48'] },
  { title: 'หน้าเผยแพร่ สขร.1 รายเดือน', url: `${site}/procurement/monthly`, indicators: ['i97', 'i53'] },
];

export const submissions: readonly SampleSubmission[] = [
  {
    fileName: '05990312-thakaeo-phatthana.lpasub',
    id: '6f0c2a4e-7d15-4b7e-9a53-05990312aa01',
    office: thaKaeo,
    visit: { date: '2024-07-05', time: '09.00', place: 'ห้องประชุมสภาเทศบาล' },
    withInstrument: false,
    claims: {
      i01: { selfPoints: 5, measure: percent(80, 98) },
      i03: { selfPoints: 5, note: 'ส่งครบทุกแบบภายในกำหนด' },
      i04: { selfPoints: 5, measure: { kind: 'deadline', doneOn: '2022-09-28' }, note: 'อนุมัติแผนภายในเดือนกันยายน 2565' },
      i05: { selfPoints: 5, measure: ticked('c1', 'c2', 'c3', 'c4', 'c5') },
      i06: { selfPoints: 5, measure: percent(47, 50) },
      i07: { selfPoints: 5, measure: percent(12, 180) },
      i18: { selfPoints: 5, measure: percent(3, 3), note: 'ได้รับจากศูนย์ดำรงธรรม 3 เรื่อง แล้วเสร็จทุกเรื่อง' },
      i23: { selfPoints: 5 },
      i24: { selfPoints: 5, note: 'ร้อยละ 32.41' },
      i25: { selfPoints: 5, measure: percent(74, 89) },
      i30: { selfPoints: 5, measure: percent(4, 4), note: 'เข้าประชุมครบทุกสมัย' },
      i37: { selfPoints: 5, measure: { kind: 'deadline', doneOn: '2022-09-26' } },
      i38: { selfPoints: 3, measure: percent(8_214_000, 53_518_335) },
      i39: { selfPoints: 5, note: 'ทะเบียนคุมครบ 12 เดือน เร่งรัดครบทุกราย' },
      i40: { selfPoints: 5, measure: percent(91, 94) },
      i41: { selfPoints: 3, measure: percent(1109, 1204) },
      i49: { selfPoints: 5, measure: { kind: 'deadline', doneOn: '2023-12-25' } },
      i55: { selfPoints: 5, measure: percent(39, 43), note: '39 จาก 43 สายทาง (ร้อยละ 90.70)' },
      i56: { selfPoints: 5, measure: percent(24, 24), note: 'ใช้งานได้ครบทุกจุดเสี่ยง' },
      i57: { selfPoints: 5, measure: ticked('c1', 'c2', 'c3', 'c4'), note: 'ทำครบ 4 รายการ' },
      i58: { selfPoints: 5, measure: ticked('c1', 'c2', 'c3') },
      i60: { selfPoints: 0, measure: ticked(), note: 'ไม่มีตลาดสดในพื้นที่ ขอตัดฐาน' },
      i70: { selfPoints: 5, measure: ticked('c1', 'c2', 'c3', 'c4') },
      i77: { selfPoints: 5, measure: percent(41, 44) },
      i87: { selfPoints: 5, measure: percent(30, 30) },
      i96: { selfPoints: 5, note: 'ผลคะแนน ITA 88.41 คะแนน' },
    },
    files: [
      ...management.plan(thaKaeo, 98, 80),
      ...management.lawEnforcement(thaKaeo),
      ...internalControl(thaKaeo),
      ...management.auditPlan(thaKaeo),
      ...management.risk(thaKaeo),
      ...management.complaints(thaKaeo, 50, 47),
      ...management.channels(thaKaeo),
      ...management.ordinanceReview(thaKaeo),
      ...management.provincial(thaKaeo),
      ...management.community(thaKaeo),
      ...personnel.manpower(thaKaeo),
      ...personnel.training(thaKaeo, 74, 89),
      ...personnel.electionData(thaKaeo),
      ...personnel.council(thaKaeo),
      ...finance.budget(thaKaeo),
      ...finance.arrears(thaKaeo),
      ...finance.taxes(thaKaeo),
      ...finance.statements(thaKaeo),
      ...roads(thaKaeo, 43, 37),
      ...services.lighting(thaKaeo, 24, 23),
      ...services.water(thaKaeo),
      ...services.eha(thaKaeo),
      ...services.roadInspection(thaKaeo),
      ...services.disaster(thaKaeo),
      ...services.careRegister(thaKaeo, 38, 44),
      ...services.greenArea(thaKaeo),
      ...governance.openData(thaKaeo, 28),
      ...governance.corruptionPlan(thaKaeo),
      ...governance.noGift(thaKaeo),
      ...governance.conflict(thaKaeo),
      ...governance.complaintOfficer(thaKaeo),
      ...governance.itaResult(thaKaeo, '88.41'),
    ],
    links: links(thaKaeo),
  },
  {
    fileName: '06990318-nongbua-ngoen.lpasub',
    id: '6f0c2a4e-7d15-4b7e-9a53-06990318aa02',
    office: nongBua,
    visit: { date: '2024-07-05', time: '13.30', place: 'ห้องประชุมองค์การบริหารส่วนตำบล' },
    withInstrument: false,
    claims: {
      i06: { selfPoints: 3, measure: percent(17, 20) },
      i55: { selfPoints: 5, measure: percent(24, 28) },
      i56: { selfPoints: 3, measure: percent(13, 15) },
      i60: { selfPoints: 0, measure: ticked(), note: 'ไม่มีตลาดสดในพื้นที่' },
      i79: { selfPoints: null, note: 'ยังไม่ได้ประเมิน' },
    },
    files: [
      ...internalControl(nongBua),
      ...management.complaints(nongBua, 20, 17),
      ...management.provincial(nongBua),
      ...personnel.manpower(nongBua),
      ...finance.budget(nongBua).slice(0, 1),
      ...roads(nongBua, 28, 22).slice(0, 2),
      ...services.lighting(nongBua, 15, 13),
      ...governance.itaResult(nongBua, '79.20'),
    ],
    links: links(nongBua).slice(0, 3),
  },
  {
    fileName: '04990102-tharaburi.lpasub',
    id: '6f0c2a4e-7d15-4b7e-9a53-04990102aa03',
    office: tharaBuri,
    visit: { date: '2024-07-08', time: '09.30', place: 'ห้องประชุมริมธารา ชั้น 2' },
    withInstrument: true,
    claims: {
      i01: { selfPoints: 5, measure: percent(104, 120) },
      i30: { selfPoints: 5, measure: percent(4, 4) },
      i55: { selfPoints: 5, measure: percent(61, 70) },
      i87: { selfPoints: 5, measure: percent(30, 30) },
    },
    files: [
      ...management.plan(tharaBuri, 120, 104),
      ...management.channels(tharaBuri),
      ...management.risk(tharaBuri),
      ...personnel.council(tharaBuri).slice(0, 1),
      ...finance.budget(tharaBuri),
      ...roads(tharaBuri, 70, 58).slice(0, 2),
      ...services.water(tharaBuri).slice(0, 1),
      ...governance.openData(tharaBuri, 30),
      ...governance.noGift(tharaBuri),
    ],
    links: links(tharaBuri),
  },
];

export const round: SubmissionManifest['round'] = {
  id: 'lpa-2567',
  year: 2567,
  title: {
    th: 'การประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น (LPA) ประจำปี 2567',
    en: 'Local Performance Assessment (LPA) 2567',
  },
  deadline: { original: '2024-07-31', extended: { until: '2024-08-09', letter: 'หนังสือตัวอย่าง ที่ ธน 0023.3/ว 1402' } },
};

export const team: Pick<SubmissionManifest['assignment'], 'team' | 'order' | 'members'> = {
  team: 'ทีมที่ 3',
  order: { number: 'คำสั่งจังหวัดธารานคร ที่ 2145/2567', date: '2024-05-21' },
  members: [
    { name: 'นายธนพล ศรีสุนทรกิจ', title: 'ประธานทีม' },
    { name: 'นางกมลวรรณ บุญรักษ์ไพศาล', title: 'กรรมการ' },
    { name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' },
    { name: 'นายอนุวัฒน์ ชัยประเสริฐพงศ์', title: 'กรรมการและเลขานุการ' },
  ],
};

export const survey: SubmissionManifest['survey'] = [
  { question: 'ตัวชี้วัดมีความชัดเจน เข้าใจง่าย', score: 4 },
  { question: 'ระบบบันทึกข้อมูลใช้งานสะดวก', score: 3 },
  { question: 'ระยะเวลาในการประเมินตนเองเหมาะสม', score: 3 },
  { question: 'คู่มือและช่องทางให้คำปรึกษาเพียงพอ', score: 4 },
  { question: 'ผลการประเมินเป็นประโยชน์ต่อการพัฒนาองค์กร', score: 5 },
];
