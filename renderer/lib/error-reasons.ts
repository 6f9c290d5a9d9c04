import type { Failure } from '#common/contract/failures.ts';
import type { Text } from '#common/domain/text.ts';

type Details = Failure['details'];

/** Says which word or which sheet it is about, as far as main could tell before or after trying the key. */
export function recoverySentence({ reason, position, sheet }: Details): Text {
  switch (reason) {
    case 'word':
      return {
        th: `คำที่ ${String(position)} ไม่ใช่คำที่ใช้ในใบกู้คืน ตรวจตัวสะกดแล้วพิมพ์คำนั้นใหม่`,
        en: `Word ${String(position)} is not a word that recovery sheets use. Check its spelling and type it again.`,
      };
    case 'checksum':
      return {
        th: 'มีคำผิดหรือสลับที่อย่างน้อยหนึ่งคำ เทียบทั้ง 12 คำกับใบกู้คืนตามลำดับแล้วลองใหม่',
        en: 'At least one word is wrong or out of place. Compare all 12 words with the sheet, in order, and try again.',
      };
    case 'other-sheet':
      return {
        th: `คำเหล่านี้เป็นของใบกู้คืนใบอื่น ใช้ใบล่าสุดของเครื่องนี้ คือใบที่ ${String(sheet)}`,
        en: `These words are from another sheet. Use the newest sheet of this computer: number ${String(sheet)}.`,
      };
    default:
      return {
        th: 'เครื่องนี้ยังไม่เคยพิมพ์ใบกู้คืน จึงเปิดด้วยคำกู้คืนไม่ได้ ใช้รหัสผ่าน',
        en: 'No recovery sheet was ever printed here, so words cannot open it. Use the passphrase.',
      };
  }
}

/** Why the browser came back without a sign-in. */
export function signInReason({ reason }: Details): Text {
  switch (reason) {
    case 'denied':
      return { th: 'เซิร์ฟเวอร์ไม่อนุญาตให้เข้า', en: 'The server did not allow it.' };
    case 'state':
    case 'nonce':
    case 'issuer':
      return {
        th: 'คำตอบที่กลับมาไม่ใช่ของคำขอนี้ อาจมีผู้แทรกแซง จึงไม่รับ',
        en: 'The answer does not belong to this request; somebody may have interfered, so it was refused.',
      };
    default:
      return { th: 'เซิร์ฟเวอร์ตอบกลับไม่ถูกต้อง', en: 'The server’s answer was not valid.' };
  }
}
