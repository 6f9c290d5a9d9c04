import { describe, expect, test } from 'vitest';
import { passphraseBytes } from './passphrase.ts';

const same = (a: string, b: string) => passphraseBytes(a).equals(passphraseBytes(b));

describe('one passphrase from any keyboard', () => {
  test.each([
    ['sara am as two keys', 'น้ำใจ', 'น\u0e49\u0e4d\u0e32ใจ'],
    ['sara am as two keys, tone mark last', 'น้ำใจ', 'น\u0e4d\u0e49\u0e32ใจ'],
    ['tone mark after sara am', 'น้ำใจ', 'น\u0e33\u0e49ใจ'],
    ['sara am without tone mark', 'ทำงาน', 'ท\u0e4d\u0e32งาน'],
    ['tone mark before the vowel above', 'ที่นี่', 'ท\u0e48\u0e35น\u0e48\u0e35'],
    ['tone mark before the vowel below', 'ผู้รู้', 'ผ\u0e49\u0e39ร\u0e49\u0e39'],
    ['sara ae as two sara e', 'แม่', 'เเม่'],
    ['composed or decomposed Latin', 'caf\u00e9', 'cafe\u0301'],
    ['an invisible separator', 'ลำพูน', 'ลำ\u200bพูน'],
    ['a no-break space', 'a b', 'a\u00a0b'],
  ])('%s', (_, one, other) => {
    expect(one).not.toBe(other);
    expect(same(one, other)).toBe(true);
  });

  test.each([
    ['case', 'Lamphun', 'lamphun'],
    ['digits', '12', '๑๒'],
    ['spaces', 'a b', 'ab'],
    ['tone marks', 'ปา', 'ป่า'],
    ['vowels', 'กี', 'กิ'],
  ])('%s counts', (_, one, other) => {
    expect(same(one, other)).toBe(false);
  });

  test('folding what is folded changes nothing', () => {
    for (const text of ['น\u0e33\u0e49ใจ', 'ท\u0e48\u0e35', 'เเม\u0e48น\u0e4d\u0e49\u0e32']) {
      const once = passphraseBytes(text).toString();
      expect(passphraseBytes(once).toString()).toBe(once);
    }
  });
});

test('golden bytes: a change here would lock people out', () => {
  expect(passphraseBytes('น\u0e4d\u0e49\u0e32ตาลเเดง ท\u0e48\u0e35 1').toString('hex')).toBe(
    Buffer.from('น้ำตาลแดง ที่ 1').toString('hex'),
  );
  expect(passphraseBytes('น้ำ').toString('hex')).toBe('e0b899e0b989e0b8b3');
});
