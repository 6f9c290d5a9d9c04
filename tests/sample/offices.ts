import type { Lao } from '#common/domain/lao.ts';

export interface Person {
  readonly name: string;
  readonly title: string;
}

/** An invented local administrative organisation with the people who sign its papers. Province code 99 is not in use. */
export interface Office {
  readonly lao: Lao;
  /** Full name on paper. */
  readonly full: string;
  /** "สำนักงานเทศบาลตำบล…", as letter heads say. */
  readonly house: string;
  /** Letters of its document numbers. */
  readonly code: string;
  readonly address: string;
  readonly council: string;
  readonly head: Person;
  readonly clerk: Person;
  readonly engineer: Person;
  readonly treasurer: Person;
  readonly health: Person;
  /** Latitude and longitude of the office, decimal degrees. */
  readonly place: readonly [number, number];
  readonly villages: readonly string[];
  readonly site: string;
}

const province = 'ธารานคร';

export const thaKaeo: Office = {
  lao: { code: '05990312', name: 'ท่าแก้วพัฒนา', type: 'subdistrict_municipality', district: 'ท่าแก้ว', province },
  full: 'เทศบาลตำบลท่าแก้วพัฒนา',
  house: 'สำนักงานเทศบาลตำบลท่าแก้วพัฒนา',
  code: 'ธน ๕๒๓๐๑',
  address: 'ถนนท่าแก้ว – ภูสักทอง อำเภอท่าแก้ว ธน ๙๙๑๒๐',
  council: 'สภาเทศบาลตำบลท่าแก้วพัฒนา',
  head: { name: 'นายวรพจน์ ธรรมวงศ์ไพศาล', title: 'นายกเทศมนตรีตำบลท่าแก้วพัฒนา' },
  clerk: { name: 'นางจันทร์เพ็ญ รุ่งเรืองเวช', title: 'ปลัดเทศบาล' },
  engineer: { name: 'นายสมศักดิ์ดา พูนทวีโชค', title: 'ผู้อำนวยการกองช่าง' },
  treasurer: { name: 'นางสาววิไลพร แสงทองสกุล', title: 'ผู้อำนวยการกองคลัง' },
  health: { name: 'นายปกรณ์เกียรติ เรืองชัยศิริ', title: 'ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม' },
  place: [17.4312, 103.2744],
  villages: [
    'ท่าแก้ว',
    'หนองโดน',
    'โนนสว่าง',
    'คลองใหม่',
    'ป่าท่าแก้ว',
    'ดอนยาง',
    'หัวสะพาน',
    'ศรีท่าแก้ว',
    'นาคำน้อย',
    'วังหิน',
    'โคกกลาง',
  ],
  site: 'https://www.thakaeo-phatthana.example',
};

export const nongBua: Office = {
  lao: { code: '06990318', name: 'หนองบัวเงินสามัคคี', type: 'subdistrict_admin_org', district: 'ท่าแก้ว', province },
  full: 'องค์การบริหารส่วนตำบลหนองบัวเงินสามัคคี',
  house: 'ที่ทำการองค์การบริหารส่วนตำบลหนองบัวเงินสามัคคี',
  code: 'ธน ๗๒๘๐๑',
  address: 'หมู่ที่ ๔ อำเภอท่าแก้ว ธน ๙๙๑๒๐',
  council: 'สภาองค์การบริหารส่วนตำบลหนองบัวเงินสามัคคี',
  head: { name: 'นายบุญเลิศ ทองสุขวัฒนา', title: 'นายกองค์การบริหารส่วนตำบลหนองบัวเงินสามัคคี' },
  clerk: { name: 'นางสาวกาญจนา ศรีเมืองทอง', title: 'ปลัดองค์การบริหารส่วนตำบล' },
  engineer: { name: 'นายอดิศักดิ์ คำภาเวียง', title: 'ผู้อำนวยการกองช่าง' },
  treasurer: { name: 'นางรัชนีกร พิมพ์สมบัติ', title: 'ผู้อำนวยการกองคลัง' },
  health: { name: 'นางสาวเบญจมาศ ชาญวิเศษ', title: 'นักวิชาการสาธารณสุขชำนาญการ' },
  place: [17.3868, 103.3195],
  villages: ['หนองบัวเงิน', 'สามัคคี', 'โนนงาม', 'คำเจริญ', 'หนองสระพัง', 'ดงมะไฟ', 'ทุ่งรวงทอง', 'หนองแสง'],
  site: 'https://www.nongbuangoen.example',
};

export const tharaBuri: Office = {
  lao: { code: '04990102', name: 'ธาราบุรี', type: 'town_municipality', district: 'เมืองธารานคร', province },
  full: 'เทศบาลเมืองธาราบุรี',
  house: 'สำนักงานเทศบาลเมืองธาราบุรี',
  code: 'ธน ๕๒๐๐๑',
  address: 'ถนนริมธารา อำเภอเมืองธารานคร ธน ๙๙๐๐๐',
  council: 'สภาเทศบาลเมืองธาราบุรี',
  head: { name: 'นางสาวสิริกัญญา ไพบูลย์วงศ์สกุล', title: 'นายกเทศมนตรีเมืองธาราบุรี' },
  clerk: { name: 'นายเกริกเกียรติ วัฒนานุสรณ์', title: 'ปลัดเทศบาล' },
  engineer: { name: 'นายธีรเดช อุดมรัตนกิจ', title: 'ผู้อำนวยการกองช่าง' },
  treasurer: { name: 'นางพิมพ์ใจ สุวรรณประภา', title: 'ผู้อำนวยการกองคลัง' },
  health: { name: 'นางอรวรรณ เกษมสุขศิริ', title: 'ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม' },
  place: [17.4127, 103.1078],
  villages: [
    'ริมธารา',
    'ตลาดเก่า',
    'วัดกลาง',
    'หน้าเมือง',
    'สถานีรถไฟ',
    'สวนสาธารณะ',
    'ศรีธารา',
    'ท่าเรือ',
    'โพธิ์ทอง',
    'บึงใหญ่',
    'ชลประทาน',
    'เทศบาลซอย ๙',
  ],
  site: 'https://www.tharaburi-city.example',
};
