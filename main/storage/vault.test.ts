import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveKeys } from './library-keys.ts';
import { createVault } from './vault.ts';

const libraryKey = randomBytes(32);
const vault = createVault(deriveKeys(libraryKey));
const secret = Buffer.from('เทศบาลตำบลป่าซาง 5 คะแนน');
const sealed = vault.seal('events', 'id-1', secret);
const damaged = expect.objectContaining({ code: 'storage.damaged' }) as Error;

test('what was sealed comes back, in its own place only', () => {
  expect(vault.unseal('events', 'id-1', sealed).equals(secret)).toBe(true);
  expect(() => vault.unseal('events', 'id-2', sealed)).toThrow(damaged);
  expect(() => vault.unseal('documents', 'id-1', sealed)).toThrow(damaged);
});

test('every changed bit and every cut is noticed', () => {
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => vault.unseal('events', 'id-1', changed), `byte ${at}`).toThrow(damaged);
    expect(() => vault.unseal('events', 'id-1', sealed.subarray(0, at)), `first ${at}`).toThrow(damaged);
  }
  expect(() => vault.unseal('events', 'id-1', Buffer.concat([sealed, Buffer.of(0)]))).toThrow(damaged);
});

test('the same text sealed twice looks different, and shows nothing', () => {
  const again = Buffer.from(vault.seal('events', 'id-1', secret));
  expect(again.equals(sealed)).toBe(false);
  expect(again.includes(secret.subarray(0, 6))).toBe(false);
});

test('another library opens nothing and names everything differently', () => {
  const other = createVault(deriveKeys(randomBytes(32)));
  expect(() => other.unseal('events', 'id-1', sealed)).toThrow(damaged);
  const digest = 'a'.repeat(64);
  expect(other.nameOf(digest)).not.toBe(vault.nameOf(digest));
  expect(vault.nameOf(digest)).toMatch(/^[0-9a-f]{64}$/);
});

test('JSON comes back as it was', () => {
  const value = { name: 'น้ำ', list: [1, null, true] };
  expect(vault.unsealJson('documents', 'x', vault.sealJson('documents', 'x', value))).toEqual(value);
});

test('a library key of one vault always gives the same vault', () => {
  const again = createVault(deriveKeys(Buffer.from(libraryKey)));
  expect(again.unseal('events', 'id-1', sealed).equals(secret)).toBe(true);
});
