import { expect, test } from 'vitest';
import { createSettings } from './settings.ts';

const withBounds = (bounds: unknown) =>
  createSettings('', () => ({ get: (key) => (key === 'bounds' ? bounds : undefined), set: () => undefined }));
const usual = { x: 10, y: -20, width: 1366, height: 768, maximized: false };

test('a window comes back where it stood', () => {
  expect(withBounds(usual).bounds.get()).toEqual(usual);
});

test.each([
  ['a window of a million pixels', { ...usual, width: 1_000_000 }],
  ['one far away', { ...usual, x: -9_000_000 }],
  ['one turned inside out', { ...usual, height: -768 }],
  ['words', { ...usual, width: '1366' }],
  ['nothing', null],
])('%s in the file is as good as none', (_, bounds) => {
  expect(withBounds(bounds).bounds.get()).toBeNull();
});
