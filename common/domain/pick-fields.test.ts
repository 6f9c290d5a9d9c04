import { expect, test } from 'vitest';
import { pickFields } from './pick-fields.ts';

const value = {
  name: 'ก',
  secret: 'ลับ',
  none: null as { readonly a: number } | null,
  list: [
    { id: 1, hidden: true },
    { id: 2, hidden: false },
  ],
  words: ['x', 'y'],
};

test('what is not named is left out, at every depth', () => {
  expect(pickFields(value, { name: true, none: { a: true }, list: { id: true }, words: true })).toEqual({
    ...{ name: 'ก', none: null, words: ['x', 'y'] },
    list: [{ id: 1 }, { id: 2 }],
  });
  expect(pickFields(value, {})).toEqual({});
});

test('a field that is not there stays away, and nothing comes from elsewhere', () => {
  expect(pickFields({ a: 1 }, { b: true, toString: true })).toEqual({});
});

test('a name never stands for more than one value', () => {
  expect(() => pickFields(value, { list: true })).toThrow('.list');
  expect(() => pickFields(value, { name: { length: true } })).toThrow('.name');
});
