import type { Office } from '../offices.ts';
import { register } from '../paper/reports.ts';
import { thai } from '../paper/parts.ts';
import { roadWork } from '../render/scenes.ts';
import type { SampleFile } from '../sample-file.ts';
import { seeded, seedOf } from '../seeded.ts';
import { near, pdf, photo } from './shared.ts';

const surfaces = ['คอนกรีต', 'ลาดยาง', 'ลูกรัง'] as const;

function roadRows(office: Office, total: number, done: number): { rows: string[][]; kilometres: string } {
  const random = seeded(seedOf(office.lao.code));
  // Which roads were mended: spread over the list, always the same number.
  const left = new Set(
    Array.from({ length: total - done }, (_, index) => Math.floor(((index + 0.55) * total) / (total - done))),
  );
  let metres = 0;
  const rows = Array.from({ length: total }, (_, index) => {
    const length = 240 + Math.floor(random() * 170) * 10 + (index % 4 === 0 ? 1200 : 0);
    metres += length;
    const village = office.villages[index % office.villages.length] ?? '';
    const next = office.villages[(index + 3) % office.villages.length] ?? '';
    const names = [
      `สายบ้าน${village} – บ้าน${next}`,
      `ซอยบ้าน${village} ${thai(1 + (index % 5))}`,
      `สายเลียบคลองบ้าน${village}`,
      `บ้าน${village} – ฌาปนสถาน`,
    ];
    return [
      thai(index + 1),
      `ทถ. ๑-${thai(String(index + 1).padStart(3, '0'))}`,
      names[Math.floor(random() * names.length)] ?? '',
      surfaces[Math.floor(random() * surfaces.length)] ?? '',
      thai((4 + Math.floor(random() * 3)).toFixed(2)),
      thai((length / 1000).toFixed(3)),
      left.has(index) ? '' : '/',
    ];
  });
  return { rows, kilometres: thai((metres / 1000).toFixed(3)) };
}

/** Indicator 55: the register says `done` of `total`; what the self-assessment claims is another matter. */
export function roads(office: Office, total: number, done: number): SampleFile[] {
  const { rows, kilometres } = roadRows(office, total, done);
  const village = office.villages[0] ?? '';
  return [
    pdf(
      '55-road-register.pdf',
      'ทะเบียนถนน ปี 2566',
      ['i55', 'i67'],
      ...register(office, {
        title: 'บัญชีทะเบียนถนนและผลการซ่อมบำรุง ประจำปีงบประมาณ พ.ศ. ๒๕๖๖',
        note: 'เครื่องหมาย / ในช่องสุดท้าย หมายถึง สายทางที่ได้รับการซ่อมบำรุงหรือปรับปรุงในปีงบประมาณ พ.ศ. ๒๕๖๖',
        columns: [
          { title: 'ลำดับ', width: 1, align: 'c' },
          { title: 'รหัสสายทาง', width: 2 },
          { title: 'ชื่อสายทาง', width: 4.6 },
          { title: 'ผิวจราจร', width: 1.8, align: 'c' },
          { title: 'กว้าง (ม.)', width: 1.4, align: 'n' },
          { title: 'ระยะทาง (กม.)', width: 1.7, align: 'n' },
          { title: 'ซ่อมบำรุงในปี', width: 1.6, align: 'c' },
        ],
        rows,
        sum: ['', '', `รวมทั้งสิ้น ${thai(total)} สายทาง`, '', '', kilometres, thai(done)],
        perPage: 13,
        signers: [office.engineer, office.clerk],
      }),
    ),
    photo(
      '55-road-work-1.jpg',
      `ภาพซ่อมถนนสายบ้าน${village}`,
      ['i55'],
      roadWork,
      `โครงการซ่อมแซมถนน\nบ้าน${village}\n${office.full}`,
      '2023-06-21T09:41:05',
      near(office, -11, 8),
    ),
    photo(
      '55-road-work-2.jpg',
      'ภาพซ่อมถนนเลียบคลองส่งน้ำ',
      ['i55'],
      roadWork,
      `ปรับปรุงผิวจราจร\nถนนเลียบคลองส่งน้ำ`,
      '2023-07-04T14:08:52',
      near(office, 14, -9),
    ),
  ];
}
