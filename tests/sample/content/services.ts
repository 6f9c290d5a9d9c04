import type { Office } from '../offices.ts';
import { page, signature, table, thai, foot } from '../paper/parts.ts';
import { register, report } from '../paper/reports.ts';
import { fireDrill, planting, streetLight, waterPoint } from '../render/scenes.ts';
import type { SampleFile } from '../sample-file.ts';
import { near, pdf, photo, scan, screen } from './shared.ts';

export const lighting = (office: Office, points: number, lit: number): SampleFile[] => [
  pdf(
    '56-risk-points.pdf',
    'บัญชีจุดเสี่ยงและไฟฟ้าสาธารณะ',
    ['i56'],
    ...register(office, {
      title: 'บัญชีจุดเสี่ยงและผลการติดตั้งไฟฟ้าสาธารณะ ประจำปี พ.ศ. ๒๕๖๖',
      columns: [
        { title: 'ที่', align: 'c' },
        { title: 'จุดเสี่ยง', width: 5 },
        { title: 'ลักษณะ', width: 2.6 },
        { title: 'จำนวนโคม', width: 1.4, align: 'n' },
        { title: 'ใช้งานได้', width: 1.4, align: 'c' },
      ],
      rows: Array.from({ length: points }, (_, index) => [
        thai(index + 1),
        `${['สามแยก', 'ทางโค้ง', 'หน้าโรงเรียน', 'สะพานข้ามคลอง', 'ซอยเปลี่ยว'][index % 5] ?? ''}บ้าน${office.villages[index % office.villages.length] ?? ''}`,
        ['อุบัติเหตุ', 'อาชญากรรม'][index % 2] ?? '',
        thai(1 + (index % 3)),
        index < lit ? '/' : 'ชำรุด รออะไหล่',
      ]),
      sum: ['', `รวม ${thai(points)} จุด`, '', '', thai(lit)],
      perPage: 22,
      signers: [office.engineer],
    }),
  ),
  photo(
    '56-street-light.jpg',
    'ภาพไฟฟ้าสาธารณะสามแยก',
    ['i56'],
    streetLight,
    `จุดเสี่ยงที่ 7\nสามแยกบ้าน${office.villages[0] ?? ''}`,
    '2023-04-19T18:58:44',
    near(office, 4, 5),
  ),
];

export const water = (office: Office): SampleFile[] => [
  photo(
    '57-water-point.jpg',
    'จุดบริการน้ำดื่ม',
    ['i57'],
    waterPoint,
    `ศาลาประชาคม หมู่ 2\n${office.full}`,
    '2023-05-15T10:22:09',
    near(office, 4.5, 3.8),
  ),
  scan(
    '57-water-test-1.pdf',
    'ผลตรวจน้ำ ครั้งที่ 1',
    ['i57'],
    page(`<h1>รายงานผลการตรวจวิเคราะห์คุณภาพน้ำบริโภค<br>ห้องปฏิบัติการศูนย์อนามัยที่ ๙๙ (ตัวอย่าง)</h1><div class="rule"></div>
<p>หน่วยงานที่ส่งตรวจ ${office.full} &nbsp; วันที่เก็บตัวอย่าง ๑๒ มีนาคม ๒๕๖๖<br>จุดเก็บตัวอย่าง ตู้น้ำดื่มสาธารณะหน้าศาลาประชาคม หมู่ที่ ๒ &nbsp; เลขที่ตัวอย่าง ๖๖-๐๔๑๒</p>${table(
      [
        { title: 'รายการตรวจ', width: 4 },
        { title: 'หน่วย', width: 1.6, align: 'c' },
        { title: 'ผลการตรวจ', width: 2, align: 'n' },
        { title: 'เกณฑ์', width: 2.4, align: 'c' },
        { title: 'สรุป', width: 1.6, align: 'c' },
      ],
      [
        ['ความเป็นกรด – ด่าง (pH)', '–', '๗.๒', '๖.๕ – ๘.๕', 'ผ่าน'],
        ['ความขุ่น', 'NTU', '๐.๔๘', 'ไม่เกิน ๕', 'ผ่าน'],
        ['ปริมาณสารละลายทั้งหมด', 'มก./ล.', '๑๘๔', 'ไม่เกิน ๕๐๐', 'ผ่าน'],
        ['ความกระด้าง', 'มก./ล.', '๙๖', 'ไม่เกิน ๓๐๐', 'ผ่าน'],
        ['ไนเตรท', 'มก./ล.', '๑.๑', 'ไม่เกิน ๕๐', 'ผ่าน'],
        ['ฟลูออไรด์', 'มก./ล.', '๐.๓๒', 'ไม่เกิน ๐.๗', 'ผ่าน'],
        ['โคลิฟอร์มแบคทีเรีย', 'MPN/๑๐๐ มล.', 'ไม่พบ', 'ไม่พบ', 'ผ่าน'],
        ['อี.โคไล', '/๑๐๐ มล.', 'ไม่พบ', 'ไม่พบ', 'ผ่าน'],
      ],
    )}<p><b>สรุปผล</b> คุณภาพน้ำผ่านเกณฑ์น้ำบริโภคทุกรายการที่ตรวจ</p>${signature({ name: 'นางสาวมณีรัตน์ ชลธารวิทย์', title: 'นักวิทยาศาสตร์การแพทย์ชำนาญการ' }, { on: '2023-03-20' })}`),
  ),
  screen('57-info-water.png', 'ระบบ INFO ข้อมูลน้ำ', ['i57', 'i20'], {
    system: 'ระบบข้อมูลกลางองค์กรปกครองส่วนท้องถิ่น INFO (ภาพจำลอง)',
    menu: [
      'ด้านที่ 1 โครงสร้างพื้นฐาน',
      'ด้านที่ 2 แหล่งน้ำ',
      'ด้านที่ 3 สาธารณสุข',
      'ด้านที่ 4 เศรษฐกิจ',
      'ด้านที่ 5 การศึกษา',
      'ด้านที่ 6 สังคม',
      'ด้านที่ 7 ภูมิปัญญา',
    ],
    title: 'ข้อมูลแหล่งน้ำอุปโภคบริโภค',
    user: office.full,
    at: '5 กรกฎาคม 2566 เวลา 10.44 น.',
    head: ['แหล่งน้ำ', 'ประเภท', 'ครัวเรือนที่ใช้', 'ปรับปรุงล่าสุด'],
    rows: office.villages
      .slice(0, 7)
      .map((village, index) => [
        `ประปาหมู่บ้าน${village}`,
        ['บาดาล', 'ผิวดิน'][index % 2] ?? '',
        String(96 + index * 17),
        '3 ก.ค. 2566',
      ]),
  }),
];

