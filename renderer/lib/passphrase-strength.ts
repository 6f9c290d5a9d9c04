/** 0 too short, 1 weak, 2 fair, 3 strong, 4 very strong. */
export type Strength = 0 | 1 | 2 | 3 | 4;

/** Shortest passphrase that the library accepts (common/contract/channels/library.ts). */
export const shortestPassphrase = 12;

const kinds = [/[a-z]/, /[A-Z]/, /[0-9๐-๙]/, /[ก-๎]/, /\s/, /[^\sA-Za-z0-9ก-๙]/];
const usual = /(1234|abcd|qwert|asdf|password|passw0rd|รหัสผ่าน|ฟหกด|ๆไำพ|lpa)/gi;

/**
 * Estimate by length, variety and repetition: a sentence is better than a riddle. Nothing leaves the page; this only
 * guides, the one hard rule is the length.
 */
export function passphraseStrength(text: string): Strength {
  if (text.length < shortestPassphrase) return 0;
  const plain = text.replace(usual, '*');
  const distinct = new Set(plain.toLowerCase()).size;
  const variety = kinds.filter((kind) => kind.test(plain)).length;
  const worth = Math.min(plain.length, distinct * 2.2) + (variety - 1) * 2;
  if (worth < 13) return 1;
  if (worth < 18) return 2;
  return worth < 26 ? 3 : 4;
}
