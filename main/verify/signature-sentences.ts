import type { Text } from '#common/domain/text.ts';
import type { CadesProblem } from '#main/lib/signing/verify-cades.ts';
import { say } from './finding-log.ts';

/** What is wrong with the signature in member `file` over the manifest `list`. */
export function cadesSentence({ code, detail }: CadesProblem, file: string, list: string): Text {
  switch (code) {
    case 'signature.unreadable':
      return say(`ลายมือชื่อ ${file} เสียหาย ไม่ใช่ CMS ในรูป DER`, `The signature ${file} is damaged: not CMS in DER.`);
    case 'signature.not-detached':
      return say(`ลายมือชื่อ ${file} มีเนื้อหาอยู่ในตัว`, `The signature ${file} carries its own content.`);
    case 'signature.signers':
      return say(
        `ลายมือชื่อ ${file} มีผู้ลงนาม ${detail} คน ต้องมี 1 คน`,
        `The signature ${file} has ${detail} signers instead of one.`,
      );
    case 'signature.no-certificate':
      return say(`ลายมือชื่อ ${file} ไม่มีใบรับรองของผู้ลงนาม`, `The signature ${file} lacks the signer's certificate.`);
    case 'signature.attribute':
      return say(
        `ลายมือชื่อ ${file} ขาด ซ้ำ หรือผิดรูป: ${detail}`,
        `In the signature ${file} an attribute is missing, doubled or malformed: ${detail}.`,
      );
    case 'signature.order':
      return say(`ลายมือชื่อ ${file} เรียงข้อมูลไม่ตามมาตรฐาน DER`, `The signed attributes of ${file} are not in DER order.`);
    case 'signature.algorithm':
      return say(
        `ลายมือชื่อ ${file} ใช้วิธีที่อ่อนหรือไม่รู้จัก: ${detail}`,
        `The signature ${file} uses a weak or unknown algorithm: ${detail}.`,
      );
    case 'signature.content':
      return say(
        `รายการไฟล์ ${list} ไม่ใช่ฉบับที่ลงนามไว้ใน ${file}`,
        `The list ${list} is not the one that the signature ${file} was made over.`,
      );
    case 'signature.forged':
      return say(`ลายมือชื่อ ${file} ไม่ถูกต้อง`, `The signature ${file} does not verify.`);
    case 'signature.other-certificate':
      return say(
        `ลายมือชื่อ ${file} ระบุใบรับรองอื่น ไม่ใช่ใบที่แนบมา`,
        `The signature ${file} names another certificate than the one enclosed.`,
      );
    case 'certificate.expired':
      return say(
        `ใบรับรองหมดอายุแล้วเมื่อลงนาม (ถึง ${detail})`,
        `The certificate had expired when signing (until ${detail}).`,
      );
    case 'certificate.not-yet-valid':
      return say(
        `ใบรับรองยังไม่เริ่มใช้เมื่อลงนาม (ตั้งแต่ ${detail})`,
        `The certificate was not yet valid when signing (from ${detail}).`,
      );
    case 'certificate.weak-key':
      return say(`กุญแจของใบรับรองอ่อนเกินไป: ${detail}`, `The certificate's key is too weak: ${detail}.`);
    case 'certificate.usage':
      return say('ใบรับรองนี้ไม่ได้ออกให้ใช้ลงนามเอกสาร', 'The certificate is not meant for signing documents.');
  }
}
