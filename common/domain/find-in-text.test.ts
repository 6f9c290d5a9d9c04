import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finderOf } from './find-in-text.ts';

const found = (query: string, text: string) =>
  finderOf(query)?.(text).map(({ begin, end }) => text.slice(begin, end)) ?? null;

test.each([
  ['Thai digits are Arabic ones', '2566', 'พ.ศ. ๒๕๖๖ และ 2566', ['๒๕๖๖', '2566']],
  ['case does not matter', 'lpa', 'LPA, Lpa', ['LPA', 'Lpa']],
  ['both ways to type ำ', 'น้ำ', 'นํ้า น้ํา น้ำ', ['นํ้า', 'น้ํา', 'น้ำ']],
  ['spaces and line ends within Thai words', 'ควบคุมภายใน', 'การควบคุม\nภาย ใน', ['ควบคุม\nภาย ใน']],
  ['a line end between English words', 'internal control', 'the internal\ncontrol', ['internal\ncontrol']],
  ['English words are not glued together', 'heart', 'the art', []],
  ['nothing there', 'งบประมาณ', 'การควบคุมภายใน', []],
  ['a whole cluster, not half of one', 'ท', 'ที่', ['ที่']],
])('%s', (_name, query, text, places) => {
  expect(found(query, text)).toEqual([...places]);
});

test('where vowels were lost, what survived is found', () => {
  const torn = 'ก\u0000รค\u0000วบคุมภ\u0000ยใน การส่งแ\u0000บบรายง\u0000น ประเม\u0000น';
  expect(found('ประเมิน', torn)).toEqual(['ประเม\u0000น']);
  expect(found('ส่งแบบ', torn)).toEqual(['ส่งแ\u0000บบ']);
});

test('an empty query finds nothing at all', () => {
  expect(finderOf('  ')).toBeNull();
  expect(finderOf('\u200b')).toBeNull();
});

test('any part of a text is found in it, at least where it stands', () => {
  const letters = fc.string({
    unit: fc.constantFrom('ก', 'น', 'า', 'ิ', '่', 'ำ', 'เ', 'แ', '๑', 'a', 'B', ' '),
    maxLength: 40,
  });
  fc.assert(
    fc.property(letters, letters, letters, (before, word, after) => {
      // Cut before a consonant or a leading vowel, as a reader does.
      const text = `${before} ก${word} ก${after}`;
      const find = finderOf(`ก${word}`);
      expect(find?.(text).length).toBeGreaterThan(0);
    }),
  );
});
