import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedSkeleton, foldText, foldWithMap, skeletonWithMap, tidyRecognised } from './thai-fold.ts';

const alike: readonly (readonly [string, string, string])[] = [
  ['digits', 'พ.ศ. ๒๕๖๖', 'พ.ศ. 2566'],
  ['ำ in two letters', 'นํ้า ทํา', 'น้ำ ทำ'],
  ['tone before ํ', 'น\u0e49\u0e4d\u0e32', 'น้ำ'],
  ['order of marks', 'ก\u0e48\u0e34', 'ก\u0e34\u0e48'],
  ['two เ for แ', 'เเผน', 'แผน'],
  ['capitals', 'e-LAAS', 'E-laas'],
  ['invisible letters', 'ตรวจ\u200bสอบ', 'ตรวจสอบ'],
  ['spaces between Thai letters, line ends too', 'ตรวจสอบ\n ภายใน', 'ตรวจสอบภายใน'],
];

test.each(alike)('one spelling for what looks the same: %s', (_, one, other) => {
  expect(foldText(one)).toBe(foldText(other));
  expect(foldText(one)).not.toBe('');
});

test('other spaces stay, as one', () => {
  expect(foldText(' Info  System\t2.0 ')).toBe('info system 2.0');
});

const thai = fc.constantFrom(...'กขนทผสแเาิี่้ํำ๑๒ 5aB.-\n\u200b\u00ad'.split(''));
const words = fc.array(thai, { maxLength: 40 }).map((letters) => letters.join(''));

/** Marks on their letters; a torn page has them anywhere. */
const whole = fc
  .array(
    fc.constantFrom('กิ้', 'น\u0e49\u0e34', 'ท', 'เก', 'แ', 'น้ำ', 'ทํา', 'า', ' ', '\n', '๒', '5', 'B', '.', '\u200b'),
  )
  .map((letters) => letters.join(''));

test('folding twice changes nothing', () => {
  fc.assert(
    fc.property(whole, (text) => {
      const folded = foldText(text);
      expect(foldText(folded)).toBe(folded);
    }),
  );
});

test('the map folds to the same, and its pieces are the whole text', () => {
  fc.assert(
    fc.property(words, (text) => {
      const map = foldWithMap(text);
      expect(map.folded).toBe(foldText(text));
      expect(map.clusters.join('')).toBe(text);
      expect(map.begins).toHaveLength(map.clusters.length);
      expect([...map.begins].sort((one, other) => one - other)).toEqual(map.begins);
    }),
    { numRuns: 500 },
  );
});

test('the skeleton with its map is the skeleton', () => {
  fc.assert(
    fc.property(whole, (text) => {
      const map = skeletonWithMap(text);
      expect(map.folded).toBe(foldedSkeleton(foldText(text)));
      expect(map.clusters.join('')).toBe(text);
    }),
  );
});

test('what recognition wrote is put into the letters that people type', () => {
  expect(tidyRecognised('จัดทํา  น้้าประปา น\u0e4d\u0e49า \n\n  4     1\n')).toBe('จัดทำ น้ำประปา น้ำ\n4 1');
});
