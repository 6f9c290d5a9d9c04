import type { Failure, FailureCode } from '#common/contract/failures.ts';
import type { Text } from '#common/domain/text.ts';

type Sentence = Text | ((details: Failure['details']) => Text);

const wrongPin = ({ tries }: Failure['details']): Text =>
  tries === 'last'
    ? {
        th: 'PIN ไม่ถูกต้อง เหลือให้ลองอีกครั้งเดียว ถ้าผิดอีกโทเคนจะล็อก ตรวจให้แน่ใจก่อนพิมพ์',
        en: 'Wrong PIN. One try is left before the token locks itself: be sure before you type it again.',
      }
    : tries === 'few'
      ? {
          th: 'PIN ไม่ถูกต้อง ใส่ผิดหลายครั้งโทเคนจะล็อก ตรวจแล้วพิมพ์ใหม่ โปรแกรมไม่ลองซ้ำให้เอง',
          en: 'Wrong PIN. The token locks itself after a few wrong ones. Check and type it again; nothing is tried by itself.',
        }
      : {
          th: 'PIN ไม่ถูกต้อง ตรวจแล้วพิมพ์ใหม่ โปรแกรมไม่ลองซ้ำให้เอง',
          en: 'Wrong PIN. Check and type it again; nothing is tried by itself.',
        };

const failed = ({ reason }: Failure['details']): Text =>
  reason === 'time'
    ? {
        th: 'ไดรเวอร์ของโทเคนไม่ตอบ จึงหยุดรอ ไม่มีอะไรถูกลงนาม ถอดแล้วเสียบโทเคนใหม่ แล้วลองอีกครั้ง',
        en: 'The token’s driver does not answer and was ended; nothing was signed. Pull the token out, put it in and try again.',
      }
    : reason === 'crash'
      ? {
          th: 'ไดรเวอร์ของโทเคนหยุดทำงานกลางคัน ไม่มีอะไรถูกลงนาม ลองอีกครั้ง หากยังเป็นอยู่ให้ปรับรุ่นไดรเวอร์',
          en: 'The token’s driver crashed; nothing was signed. Try again; if it happens again, update the driver.',
        }
      : {
          th: `โทเคนทำตามคำสั่งไม่ได้ (${String(reason ?? '–')}) ไม่มีอะไรถูกลงนาม ถอดแล้วเสียบใหม่ แล้วลองอีกครั้ง`,
          en: `The token could not do it (${String(reason ?? '–')}); nothing was signed. Pull it out, put it in and try again.`,
        };

/** Of signing keys on tokens and smart cards. */
export const tokenSentences = {
  'token.no-support': {
    th: 'โปรแกรมที่ติดตั้งในเครื่องนี้ยังใช้โทเคนหรือบัตรไม่ได้ ใช้ตัวติดตั้งของโปรแกรม หรือแจ้งผู้ดูแล',
    en: 'This installation cannot use tokens or cards. Use the program’s installer, or tell your administrator.',
  },
  'token.driver-missing': {
    th: 'ไม่พบไฟล์ไดรเวอร์ของโทเคน ติดตั้งไดรเวอร์ใหม่ แล้วเพิ่มใบรับรองจากโทเคนอีกครั้งในหน้าตั้งค่า',
    en: 'The token’s driver file is gone. Install the driver again, then add the certificate from the token in Settings.',
  },
  'token.not-a-driver': {
    th: 'ไฟล์นี้ไม่ใช่ไดรเวอร์ PKCS#11 ของโทเคน หรือเป็นของเครื่องต่างชนิด เลือกไฟล์ที่คู่มือของผู้ผลิตระบุ',
    en: 'This file is no PKCS#11 driver, or is made for another kind of computer. Choose the one that the maker’s guide names.',
  },
  'token.missing': {
    th: 'ไม่พบโทเคนหรือบัตรที่มีใบรับรองนี้ เสียบโทเคนหรือบัตรแล้วลองอีกครั้ง',
    en: 'The token or card with this certificate is not there. Put it in and try again.',
  },
  'token.pin-needed': {
    th: 'ใบรับรองนี้อยู่บนโทเคน พิมพ์ PIN ของโทเคนก่อนลงนาม',
    en: 'This certificate lies on a token. Type the token’s PIN to sign.',
  },
  'token.wrong-pin': wrongPin,
  'token.pin-locked': {
    th: 'PIN ของโทเคนถูกล็อกหรือต้องเปลี่ยนก่อน ใช้โปรแกรมของผู้ผลิต หรือติดต่อผู้ออกโทเคน',
    en: 'The token’s PIN is locked or has to be changed first. Use the maker’s program, or ask who issued the token.',
  },
  'token.no-key': {
    th: 'โทเคนไม่มีกุญแจที่เข้าคู่กับใบรับรองนี้ เลือกใบรับรองอื่น หรือติดต่อผู้ออกโทเคน',
    en: 'The token holds no key that belongs to this certificate. Choose another one, or ask who issued the token.',
  },
  'token.unsupported-key': {
    th: 'ใบรับรองนี้ใช้ลงนามไม่ได้ ต้องเป็นกุญแจ RSA ตั้งแต่ 2048 บิต หรือ ECDSA ที่อนุญาตให้ลงนาม และไม่ใช้ SHA-1',
    en: 'This certificate cannot be signed with. It needs RSA from 2048 bits or ECDSA, leave to sign, and no SHA-1.',
  },
  'token.no-mechanism': {
    th: 'โทเคนนี้ลงนามด้วย SHA-256 ขึ้นไปไม่ได้ ใช้โทเคนรุ่นใหม่กว่า',
    en: 'This token cannot sign with SHA-256 or stronger. Use a newer one.',
  },
  'token.failed': failed,
} as const satisfies Partial<Record<FailureCode, Sentence>>;
