import type { FailureCode } from '#common/contract/failures.ts';
import type { Text } from '#common/domain/text.ts';

/** Of certificates that have ended, were asked for or are trusted, and of timestamps. */
export const trustSentences = {
  'key.expired': {
    th: 'ใบรับรองหมดอายุหรือยังไม่เริ่มใช้ ตรวจวันที่ของเครื่อง หรือใช้ใบรับรองอื่น',
    en: 'The certificate has expired or is not valid yet. Check the computer’s date or use another certificate.',
  },
  'key.other-certificate': {
    th: 'ไฟล์นี้ไม่มีใบรับรองของกุญแจนี้ เลือกไฟล์ที่ผู้ออกใบรับรองส่งกลับมาสำหรับคำขอนี้',
    en: 'This file holds no certificate for this key. Choose what the authority sent back for this request.',
  },
  'key.kept-otherwise': {
    th: 'ใบรับรองนี้มีอยู่แล้ว โดยเก็บกุญแจไว้อีกที่หนึ่ง (ในเครื่องหรือบนโทเคน) หากต้องการเปลี่ยน ลบรายการเดิมก่อน แล้วเพิ่มอีกครั้ง',
    en: 'This certificate is already here with its key kept in the other place (this computer, or a token). To change that, remove that entry first, then add this one again.',
  },
  'trust.unreadable': {
    th: 'ไฟล์นี้ไม่มีใบรับรองหรือรายการเพิกถอนที่อ่านได้ ต้องเป็น PEM หรือ DER',
    en: 'This file holds no readable certificate or list of revoked ones. It must be PEM or DER.',
  },
  'trust.mixed': {
    th: 'ไฟล์นี้มีทั้งผู้ออกใบรับรองและใบรับรองของบุคคล แยกเป็นคนละไฟล์ก่อน ใบของบุคคลเชื่อถือได้เฉพาะตัวเอง',
    en: 'This file holds issuers and certificates of persons. Put them into separate files: a person’s certificate is trusted for itself alone.',
  },
  'trust.too-many': {
    th: 'มีไฟล์ผู้ออกใบรับรองครบจำนวนแล้ว ลบไฟล์เก่าที่ไม่ใช้ก่อน',
    en: 'There are as many issuer files as can be kept. Remove one that is not needed.',
  },
  'senders.unreadable': {
    th: 'ไฟล์กุญแจผู้ส่งอ่านไม่ได้ ต้องเป็นลายพิมพ์ SHA-256 บรรทัดละหนึ่ง หรือ JWK Set',
    en: 'The file of sender keys cannot be read. It must hold one SHA-256 fingerprint a line, or a JWK Set.',
  },
  'timestamp.no-authority': {
    th: 'ยังไม่ได้ตั้งผู้ให้บริการประทับเวลา ใส่ที่อยู่ในหน้าตั้งค่า',
    en: 'No timestamp authority is set. Enter its address in Settings.',
  },
  'timestamp.untrusted': {
    th: 'ผู้ประทับเวลารายนี้ไม่อยู่ในรายการที่เชื่อถือ จึงไม่รับการประทับ แพ็กเกจยังเป็นระดับ B ตรวจที่อยู่ผู้ให้บริการ หรือเพิ่มใบรับรองของเขาในหน้าตั้งค่า',
    en: 'This timestamp authority is not among the trusted ones, so its stamp was not taken. The package stays at level B. Check the address, or add its certificate in Settings.',
  },
  'timestamp.refused': {
    th: 'ผู้ให้บริการประทับเวลาไม่ประทับให้ หรือคำตอบไม่ถูกต้อง แพ็กเกจยังเป็นระดับ B ตามเดิม ลองอีกครั้งหรือเปลี่ยนผู้ให้บริการ',
    en: 'The timestamp authority refused, or its answer is wrong. The package stays at level B. Try again or use another authority.',
  },
} as const satisfies Partial<Record<FailureCode, Text>>;
