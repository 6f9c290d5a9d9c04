import type { Office } from '../offices.ts';
import { announcement } from '../paper/letters.ts';
import { hand, page, seal, table, thai } from '../paper/parts.ts';
import { minutes, register } from '../paper/reports.ts';
import type { SampleFile } from '../sample-file.ts';
import { pdf, scan, screen } from './shared.ts';

const members = [
  'นายประเสริฐ คงมั่นวงศ์',
  'นายวิชาญ ศรีบุญเรือง',
  'นางสมใจ พันธุ์ทองดี',
  'นายณรงค์ฤทธิ์ แสนสุข',
  'นางทองสุข เจริญผล',
  'นายไพโรจน์ อินทร์แก้ว',
  'นายสมหมาย ทิพย์เนตร',
  'นางวาสนา ภูผาทอง',
  'นายบุญมี คำหอม',
  'นายเฉลิมชัย สีดาวงศ์',
];

export const manpower = (office: Office): SampleFile[] => [
  pdf(
    '23-manpower-plan.pdf',
    'ประกาศใช้แผนอัตรากำลัง 3 ปี',
    ['i23', 'i24'],
    announcement(office, {
      subject: 'ใช้แผนอัตรากำลัง ๓ ปี ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ - ๒๕๖๖ ฉบับปรับปรุงครั้งที่ ๒',
      on: '2022-12-06',
      body: [
        `โดยความเห็นชอบของคณะกรรมการพนักงานส่วนท้องถิ่นจังหวัด${office.lao.province} ในการประชุมครั้งที่ ๑๑/๒๕๖๕ เมื่อวันที่ ๒๕ พฤศจิกายน ๒๕๖๕ ${office.full}จึงประกาศใช้แผนอัตรากำลัง ๓ ปี ฉบับปรับปรุงครั้งที่ ๒ ดังต่อไปนี้`,
      ],
      extra: `${table(
        [
          { title: 'ส่วนราชการ', width: 4 },
          { title: 'กรอบ (อัตรา)', align: 'n', width: 1.5 },
          { title: 'มีคนครอง', align: 'n', width: 1.5 },
          { title: 'ว่าง', align: 'n' },
        ],
        [
          ['สำนักปลัด', '๒๔', '๒๑', '๓'],
          ['กองคลัง', '๑๔', '๑๓', '๑'],
          ['กองช่าง', '๑๗', '๑๕', '๒'],
          ['กองสาธารณสุขและสิ่งแวดล้อม', '๑๙', '๑๘', '๑'],
          ['กองการศึกษา', '๒๒', '๒๒', '–'],
        ],
        ['รวม', '๙๖', '๘๙', '๗'],
      )}<p class="small">ภาระค่าใช้จ่ายด้านการบริหารงานบุคคล ร้อยละ ๓๒.๔๑ ของงบประมาณรายจ่ายประจำปี พ.ศ. ๒๕๖๖</p>`,
    }),
  ),
];

export const training = (office: Office, trained: number, staff: number): SampleFile[] => {
  const units = ['สำนักปลัด', 'กองคลัง', 'กองช่าง', 'กองสาธารณสุขฯ', 'กองการศึกษา'];
  const courses = [
    'การจัดซื้อจัดจ้างภาครัฐ',
    'การปฏิบัติงานในระบบ e-LAAS',
    'ธรรมาภิบาลและจริยธรรม',
    'การคุ้มครองข้อมูลส่วนบุคคล',
    'การเขียนหนังสือราชการ',
  ];
  return [
    pdf(
      '25-training-report.pdf',
      'รายงานผลการฝึกอบรมตามแผนพัฒนาบุคลากร',
      ['i25'],
      ...register(office, {
        title: 'รายงานผลการพัฒนาบุคลากรตามแผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. ๒๕๖๖',
        columns: [
          { title: 'ที่', align: 'c' },
          { title: 'ตำแหน่ง (เลขที่)', width: 3 },
          { title: 'สังกัด', width: 2.4 },
          { title: 'หลักสูตร', width: 4.2 },
          { title: 'ผล', width: 1.8, align: 'c' },
        ],
        rows: Array.from({ length: staff }, (_, index) => [
          thai(index + 1),
          `ตำแหน่งเลขที่ ${thai(101 + index)}`,
          units[index % units.length] ?? '',
          index < trained ? (courses[index % courses.length] ?? '') : '–',
          index < trained ? 'ผ่าน' : 'ยังไม่อบรม',
        ]),
        sum: ['', `รวม ${thai(staff)} คน`, '', `ได้รับการพัฒนา ${thai(trained)} คน`, ''],
        perPage: 26,
        signers: [office.clerk],
      }),
    ),
  ];
};

