import type { Text } from '#common/domain/text.ts';
import type { TimestampProblem } from '#main/lib/signing/check-timestamp.ts';
import { say } from './finding-log.ts';

/** What is wrong with the timestamp in member `file`. */
export function timestampSentence({ code, detail }: TimestampProblem, file: string): Text {
  switch (code) {
    case 'timestamp.unreadable':
    case 'timestamp.signers':
    case 'timestamp.no-certificate':
      return say(`การประทับเวลาใน ${file} เสียหาย อ่านไม่ได้`, `The timestamp in ${file} is damaged and cannot be read.`);
    case 'timestamp.attribute':
    case 'timestamp.order':
      return say(
        `การประทับเวลาใน ${file} ขาด ซ้ำ หรือผิดรูป ${detail}`.trimEnd(),
        `In the timestamp in ${file} an attribute is missing, doubled or malformed. ${detail}`.trimEnd(),
      );
    case 'timestamp.imprint':
    case 'timestamp.nonce':
      return say(`การประทับเวลาใน ${file} เป็นของลายมือชื่ออื่น`, `The timestamp in ${file} was made for another signature.`);
    case 'timestamp.algorithm':
    case 'timestamp.weak-key':
      return say(
        `การประทับเวลาใน ${file} ใช้วิธีหรือกุญแจที่อ่อนหรือไม่รู้จัก: ${detail}`,
        `The timestamp in ${file} uses a weak or unknown algorithm or key: ${detail}.`,
      );
    case 'timestamp.content':
    case 'timestamp.forged':
    case 'timestamp.other-certificate':
      return say(`การประทับเวลาใน ${file} ไม่ถูกต้อง`, `The timestamp in ${file} does not verify.`);
    case 'timestamp.purpose':
      return say(
        `การประทับเวลาใน ${file} ทำโดยใบรับรองของ ${detail} ซึ่งไม่ได้ออกให้ใช้ประทับเวลา`,
        `The timestamp in ${file} was made with the certificate of ${detail}, which is not meant for timestamps.`,
      );
    case 'timestamp.expired':
      return say(
        `ใบรับรองของผู้ประทับเวลาใน ${file} หมดอายุแล้วเมื่อประทับ (ถึง ${detail})`,
        `The certificate of the timestamp authority in ${file} had expired then (until ${detail}).`,
      );
    case 'timestamp.not-yet-valid':
      return say(
        `ใบรับรองของผู้ประทับเวลาใน ${file} ยังไม่เริ่มใช้เมื่อประทับ (ตั้งแต่ ${detail})`,
        `The certificate of the timestamp authority in ${file} was not yet valid then (from ${detail}).`,
      );
  }
}
