import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyStore, withSlot, type KeyFile } from './key-file.ts';
import { openWithPassphrase, openWithRecovery, sealWithPassphrase, sealWithRecovery, type Slot } from './key-slots.ts';
import { entropyOf, wordsOf } from './recovery-words.ts';

const library = randomUUID();
const libraryKey = randomBytes(32);
const entropy = Buffer.alloc(16, 7);
const slot = (await sealWithPassphrase(library, libraryKey, 'twelve letters')) as Extract<Slot, { kind: 'passphrase' }>;
const sheet = sealWithRecovery(library, libraryKey, entropy, 3) as Extract<Slot, { kind: 'recovery' }>;
const file: KeyFile = { format: 'lpa-keys/1', library, slots: [slot] };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('slots', () => {
  test('the passphrase gives the key back; another one, or another library, does not', async () => {
    expect((await openWithPassphrase(library, slot, 'twelve letters')).equals(libraryKey)).toBe(true);
    const wrong = { code: 'library.wrong-passphrase' };
    await expect(openWithPassphrase(library, slot, 'twelve lettersx')).rejects.toMatchObject(wrong);
    await expect(openWithPassphrase(randomUUID(), slot, 'twelve letters')).rejects.toMatchObject(wrong);
  });

  test('parameters are sealed with the key: weaker ones do not open it', async () => {
    const weaker = { ...slot, scrypt: { ...slot.scrypt, N: 32_768 as const } };
    await expect(openWithPassphrase(library, weaker, 'twelve letters')).rejects.toMatchObject({
      code: 'library.wrong-passphrase',
    });
    expect(() => openWithRecovery(library, { ...sheet, sheet: 4 }, wordsOf(entropy))).toThrow('library.wrong-recovery');
  });

  test('twelve words carry sixteen bytes and a checksum', () => {
    expect(wordsOf(entropy)).toHaveLength(12);
    expect(Buffer.from(entropyOf(wordsOf(entropy))).equals(entropy)).toBe(true);
    expect(openWithRecovery(library, sheet, wordsOf(entropy)).equals(libraryKey)).toBe(true);
  });
});

describe('keys.json', () => {
  test('comes back as written, with a copy, and nothing else beside it', async () => {
    const store = createKeyStore(folder);
    await store.write(withSlot(file, 'recovery', sheet));
    expect(await store.read()).toEqual({ ...file, slots: [slot, sheet] });
    expect((await readdir(folder)).sort()).toEqual(['keys.json', 'keys.json.bak']);
    expect(await readFile(join(folder, 'keys.json'), 'utf8')).toBe(
      await readFile(join(folder, 'keys.json.bak'), 'utf8'),
    );
  });

  test.each([
    ['cut', (text: string) => text.slice(0, 200)],
    ['empty', () => ''],
    [
      'one letter of a wrapped key',
      (text: string) => text.replace(/"wrapped": "(.)/, (_, c: string) => `"wrapped": "${c === 'A' ? 'B' : 'A'}`),
    ],
    ['no JSON', () => 'hello'],
    ['huge', (text: string) => text + ' '.repeat(100_000)],
  ])('%s: the copy stands in; without a copy it says so', async (_, spoil) => {
    const store = createKeyStore(folder);
    await store.write(file);
    const path = join(folder, 'keys.json');
    const spoilt = spoil(await readFile(path, 'utf8'));
    await writeFile(path, spoilt);
    expect(await store.read()).toEqual(file);
    await rm(`${path}.bak`);
    await expect(store.read()).rejects.toMatchObject({ code: 'library.damaged' });
    expect(await readFile(path, 'utf8')).toBe(spoilt);
  });

  test.each([
    { N: 2 ** 30, r: 8, p: 1 },
    { N: 2, r: 8, p: 1 },
    { N: 2 ** 17, r: 1024, p: 1 },
    { N: 2 ** 17, r: 8, p: 999 },
  ])('hostile parameters %o are never run', async (scrypt) => {
    const content = { ...file, slots: [{ ...slot, scrypt }] };
    const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    await writeFile(join(folder, 'keys.json'), JSON.stringify({ ...content, digest }));
    await expect(createKeyStore(folder).read()).rejects.toMatchObject({ code: 'library.damaged' });
  });

  test('the same file with sane parameters is read', async () => {
    const digest = createHash('sha256').update(JSON.stringify(file)).digest('hex');
    await writeFile(join(folder, 'keys.json'), JSON.stringify({ ...file, digest }));
    expect(await createKeyStore(folder).read()).toEqual(file);
  });

  test('no keys at all is missing, not damaged', async () => {
    await expect(createKeyStore(folder).read()).rejects.toMatchObject({ code: 'library.missing' });
  });
});
