import type { FailureCode } from '#common/contract/failures.ts';
import type { Text } from '#common/domain/text.ts';

/** Of packages on their way to the centre. */
export const outboxSentences = {
  'outbox.unknown': {
    th: 'รายการนี้ไม่อยู่ในกล่องขาออกแล้ว หรือส่งไปแล้ว',
    en: 'This is not in the outbox any more, or it was sent already.',
  },
  'outbox.not-assigned': {
    th: 'เซิร์ฟเวอร์ไม่รับแพ็กเกจนี้ เพราะ อปท. นี้ไม่ใช่งานของทีมท่านที่เซิร์ฟเวอร์นี้ บันทึกลงแฟลชไดรฟ์แล้วนำส่งแทนได้',
    en: 'The server does not take this package: this LAO is not assigned to your team there. You can save it to a USB stick and carry it there.',
  },
  'outbox.too-large': {
    th: 'แพ็กเกจใหญ่เกินกว่าที่เซิร์ฟเวอร์รับ บันทึกลงแฟลชไดรฟ์แล้วนำส่ง หรือลงนามใหม่โดยใส่หลักฐานน้อยลง',
    en: 'The package is larger than the server takes. Save it to a USB stick, or sign again with less evidence in it.',
  },
  'outbox.differs': {
    th: 'สิ่งที่ไปถึงเซิร์ฟเวอร์ไม่ตรงกับแพ็กเกจสองครั้ง เซิร์ฟเวอร์จึงไม่รับ แพ็กเกจในเครื่องนี้ยังครบ ลองเครือข่ายอื่นแล้วส่งใหม่',
    en: 'What arrived twice differed from the package, so the server refused it. The package here is whole. Try again over another network.',
  },
  'outbox.checking': {
    th: 'เซิร์ฟเวอร์ได้รับครบแล้ว แต่ยังตรวจไม่เสร็จ แพ็กเกจนี้ไม่ถูกส่งซ้ำ',
    en: 'The server has all of it and is still checking. Nothing is sent twice.',
  },
  'outbox.upload-locked': {
    th: 'เซิร์ฟเวอร์ยังล็อกรายการนี้ไว้จากการส่งครั้งก่อน แพ็กเกจอื่นส่งไปก่อน แล้วโปรแกรมลองรายการนี้ใหม่เอง ส่วนที่ถึงเซิร์ฟเวอร์แล้วไม่ต้องส่งใหม่',
    en: 'The server still keeps this upload locked from an earlier try. Other packages go first; the program tries this one again by itself. What has arrived is not sent again.',
  },
  'outbox.lost': {
    th: 'เซิร์ฟเวอร์บอกว่าไม่มีแพ็กเกจที่ส่งไปแล้ว ส่งใหม่ได้ แพ็กเกจในเครื่องนี้ยังครบ',
    en: 'The server says that it has not got the package any more. You can send it again; the package here is whole.',
  },
  'receipt.other-package': {
    th: 'ใบรับที่เซิร์ฟเวอร์ส่งมาเป็นของแพ็กเกจอื่น จึงไม่ใช้ โปรแกรมจะถามใหม่เอง',
    en: 'The receipt from the server is about another package and is not used. The program will ask again by itself.',
  },
} as const satisfies Partial<Record<FailureCode, Text>>;
