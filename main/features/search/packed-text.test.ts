import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packText } from './packed-text.ts';

const letters = fc.constantFrom(...'กขฎ้ำ5a é·\u0080ÿ—'.split(''), '𝕏');
const text = (most: number) => fc.array(letters, { maxLength: most }).map((all) => all.join(''));

test('packed words are where they were, and nowhere else', () => {
  fc.assert(
    fc.property(text(60), text(3), (whole, part) => {
      expect(packText(whole).indexOf(packText(part))).toBe(whole.indexOf(part));
      expect(packText(whole)).toHaveLength(whole.length);
    }),
    { numRuns: 1000 },
  );
});
