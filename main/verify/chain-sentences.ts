import type { Text } from '#common/domain/text.ts';
import type { ChainProblem } from '#main/lib/signing/check-chain.ts';
import { say } from './finding-log.ts';

/** Why the certificate of `signer`, or one of those that it was issued under, is not trusted. */
export function chainSentence({ code, owner, detail }: ChainProblem, signer: string): Text {
  switch (code) {
    case 'not-anchored':
      return say(
        `ใบรับรองของ ${signer} ไม่ได้ออกภายใต้ผู้ออกที่กำหนดให้เชื่อถือ (ผู้ออก: ${detail})`,
        `The certificate of ${signer} was not issued under any trusted authority (issuer: ${detail}).`,
      );
    case 'weak':
      return say(
        `ใบรับรองของ ${owner} ลงนามด้วยวิธีหรือกุญแจที่อ่อนเกินไป ${detail}`.trimEnd(),
        `The certificate of ${owner} is signed by an algorithm, or has a key, that is too weak. ${detail}`.trimEnd(),
      );
    case 'expired':
      return say(
        `ใบรับรองของ ${owner} หมดอายุแล้วเมื่อลงนาม (ถึง ${detail})`,
        `The certificate of ${owner} had expired when signing (until ${detail}).`,
      );
    case 'not-yet-valid':
      return say(
        `ใบรับรองของ ${owner} ยังไม่เริ่มใช้เมื่อลงนาม (ตั้งแต่ ${detail})`,
        `The certificate of ${owner} was not yet valid when signing (from ${detail}).`,
      );
    case 'revoked':
      return say(
        `ใบรับรองของ ${owner} ถูกเพิกถอนแล้วเมื่อลงนาม (ตั้งแต่ ${detail})`,
        `The certificate of ${owner} had been revoked when signing (on ${detail}).`,
      );
    case 'revoked-later':
      return say(
        `ใบรับรองของ ${owner} ถูกเพิกถอนเมื่อ ${detail} และไม่มีการประทับเวลาพิสูจน์ว่าลงนามก่อนหน้านั้น`,
        `The certificate of ${owner} was revoked on ${detail}, and no timestamp proves that the signature is older.`,
      );
    case 'no-authority':
      return say(`${owner} ออกใบรับรองโดยไม่มีสิทธิเป็นผู้ออก`, `${owner} issued a certificate without the right to do so.`);
    case 'path-length':
      return say(
        `มีผู้ออกใบรับรองใต้ ${owner} มากชั้นกว่าที่อนุญาต (${detail})`,
        `More authorities stand below ${owner} than it allows (${detail}).`,
      );
    case 'foreign-extension':
      return say(
        `ใบรับรองของ ${owner} มีข้อกำหนดสำคัญที่โปรแกรมนี้ไม่รู้จัก (${detail})`,
        `The certificate of ${owner} has a critical extension that is not understood here (${detail}).`,
      );
  }
}
