import { describe, expect, test } from 'vitest';

const modules = import.meta.glob<Record<string, unknown>>(
  ['../features/**/words.ts', '../features/**/*-words.ts', '../shell/words.ts'],
  { eager: true },
);
type Words = Readonly<Record<'th' | 'en', Readonly<Record<string, unknown>>>>;
const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'th' in value && 'en' in value;
const dictionaries = Object.entries(modules).flatMap(([file, module]) =>
  Object.values(module)
    .filter(isWords)
    .map((words) => [file, words] as const),
);

test('dictionaries were found', () => {
  expect(dictionaries.length).toBeGreaterThan(8);
});

describe.each(dictionaries)('%s', (_file, words) => {
  test('has the same words in both languages', () => {
    expect(Object.keys(words.en).toSorted()).toEqual(Object.keys(words.th).toSorted());
  });

  test('English has no Thai left in it, except the name and the digits of the other language', () => {
    const thai = Object.entries(words.en).filter(
      ([, value]) => typeof value === 'string' && /[ก-ฺเ-๎]/.test(value.replace(/ภาษาไทย|ไทย/g, '')),
    );
    expect(thai).toEqual([]);
  });

  test('no exclamation marks, no empty words', () => {
    const texts = [...Object.values(words.th), ...Object.values(words.en)].filter((value) => typeof value === 'string');
    expect(texts.filter((value) => value.trim() === '' || value.includes('!'))).toEqual([]);
  });
});
