import { createSecretKey, hkdfSync, randomBytes, scrypt, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '#common/contract/failures.ts';
import { passphraseBytes } from './passphrase.ts';
import { entropyOf } from './recovery-words.ts';
import { openBox, sealBox } from './sealed-box.ts';

const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').byteLength === bytes, 'wrong length');
const salt = base64(16);
/** Nonce, 32 bytes of key, tag. */
const wrapped = base64(12 + 32 + 16);

/**
 * The file may have been altered: parameters are bounded before they are run, so that nobody can make the program take
 * all memory (128 · N · r bytes, at most 256 MiB) or accept a derivation that is quick to guess.
 */
const Scrypt = z.object({
  N: z.union([2 ** 15, 2 ** 16, 2 ** 17, 2 ** 18].map((n) => z.literal(n))),
  r: z.literal(8),
  p: z.int().min(1).max(2),
});
type Scrypt = z.infer<typeof Scrypt>;

const PassphraseSlot = z.object({ kind: z.literal('passphrase'), scrypt: Scrypt, salt, wrapped });
const RecoverySlot = z.object({ kind: z.literal('recovery'), sheet: z.int().min(1), salt, wrapped });
/** `secret`: a random wrapping key, sealed by the operating system's key store. */
const DeviceSlot = z.object({ kind: z.literal('device'), secret: z.base64().max(20_000), wrapped });

/** One way into the library: the library key, wrapped with AES-256-GCM under what that way provides. */
export const Slot = z.discriminatedUnion('kind', [PassphraseSlot, RecoverySlot, DeviceSlot]);
export type Slot = z.infer<typeof Slot>;
export type SlotKind = Slot['kind'];
type SlotOf<K extends SlotKind> = Extract<Slot, { kind: K }>;

/** RFC 7914; about a quarter of a second and 128 MiB. */
const cost: Scrypt = { N: 2 ** 17, r: 8, p: 1 };
const deriveScrypt = promisify<Buffer, Buffer, number, object, Buffer>(scrypt);

async function fromPassphrase(passphrase: string, saltBytes: Buffer, { N, r, p }: Scrypt): Promise<KeyObject> {
  // Node's default limit refuses these parameters, and so would exactly what the algorithm needs.
  const maxmem = 128 * N * r * p + 2 ** 20;
  return createSecretKey(await deriveScrypt(passphraseBytes(passphrase), saltBytes, 32, { N, r, p, maxmem }));
}

/** 128 random bits need no slow derivation. */
const fromEntropy = (entropy: Uint8Array, saltBytes: Buffer): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', entropy, saltBytes, 'lpa-assessor/recovery/1', 32)));

/** Everything of the slot but the wrapped key itself, with the library's id: no part can be exchanged unnoticed. */
function associatedData(library: string, { wrapped: _, ...parameters }: Slot): Buffer {
  return Buffer.from(JSON.stringify([library, Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))]));
}

function wrap<S extends Slot>(library: string, key: KeyObject, libraryKey: Uint8Array, slot: S): S {
  return { ...slot, wrapped: sealBox(key, libraryKey, associatedData(library, slot)).toString('base64') };
}

const unwrap = (library: string, key: KeyObject, slot: Slot): Buffer | null =>
  openBox(key, Buffer.from(slot.wrapped, 'base64'), associatedData(library, slot));

export async function sealWithPassphrase(library: string, libraryKey: Uint8Array, passphrase: string): Promise<Slot> {
  const saltBytes = randomBytes(16);
  const key = await fromPassphrase(passphrase, saltBytes, cost);
  const slot = { kind: 'passphrase', scrypt: cost, salt: saltBytes.toString('base64'), wrapped: '' } as const;
  return wrap<Slot>(library, key, libraryKey, slot);
}

/** Throws AppError('library.wrong-passphrase'). */
export async function openWithPassphrase(
  library: string,
  slot: SlotOf<'passphrase'>,
  passphrase: string,
): Promise<Buffer> {
  const key = await fromPassphrase(passphrase, Buffer.from(slot.salt, 'base64'), slot.scrypt);
  const libraryKey = unwrap(library, key, slot);
  if (libraryKey === null) throw new AppError('library.wrong-passphrase');
  return libraryKey;
}

export function sealWithRecovery(library: string, libraryKey: Uint8Array, entropy: Uint8Array, sheet: number): Slot {
  const saltBytes = randomBytes(16);
  const slot = { kind: 'recovery', sheet, salt: saltBytes.toString('base64'), wrapped: '' } as const;
  return wrap<Slot>(library, fromEntropy(entropy, saltBytes), libraryKey, slot);
}

/**
 * Throws AppError('library.wrong-recovery') with `reason`: 'word', 'checksum', or 'other-sheet' when the words are good
 * but belong to an older sheet or another library.
 */
export function openWithRecovery(library: string, slot: SlotOf<'recovery'>, words: readonly string[]): Buffer {
  const libraryKey = unwrap(library, fromEntropy(entropyOf(words), Buffer.from(slot.salt, 'base64')), slot);
  if (libraryKey === null) throw new AppError('library.wrong-recovery', { reason: 'other-sheet', sheet: slot.sheet });
  return libraryKey;
}

/** The key store of the operating system, as far as slots need it. */
export interface SecretStore {
  seal(plain: Uint8Array): Promise<Uint8Array>;
  unseal(sealed: Uint8Array): Promise<Uint8Array>;
}

export async function sealWithDevice(library: string, libraryKey: Uint8Array, secrets: SecretStore): Promise<Slot> {
  const wrappingKey = randomBytes(32);
  const secret = Buffer.from(await secrets.seal(wrappingKey)).toString('base64');
  return wrap<Slot>(library, createSecretKey(wrappingKey), libraryKey, { kind: 'device', secret, wrapped: '' });
}

/** Null when the key store does not know the secret any more: then the passphrase is asked for, nothing is wiped. */
export async function openWithDevice(
  library: string,
  slot: SlotOf<'device'>,
  secrets: SecretStore,
): Promise<Buffer | null> {
  try {
    const wrappingKey = await secrets.unseal(Buffer.from(slot.secret, 'base64'));
    if (wrappingKey.byteLength !== 32) return null;
    return unwrap(library, createSecretKey(wrappingKey), slot);
  } catch {
    return null;
  }
}