export const eha = (office: Office): SampleFile[] => [
  scan(
    '58-eha-summary.pdf',
    'สรุปคะแนน EHA ที่คณะกรรมการลงนาม',
    ['i58'],
    page(
      `<h1>แบบสรุปคะแนนการประเมินคุณภาพระบบบริการอนามัยสิ่งแวดล้อม (EHA)<br>${office.full}<br>ประจำปี พ.ศ. ๒๕๖๖</h1><div class="rule"></div>${table(
        [
          { title: 'รหัส', width: 1.2, align: 'c' },
          { title: 'ประเด็นงาน', width: 5 },
          { title: 'คะแนนเต็ม', width: 1.4, align: 'n' },
          { title: 'คะแนนที่ได้', width: 1.4, align: 'n' },
          { title: 'ระดับ', width: 1.6, align: 'c' },
        ],
        [
          ['๑๐๐๑', 'การจัดการสุขาภิบาลอาหารในตลาด', '๑๐๐', '๘๖', 'เกียรติบัตร'],
          ['๒๐๐๑', 'การจัดการคุณภาพน้ำประปา', '๑๐๐', '๘๑', 'เกียรติบัตร'],
          ['๔๐๐๑', 'การจัดการมูลฝอยทั่วไป', '๑๐๐', '๙๐', 'เกียรติบัตร'],
        ],
        ['', 'เฉลี่ย', '๑๐๐', '๘๕.๖๗', ''],
      )}<div class="signs">${signature({ name: 'นายอดุลย์ ชูสกุลชัย', title: 'ประธานคณะกรรมการ EHA' }, { sealed: office })}${signature({ name: 'นางสาวปวีณา สุขใจดี', title: 'กรรมการและเลขานุการ' })}</div>`,
    ),
  ),
];

