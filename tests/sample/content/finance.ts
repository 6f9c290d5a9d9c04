import type { Office } from '../offices.ts';
import { announcement, letter } from '../paper/letters.ts';
import { commas, receivedStamp, thai } from '../paper/parts.ts';
import { register } from '../paper/reports.ts';
import type { SampleFile } from '../sample-file.ts';
import { seeded, seedOf } from '../seeded.ts';
import { pdf, scan, screen } from './shared.ts';

export const budget = (office: Office): SampleFile[] => [
  scan(
    '37-budget-announcement.pdf',
    'ประกาศใช้งบประมาณรายจ่าย ปี 2566',
    ['i37', 'i01'],
    announcement(office, {
      subject: 'ประกาศใช้งบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. ๒๕๖๖',
      on: '2022-09-26',
      body: [
        `โดยอนุมัติ${office.council}ในการประชุมสมัยสามัญ สมัยที่ ๓ ครั้งที่ ๒ ประจำปี พ.ศ. ๒๕๖๕ เมื่อวันที่ ๒๙ สิงหาคม ๒๕๖๕ และความเห็นชอบของผู้มีอำนาจตามกฎหมาย จึงประกาศใช้งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. ๒๕๖๖ จำนวนทั้งสิ้น ๕๖,๘๐๐,๐๐๐ บาท (ห้าสิบหกล้านแปดแสนบาทถ้วน)`,
        'ทั้งนี้ ให้มีผลใช้บังคับตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๕ เป็นต้นไป',
      ],
      sealed: true,
    }),
  ),
  pdf(
    '38-income-expense.pdf',
    'รายงานรับจ่ายเงินประจำปี 2566 (e-LAAS)',
    ['i38', 'i50', 'i54'],
    ...register(office, {
      title: 'รายงานรับ – จ่ายเงิน ประจำปีงบประมาณ พ.ศ. ๒๕๖๖<br>ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๕ ถึงวันที่ ๓๐ กันยายน ๒๕๖๖',
      columns: [
        { title: 'รายการ', width: 5 },
        { title: 'ประมาณการ (บาท)', width: 2.4, align: 'n' },
        { title: 'รับ/จ่ายจริง (บาท)', width: 2.4, align: 'n' },
        { title: 'ร้อยละ', width: 1.2, align: 'n' },
      ],
      rows: [
        ['<b>รายรับ</b>', '', '', ''],
        ['หมวดภาษีอากร', commas(2_150_000), commas(2_318_440), '๑๐๗.๘๓'],
        ['หมวดค่าธรรมเนียม ค่าปรับ และใบอนุญาต', commas(640_000), commas(588_120), '๙๑.๘๙'],
        ['หมวดรายได้จากทรัพย์สิน', commas(420_000), commas(455_902), '๑๐๘.๕๕'],
        ['หมวดภาษีจัดสรร', commas(24_300_000), commas(25_117_655), '๑๐๓.๓๖'],
        ['หมวดเงินอุดหนุนทั่วไป', commas(29_290_000), commas(28_904_300), '๙๘.๖๘'],
        ['<b>รายจ่าย</b>', '', '', ''],
        ['งบกลาง', commas(15_420_000), commas(15_120_800), '๙๘.๐๖'],
        ['งบบุคลากร', commas(18_410_000), commas(17_655_120), '๙๕.๙๐'],
        ['งบดำเนินงาน', commas(11_250_000), commas(9_873_415), '๘๗.๗๖'],
        ['งบลงทุน', commas(8_920_000), commas(8_214_000), '๙๒.๐๙'],
        ['งบเงินอุดหนุน', commas(2_800_000), commas(2_655_000), '๙๔.๘๒'],
      ],
      sum: ['รวมรายจ่าย', commas(56_800_000), commas(53_518_335), '๙๔.๒๒'],
      perPage: 20,
      signers: [office.treasurer, office.head],
      on: '2023-10-12',
    }),
  ),
];