/** Indicator 30: four ordinary sessions, and the third one went on without the mayor. */
export const council = (office: Office): SampleFile[] => [
  pdf(
    '30-council-minutes-3.pdf',
    'รายงานการประชุมสภา สมัยสามัญ สมัยที่ 3',
    ['i30', 'i31', 'i33'],
    ...minutes(office, {
      body: office.council,
      session: 'สมัยสามัญ สมัยที่ ๓ ครั้งที่ ๑ ประจำปี พ.ศ. ๒๕๖๖',
      on: '2023-08-14',
      place: `ห้องประชุม${office.council}`,
      present: members.slice(0, 8).map((name, index) => [name, index === 0 ? 'ประธานสภา' : 'สมาชิกสภา'] as const),
      absent: [[office.head.name, `${office.head.title} (ติดราชการ)`]],
      agenda: [
        [
          {
            title: 'ระเบียบวาระที่ ๑ เรื่องที่ประธานจะแจ้งต่อที่ประชุม',
            text: [`ประธานแจ้งว่า${office.head.title}ติดราชการที่จังหวัด มอบหมายให้รองนายกชี้แจงแทน`],
          },
          {
            title: 'ระเบียบวาระที่ ๒ รับรองรายงานการประชุมครั้งที่แล้ว',
            text: ['มติที่ประชุม รับรองรายงานการประชุมสมัยสามัญ สมัยที่ ๒ โดยไม่มีการแก้ไข'],
          },
        ],
        [
          {
            title: 'ระเบียบวาระที่ ๓ เรื่องเพื่อพิจารณา',
            text: [
              'ร่างข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ วาระที่ ๑ ขั้นรับหลักการ รองนายกแถลงงบประมาณรายจ่ายรวม ๕๘,๔๐๐,๐๐๐ บาท',
              'สมาชิกอภิปรายเรื่องงบซ่อมบำรุงถนน ไฟฟ้าสาธารณะ และการจัดการน้ำ',
              'มติที่ประชุม รับหลักการด้วยคะแนนเสียง ๗ เสียง งดออกเสียง ๑ เสียง และแต่งตั้งคณะกรรมการแปรญัตติ ๓ คน',
            ],
          },
          { title: 'ระเบียบวาระที่ ๔ เรื่องอื่น ๆ', text: ['ไม่มี'] },
        ],
      ],
      taker: { name: 'นายชูเกียรติ มั่นคงดี', title: '' },
      checker: { name: members[0] ?? '', title: '' },
    }),
  ),
  scan(
    '30-attendance-sheet.pdf',
    'บัญชีลงชื่อผู้เข้าประชุมสภา',
    ['i30'],
    page(
      `<h1>บัญชีลงชื่อผู้เข้าประชุม${office.council}<br>สมัยสามัญ สมัยที่ ๔ ประจำปี พ.ศ. ๒๕๖๖</h1>${table(
        [
          { title: 'ที่', align: 'c' },
          { title: 'ชื่อ – สกุล', width: 4 },
          { title: 'ตำแหน่ง', width: 3 },
          { title: 'ลายมือชื่อ', width: 3 },
        ],
        [office.head.name, ...members].map((name, index) => [
          thai(index + 1),
          name,
          index === 0 ? 'นายกฯ' : index === 1 ? 'ประธานสภา' : 'สมาชิกสภา',
          `<div style="height:11mm">${index === 7 ? 'ลาป่วย' : hand(name).replace('width="46mm" height="14mm"', 'width="34mm" height="10mm"')}</div>`,
        ]),
      )}${seal(office, 150, 238, 8)}`,
    ),
  ),
];

export const electionData = (office: Office): SampleFile[] => [
  screen('29-election-data.png', 'ภาพหน้าจอระบบศูนย์ข้อมูลเลือกตั้ง', ['i29'], {
    system: 'ระบบศูนย์ข้อมูลเลือกตั้งท้องถิ่น (ภาพจำลอง)',
    menu: ['หน้าหลัก', 'ข้อมูลผู้บริหาร', 'ข้อมูลสมาชิกสภา', 'เลขานุการและที่ปรึกษา', 'รายงาน'],
    title: `ข้อมูลผู้บริหารและสมาชิกสภา · ${office.full}`,
    user: `รหัส อปท. ${office.lao.code}`,
    at: '9 มิถุนายน 2567 เวลา 14.20 น.',
    head: ['ประเภท', 'จำนวนตำแหน่ง', 'บันทึกแล้ว', 'สถานะ'],
    rows: [
      ['นายก', '1', '1', 'ครบถ้วน'],
      ['รองนายก', '2', '2', 'ครบถ้วน'],
      ['ประธานและสมาชิกสภา', '12', '12', 'ครบถ้วน'],
      ['เลขานุการและที่ปรึกษา', '2', '2', 'ครบถ้วน'],
    ],
  }),
];
