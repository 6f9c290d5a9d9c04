import type { Text } from '#common/domain/text.ts';

/** Frequent reasons for a score that differs from the LAO's, lower and higher. Offered, never put in by themselves. */
export const phrases: Readonly<Record<'lower' | 'higher', readonly Text[]>> = {
  lower: [
    { th: 'ไม่พบเอกสารตามที่เกณฑ์กำหนด', en: 'The paper that the rule asks for was not found' },
    { th: 'เอกสารไม่มีลายมือชื่อผู้มีอำนาจ', en: 'The paper lacks the signature of the person in charge' },
    { th: 'เอกสารลงวันที่นอกช่วงเวลาที่ประเมิน', en: 'The paper is dated outside the period under review' },
    { th: 'ดำเนินการช้ากว่ากำหนด', en: 'Done after the due day' },
    { th: 'จำนวนที่ตรวจพบน้อยกว่าที่ อปท. รายงาน', en: 'The number found is lower than the LAO reported' },
    { th: 'หลักฐานไม่เกี่ยวข้องกับตัวชี้วัดนี้', en: 'The evidence does not concern this indicator' },
  ],
  higher: [
    { th: 'พบหลักฐานเพิ่มเติมจากการตรวจในวันลงพื้นที่', en: 'More evidence was found on the day of the visit' },
    { th: 'จำนวนที่ตรวจพบมากกว่าที่ อปท. รายงาน', en: 'The number found is higher than the LAO reported' },
    { th: 'อปท. คำนวณคะแนนต่ำกว่าเกณฑ์', en: 'The LAO computed fewer points than the rule gives' },
  ],
};
