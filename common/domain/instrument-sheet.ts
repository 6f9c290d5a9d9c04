import type { LaoType } from './lao.ts';

/**
 * An instrument as a workbook: one place that says what stands in which sheet and column, for writing the template and
 * for reading it back (`read-instrument-sheets.ts`). Headers are the words that a provincial office fills in, so they are
 * Thai; English texts may stay empty and are then the Thai ones.
 */
export const sheetNames = {
  set: 'ชุดตัวชี้วัด',
  grades: 'ระดับผล',
  aspects: 'ด้าน',
  indicators: 'ตัวชี้วัด',
  rules: 'เกณฑ์คะแนน',
  items: 'รายการตรวจ',
} as const;
export type SheetKey = keyof typeof sheetNames;

/** Rows of the first sheet: label in column A, value in column B. */
export const setRows = {
  id: 'รหัสชุด',
  version: 'รุ่น',
  year: 'ปี พ.ศ. ที่ประเมิน',
  titleTh: 'ชื่อชุด',
  titleEn: 'ชื่อชุด (อังกฤษ)',
  sample: 'เป็นชุดตัวอย่าง (ใช่/ไม่)',
  passMark: 'เกณฑ์ผ่าน ร้อยละ',
  method: 'วิธีคิดร้อยละรวม',
} as const;

/** Columns of the other sheets, in order; the first row holds these words. */
export const columns = {
  grades: { id: 'รหัสระดับ', th: 'ชื่อระดับ', en: 'ชื่อระดับ (อังกฤษ)', from: 'ตั้งแต่ร้อยละ' },
  aspects: { number: 'ด้านที่', th: 'ชื่อด้าน', en: 'ชื่อด้าน (อังกฤษ)' },
  indicators: {
    id: 'รหัสตัวชี้วัด',
    number: 'ข้อ',
    aspect: 'ด้านที่',
    th: 'ชื่อตัวชี้วัด',
    en: 'ชื่อตัวชี้วัด (อังกฤษ)',
    points: 'คะแนนเต็ม',
    rule: 'ชนิดเกณฑ์',
    appliesTo: 'ใช้กับ',
    pilot: 'นำร่อง (ใช่/ไม่)',
    provincial: 'ของจังหวัด (ใช่/ไม่)',
    notApplicable: 'ตัดฐาน',
    evidence: 'หลักฐานที่ต้องดู (บรรทัดละรายการ)',
    systems: 'ระบบที่ต้องเปิดดู (บรรทัดละระบบ)',
    what: 'สิ่งที่วัด / ตัวตั้ง',
    denominator: 'ตัวหาร',
    unit: 'หน่วย',
    due: 'กำหนดวันที่',
    source: 'ที่มา',
  },
  rules: {
    indicator: 'รหัสตัวชี้วัด',
    points: 'คะแนน',
    condition: 'เงื่อนไข',
    th: 'ข้อความ',
    en: 'ข้อความ (อังกฤษ)',
  },
  items: { indicator: 'รหัสตัวชี้วัด', id: 'รหัสรายการ', th: 'ข้อความ', en: 'ข้อความ (อังกฤษ)' },
} as const;
export type TableKey = keyof typeof columns;

/** Closed choices, as they are written in cells. */
export const choices = {
  rule: { levels: 'ระดับ', percent: 'ร้อยละ', checklist: 'รายการ', deadline: 'กำหนดเวลา' },
  notApplicable: { remove: 'ตัดออก', 'full-points': 'ให้คะแนนเต็ม', never: 'ไม่ได้' },
  method: { 'mean-of-aspects': 'เฉลี่ยร้อยละรายด้าน', 'points-ratio': 'คะแนนรวมต่อคะแนนเต็ม' },
  yesNo: { yes: 'ใช่', no: 'ไม่' },
} as const;

export const laoWords: Readonly<Record<LaoType, string>> = {
  provincial_admin_org: 'อบจ.',
  city_municipality: 'ทน.',
  town_municipality: 'ทม.',
  subdistrict_municipality: 'ทต.',
  subdistrict_admin_org: 'อบต.',
  special_admin_area: 'เมืองพัทยา',
};
/** Instead of naming every type. */
export const allTypes = 'ทุกประเภท';
/** Condition of a deadline's last step: later than all above, or not done. */
export const anyLater = 'เกินกว่านั้นหรือไม่ได้ทำ';

/** Rows of cells as text, trimmed; a day as ISO 8601. Row 0 is row 1 of the sheet. */
export type Sheet = readonly (readonly string[])[];
export type Workbook = Readonly<Partial<Record<SheetKey, Sheet>>>;

/** "A", "Z", "AA" … */
export const columnName = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));
