import type { FailureCode } from '#common/contract/failures.ts';
import type { Text } from '#common/domain/text.ts';

/** Of certificates that were asked for or are trusted, and of timestamps. */
export const trustSentences = {
  'key.other-certificate': {
    th: 'ไฟล์นี้ไม่มีใบรับรองของกุญแจนี้ เลือกไฟล์ที่ผู้ออกใบรับรองส่งกลับมาสำหรับคำขอนี้',
    en: 'This file holds no certificate for this key. Choose what the authority sent back for this request.',
  },
  'trust.unreadable': {
    th: 'ไฟล์นี้ไม่มีใบรับรองหรือรายการเพิกถอนที่อ่านได้ ต้องเป็น PEM หรือ DER',
    en: 'This file holds no readable certificate or list of revoked ones. It must be PEM or DER.',
  },
  'trust.too-many': {
    th: 'มีไฟล์ผู้ออกใบรับรองครบจำนวนแล้ว ลบไฟล์เก่าที่ไม่ใช้ก่อน',
    en: 'There are as many issuer files as can be kept. Remove one that is not needed.',
  },
  'timestamp.no-authority': {
    th: 'ยังไม่ได้ตั้งผู้ให้บริการประทับเวลา ใส่ที่อยู่ในหน้าตั้งค่า',
    en: 'No timestamp authority is set. Enter its address in Settings.',
  },
  'timestamp.refused': {
    th: 'ผู้ให้บริการประทับเวลาไม่ประทับให้ หรือคำตอบไม่ถูกต้อง แพ็กเกจยังเป็นระดับ B ตามเดิม ลองอีกครั้งหรือเปลี่ยนผู้ให้บริการ',
    en: 'The timestamp authority refused, or its answer is wrong. The package stays at level B. Try again or use another authority.',
  },
} as const satisfies Partial<Record<FailureCode, Text>>;