export const disaster = (office: Office): SampleFile[] => [
  pdf(
    '70-drill-report.pdf',
    'รายงานผลการฝึกซ้อมแผนป้องกันภัย',
    ['i70'],
    ...report(office, {
      title: 'รายงานผลการฝึกซ้อมแผนป้องกันและบรรเทาสาธารณภัย ประจำปี พ.ศ. ๒๕๖๖',
      sheets: [
        `<p class="in">${office.full} ได้ฝึกซ้อมแผนป้องกันและบรรเทาสาธารณภัย กรณีอัคคีภัยในอาคารและอุทกภัย เมื่อวันที่ ๙ สิงหาคม ๒๕๖๖ ณ ลานอเนกประสงค์หน้าสำนักงาน มีผู้เข้าร่วม ๘๒ คน จาก ๖ หน่วยงาน</p><h2>ลำดับเหตุการณ์</h2>${table(
          [
            { title: 'เวลา', width: 1.4, align: 'c' },
            { title: 'เหตุการณ์สมมติและการปฏิบัติ', width: 6 },
            { title: 'เวลาที่ใช้ (นาที)', width: 1.6, align: 'n' },
          ],
          [
            ['๐๙.๓๐', 'รับแจ้งเหตุเพลิงไหม้อาคารสองชั้น สั่งการชุดปฏิบัติการ', '๒'],
            ['๐๙.๓๘', 'รถดับเพลิงถึงที่เกิดเหตุ ตั้งจุดบัญชาการ', '๘'],
            ['๐๙.๕๕', 'อพยพผู้ประสบภัย ๑๔ คน ปฐมพยาบาล ๓ คน', '๑๗'],
            ['๑๐.๒๐', 'ควบคุมเพลิงได้ สำรวจความเสียหาย', '๒๕'],
            ['๑๐.๔๐', 'ประชุมสรุปบทเรียน', '๓๕'],
          ],
        )}<h2>ข้อเสนอแนะ</h2><p class="in">ควรเพิ่มวิทยุสื่อสาร ๔ เครื่อง และปรับปรุงบัญชีเครื่องจักรกลให้เป็นปัจจุบันทุกไตรมาส</p>`,
      ],
      signer: office.clerk,
      on: '2023-08-18',
    }),
  ),
  photo(
    '70-fire-drill.jpg',
    'ภาพการฝึกซ้อมดับเพลิง',
    ['i70'],
    fireDrill,
    `ฝึกซ้อมแผนป้องกัน\nและบรรเทาสาธารณภัย\n${office.full}`,
    '2023-08-09T09:47:26',
    null,
  ),
];

export const greenArea = (office: Office): SampleFile[] => [
  photo(
    '83-planting.jpg',
    'ภาพปลูกต้นไม้ริมคลอง',
    ['i83', 'i62'],
    planting,
    `วันต้นไม้แห่งชาติ\n${office.full}`,
    '2023-06-03T08:31:58',
    near(office, -7, -12),
  ),
];

export const careRegister = (office: Office, served: number, all: number): SampleFile[] => [
  pdf(
    '77-care-plans.pdf',
    'บัญชีผู้สูงอายุที่มีภาวะพึ่งพิงและ Care Plan (ปกปิดชื่อ)',
    ['i77', 'i64'],
    ...register(office, {
      title: 'บัญชีผู้สูงอายุที่มีภาวะพึ่งพิงและแผนการดูแลรายบุคคล (Care Plan)',
      note: 'ปกปิดชื่อและที่อยู่ตามกฎหมายว่าด้วยการคุ้มครองข้อมูลส่วนบุคคล',
      columns: [
        { title: 'ที่', align: 'c' },
        { title: 'รหัสผู้รับบริการ', width: 2.4 },
        { title: 'กลุ่ม', width: 1.4, align: 'c' },
        { title: 'คะแนน ADL', width: 1.6, align: 'n' },
        { title: 'มี Care Plan', width: 1.8, align: 'c' },
        { title: 'เยี่ยมล่าสุด', width: 2 },
      ],
      rows: Array.from({ length: all }, (_, index) => [
        thai(index + 1),
        `LTC-${thai(String(660 + index))}`,
        thai(1 + (index % 4)),
        thai(3 + (index % 8)),
        index < served ? '/' : '–',
        index < served ? `${thai(4 + (index % 24))} ก.ย. ๒๕๖๖` : '–',
      ]),
      sum: ['', `รวม ${thai(all)} ราย`, '', '', thai(served), ''],
      perPage: 26,
      signers: [office.health],
    }),
  ),
];

export const roadInspection = (office: Office): SampleFile[] => [
  pdf(
    '67-road-inspection.pdf',
    'รายงานผลการตรวจสอบถนน',
    ['i67'],
    page(
      `<h1>แบบรายงานผลการตรวจสอบถนน ประจำปี พ.ศ. ๒๕๖๖<br>กองช่าง ${office.full}</h1><div class="rule"></div>${table(
        [
          { title: 'วันที่ตรวจ', width: 2 },
          { title: 'สายทาง', width: 4 },
          { title: 'สภาพที่พบ', width: 3.4 },
          { title: 'ข้อสั่งการ', width: 3.4 },
        ],
        office.villages
          .slice(0, 8)
          .map((village, index) => [
            `${thai(6 + index * 2)} ม.ค. ๒๕๖๖`,
            `สายบ้าน${village}`,
            ['หลุมบ่อ ๓ จุด', 'ไหล่ทางทรุด', 'สภาพดี', 'ผิวหลุดร่อน'][index % 4] ?? '',
            ['ซ่อมภายใน ๓๐ วัน', 'บรรจุในแผนพัฒนาฯ', 'เฝ้าระวัง', 'ตั้งงบประมาณปี ๒๕๖๗'][index % 4] ?? '',
          ]),
      )}<div class="signs">${signature(office.engineer)}${signature(office.clerk)}</div>${foot('รายงานผลการตรวจสอบถนน', 1, 1)}`,
    ),
  ),
];
