import { expect, test } from 'vitest';
import { wordsOf } from './recovery-words.ts';

test('numbers, commas and line breaks of the sheet do not matter', () => {
  expect(wordsOf('1. Abandon, 2. ABILITY\n3) able ')).toEqual(['abandon', 'ability', 'able']);
  expect(wordsOf('   ')).toEqual([]);
});
