import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSettings, settingsName, storeOptions } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lpa-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () =>
  createSettings(
    folder,
    () => new Conf<Record<string, unknown>>({ ...storeOptions(folder), configName: settingsName }),
  );
const file = () => join(folder, 'settings.json');

test('a new folder has the defaults and no file', () => {
  expect(open().get()).toMatchObject({ language: 'th', theme: 'light', textSize: '100', printDigits: 'thai' });
  expect(open().bounds.get()).toBeNull();
});

test('a change is there after a restart, and changes nothing else', () => {
  expect(open().set({ language: 'en' })).toMatchObject({ language: 'en', theme: 'light' });
  expect(open().get().language).toBe('en');
  open().set({ theme: 'dark' });
  expect(open().get()).toMatchObject({ language: 'en', theme: 'dark' });
});

test.each(['', '{', 'null', '[]', '"text"', '{"settings": 5}', '{"settings": {"language": "fr"}}', '\u0000\u0001'])(
  'a damaged file (%j) means defaults, and can be written again',
  (content) => {
    writeFileSync(file(), content);
    const settings = open();
    expect(settings.get().language).toBe('th');
    expect(settings.set({ language: 'en' }).language).toBe('en');
    expect(open().get().language).toBe('en');
  },
);

test('one bad value does not lose the others', () => {
  writeFileSync(file(), JSON.stringify({ settings: { language: 'en', theme: 'pink', textSize: '130' } }));
  expect(open().get()).toMatchObject({ language: 'en', theme: 'light', textSize: '130' });
});

test('a file that is a folder does not stop the app', () => {
  mkdirSync(file());
  expect(open().get().language).toBe('th');
});

test('window bounds come back whole or not at all', () => {
  const bounds = { x: -8, y: 0, width: 1200, height: 800, maximized: true };
  open().bounds.set(bounds);
  expect(open().bounds.get()).toEqual(bounds);
  const stored = JSON.parse(readFileSync(file(), 'utf8')) as Record<string, unknown>;
  writeFileSync(file(), JSON.stringify({ ...stored, bounds: { ...bounds, width: 'wide' } }));
  expect(open().bounds.get()).toBeNull();
});

test('a store that cannot write says why', () => {
  const failing = (code: string) =>
    createSettings(folder, () => ({
      get: () => undefined,
      set: () => {
        throw Object.assign(new Error(code), { code });
      },
    }));
  const codeOf = (code: string) => {
    try {
      failing(code).set({ language: 'en' });
      return 'written';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(codeOf('ENOSPC')).toBe('storage.disk-full');
  expect(codeOf('EROFS')).toBe('storage.read-only');
  expect(() => failing('ENOSPC').bounds.set({ x: 0, y: 0, width: 1, height: 1, maximized: false })).not.toThrow();
});

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