/** Indicator 39: the register stops at July; August and September are empty. */
export function arrears(office: Office): SampleFile[] {
  const random = seeded(seedOf(`${office.lao.code} arrears`));
  const months = [
    'ต.ค. ๖๕',
    'พ.ย. ๖๕',
    'ธ.ค. ๖๕',
    'ม.ค. ๖๖',
    'ก.พ. ๖๖',
    'มี.ค. ๖๖',
    'เม.ย. ๖๖',
    'พ.ค. ๖๖',
    'มิ.ย. ๖๖',
    'ก.ค. ๖๖',
    'ส.ค. ๖๖',
    'ก.ย. ๖๖',
  ];
  return [
    scan(
      '39-arrears-register.pdf',
      'ทะเบียนคุมผู้ค้างชำระภาษี',
      ['i39'],
      ...register(office, {
        title: 'ทะเบียนคุมลูกหนี้ผู้ค้างชำระภาษี ประจำปีงบประมาณ พ.ศ. ๒๕๖๖',
        note: 'แสดงจำนวนรายและจำนวนเงินคงค้าง ณ วันสิ้นเดือน ปกปิดรายชื่อผู้เสียภาษี',
        columns: [
          { title: 'เดือน', width: 1.6 },
          { title: 'ภาษีที่ดินฯ (ราย)', width: 1.7, align: 'n' },
          { title: 'ภาษีป้าย (ราย)', width: 1.5, align: 'n' },
          { title: 'ยอดค้าง (บาท)', width: 2, align: 'n' },
          { title: 'หนังสือเร่งรัด (ฉบับ)', width: 1.9, align: 'n' },
          { title: 'ผู้ตรวจสอบ', width: 2 },
        ],
        rows: months.map((month, index) =>
          index >= 10
            ? [month, '', '', '', '', '']
            : [
                month,
                thai(64 - index * 3 + Math.floor(random() * 4)),
                thai(9 - Math.floor(index / 3)),
                commas(118_400 - index * 7_350),
                thai(10 + Math.floor(random() * 14)),
                'ว. แสงทอง',
              ],
        ),
        perPage: 12,
        signers: [office.treasurer],
      }),
    ),
  ];
}

export const taxes = (office: Office): SampleFile[] => [
  screen('41-ltax-online.png', 'ภาพหน้าจอระบบ LTAX Online', ['i41', 'i43'], {
    system: 'ระบบแผนที่ภาษีและทะเบียนทรัพย์สิน LTAX Online (ภาพจำลอง)',
    menu: ['หน้าหลัก', 'ทะเบียนทรัพย์สิน', 'ผู้เสียภาษี', 'การประเมิน', 'การรับชำระ', 'รายงาน'],
    title: 'สรุปการบันทึกข้อมูลและการรับชำระ ปีภาษี 2566',
    user: `${office.full} · ผู้ใช้งาน: กองคลัง`,
    at: '30 กันยายน 2566 เวลา 16.31 น.',
    head: ['รายการ', 'ทั้งหมด', 'บันทึก/ชำระแล้ว', 'ร้อยละ'],
    rows: [
      ['แปลงที่ดิน', '4,812', '4,812', '100.00'],
      ['โรงเรือนและสิ่งปลูกสร้าง', '2,377', '2,377', '100.00'],
      ['ป้าย', '186', '186', '100.00'],
      ['ผู้ชำระภาษีที่ดินและสิ่งปลูกสร้าง', '1,204', '1,109', '92.11'],
      ['ผู้ชำระภาษีป้าย', '94', '91', '96.81'],
    ],
  }),
];

export const statements = (office: Office): SampleFile[] => [
  pdf(
    '49-financial-statements-letter.pdf',
    'หนังสือนำส่งงบการเงิน',
    ['i49'],
    letter(office, {
      number: '1201',
      on: '2023-12-22',
      subject: 'นำส่งงบการเงิน ประจำปีงบประมาณ พ.ศ. ๒๕๖๖',
      to: `ผู้อำนวยการสำนักงานการตรวจเงินแผ่นดินจังหวัด${office.lao.province}`,
      enclosed: ['งบแสดงฐานะการเงิน ณ วันที่ ๓๐ กันยายน ๒๕๖๖ จำนวน ๑ ชุด', 'หมายเหตุประกอบงบการเงิน จำนวน ๑ ชุด'],
      body: [
        `ตามพระราชบัญญัติวินัยการเงินการคลังของรัฐ กำหนดให้องค์กรปกครองส่วนท้องถิ่นจัดส่งงบการเงินภายใน ๙๐ วัน นับแต่วันสิ้นปีงบประมาณ นั้น ${office.full}ขอนำส่งงบการเงินประจำปีงบประมาณ พ.ศ. ๒๕๖๖ มาพร้อมหนังสือนี้`,
        'จึงเรียนมาเพื่อโปรดพิจารณา',
      ],
      extra: receivedStamp({ left: 138, top: 9 }, `สตง. จังหวัด${office.lao.province}`, '2208', '2023-12-25', '13.50'),
    }),
  ),
];
