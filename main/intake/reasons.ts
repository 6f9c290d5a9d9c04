import type { ReceiptReason } from '#common/formats/receipt-schema.ts';
import type { DecisionReason } from './decide.ts';
import type { ExamineFailure } from './examiners.ts';

const decided: Readonly<Record<DecisionReason, ReceiptReason['message']>> = {
  'same-content': {
    th: 'เนื้อหาซ้ำกับแพ็กเกจที่รับไว้แล้ว',
    en: 'It says the same as a package that was already taken.',
  },
  'newer-version': {
    th: 'มีฉบับที่ใหม่กว่าของชุดข้อมูลเดียวกัน จึงใช้ฉบับใหม่',
    en: 'A newer version of the same submission counts instead.',
  },
  'other-signer': {
    th: 'ผู้ลงนามไม่ใช่ชุดเดียวกับฉบับที่รับไว้ รอเจ้าหน้าที่พิจารณา',
    en: 'It lacks a signer of the version that was taken: a person has to decide.',
  },
  'other-submission': {
    th: 'อปท. นี้ในรอบเดียวกันมีผลจากชุดข้อมูลอื่นอยู่แล้ว รอเจ้าหน้าที่พิจารณา',
    en: 'The same organisation has a result of another submission in this round: a person has to decide.',
  },
  contradicts: {
    th: 'มีหลายแพ็กเกจของ อปท. เดียวกันที่ผู้ลงนามหรือชุดข้อมูลไม่ตรงกัน รอเจ้าหน้าที่พิจารณา',
    en: 'Several packages of this organisation come from different signers or submissions: a person has to decide.',
  },
  'not-closed': {
    th: 'ประธานยังไม่ปิดแพ็กเกจ ให้ประธานลงนามปิดแพ็กเกจแล้วส่งใหม่',
    en: 'The chair has not closed the package: send it again with the closing signature.',
  },
  'unknown-sender': {
    th: 'ข้อมูลที่ อปท. ส่งลงนามด้วยกุญแจที่ไม่อยู่ในรายการกุญแจผู้ส่งของศูนย์',
    en: "What the LAO sent is signed with a key that is not among the centre's list of senders.",
  },
  'other-instrument': {
    th: 'ประเมินด้วยชุดตัวชี้วัดอื่น ไม่ใช่ชุดที่ศูนย์กำหนด',
    en: 'It was judged by another instrument than those the centre takes.',
  },
  'other-terms': {
    th: 'ตรวจไว้ตามเงื่อนไขชุดก่อน นำแพ็กเกจมาตรวจใหม่',
    en: 'It was checked under other terms (whose certificates are good, or an older program): bring the package again.',
  },
  'person-decided': {
    th: 'เจ้าหน้าที่เลือกใช้แพ็กเกจอื่น',
    en: 'A person has chosen another package.',
  },
};

const failed: Readonly<Record<ExamineFailure, ReceiptReason['message']>> = {
  time: { th: 'อ่านไม่ได้: ใช้เวลานานเกินกำหนด', en: 'It could not be read: it took too long.' },
  memory: { th: 'อ่านไม่ได้: ใช้หน่วยความจำเกินกำหนด', en: 'It could not be read: it took too much memory.' },
  crash: { th: 'อ่านไม่ได้: ตัวตรวจหยุดกลางคัน', en: 'It could not be read: the check broke off.' },
  disk: { th: 'อ่านไม่ได้: อ่านไฟล์จากดิสก์ไม่สำเร็จ', en: 'It could not be read: the disk did not give the file.' },
};

export const decisionReason = (reason: DecisionReason): ReceiptReason => ({
  code: `intake.${reason}`,
  message: decided[reason],
});

export const failureReason = (why: ExamineFailure): ReceiptReason => ({
  code: `intake.${why}`,
  message: failed[why],
});
