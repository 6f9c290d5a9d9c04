import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { AppError } from '#common/contract/failures.ts';

/** Bits of chance behind twelve words; the last word carries four bits of checksum. */
export const recoveryEntropyBytes = 16;

/** Twelve English words of BIP 39 for 16 random bytes. */
export const wordsOf = (entropy: Uint8Array): readonly string[] => entropyToMnemonic(entropy, wordlist).split(' ');

const known = new Set(wordlist);

/**
 * The bytes behind twelve typed words. Throws AppError('library.wrong-recovery') before any key is tried: details are
 * `reason: 'word'` with `position` (1-based) for a word that is not in the list, or `reason: 'checksum'`.
 */
export function entropyOf(words: readonly string[]): Uint8Array {
  const typed = words.map((word) => word.normalize('NFKC').trim().toLowerCase());
  const wrong = typed.findIndex((word) => !known.has(word));
  if (wrong >= 0) throw new AppError('library.wrong-recovery', { reason: 'word', position: wrong + 1 });
  try {
    return mnemonicToEntropy(typed.join(' '), wordlist);
  } catch {
    throw new AppError('library.wrong-recovery', { reason: 'checksum' });
  }
}
