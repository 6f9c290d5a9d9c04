import { defineMessages } from '#renderer/lib/messages.ts';

export const signatureWords = defineMessages({
  th: {
    sign: 'ลงนามเพิ่ม',
    signText: 'ลายมือชื่อนี้เพิ่มเข้าในแพ็กเกจเดิม ไม่แตะลายมือชื่อของผู้อื่น ชื่อและฐานะอยู่ใต้ลายมือชื่อและแก้ไม่ได้',
    acknowledge: 'อปท. ลงนามรับทราบ',
    receive: 'รับลายมือชื่อจากเครื่องอื่น',
    received: 'รับลายมือชื่อเพิ่มแล้ว',
    receiving: 'ตรวจแพ็กเกจและรับลายมือชื่อ',
    cancelReceiving: 'ยกเลิกการรับลายมือชื่อ',
    cancelled: 'ยกเลิกแล้ว แพ็กเกจยังเหมือนเดิม',
    nothingNew: 'ไฟล์นี้ไม่มีลายมือชื่อใหม่',
    signedToo: (name: string) => `${name} ลงนามแล้ว`,
    close: 'ประธานปิดแพ็กเกจ',
    closeTitle: 'ประธานปิดแพ็กเกจ',
    closeText: 'ผู้ประเมินลงนามครบแล้ว ลายมือชื่อปิดคุ้มครองลายมือชื่อทุกคนที่มีอยู่ หลังจากนี้ทีมลงนามเพิ่มไม่ได้ และถ้าใครถูกตัดออกจะตรวจพบ',
    closeMissing: (names: string) =>
      `ยังไม่มีลายมือชื่อของ ${names} ปิดแล้วผู้ที่ยังไม่ลงนามจะลงนามในแพ็กเกจนี้ไม่ได้อีก และผลตรวจสอบจะแจ้งว่าขาดใคร`,
    closed: 'ประธานปิดแล้ว',
    closedNow: 'ปิดแพ็กเกจแล้ว',
  },
  en: {
    sign: 'Add a signature',
    signText:
      'This signature is added to the package and touches no other. Name and role stand under the signature and cannot be changed.',
    acknowledge: 'LAO takes note',
    receive: 'Take in signatures from another computer',
    received: 'The further signatures were taken in',
    receiving: 'Checking packages, taking in signatures',
    cancelReceiving: 'Cancel taking in signatures',
    cancelled: 'Cancelled. The package is as it was.',
    nothingNew: 'There is no new signature in this file',
    signedToo: (name) => `${name} has signed`,
    close: 'Chair closes the package',
    closeTitle: 'The chair closes the package',
    closeText:
      'Everybody has signed. The closing signature covers all of them: after it nobody of the team can sign, and a signature that is taken out will be noticed.',
    closeMissing: (names) =>
      `Without the signature of ${names}. Once closed, they cannot sign this package any more, and every verification says who is missing.`,
    closed: 'Closed by the chair',
    closedNow: 'The package is closed',
  },
});
