import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { AppError } from '#common/contract/failures.ts';
import type { SignedManifest } from '#main/lib/manifest-jws.ts';
import type { Reader, Tx } from '#main/storage/database.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import type { Vault } from '#main/storage/library.ts';
import type { SenderKnown, SubmissionRecord } from './queries.ts';

const wrong = (reason: string, { manifest }: SignedManifest) =>
  new AppError('bundle.wrong-sender', { reason, lao: manifest.lao.name });

/** Thumbprint (hex) of the sample data's key, or null without sample data. Its private half is public. */
export async function readSampleSender(sampleFolder: string): Promise<string | null> {
  const text = await readFile(join(sampleFolder, 'sender.jwk.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  return Buffer.from(await calculateJwkThumbprint(JSON.parse(text) as JWK), 'base64url').toString('hex');
}

/** Whose keys are good here. */
export interface Trust {
  /** Thumbprint (hex) of the sample data's key. */
  readonly sampleSender: string | null;
  /** Keys that the server publishes, for what comes from it; null for files. */
  readonly published: ReadonlySet<string> | null;
}

/**
 * Whether this key may speak for this organisation: the sample key only for invented ones (province code 99), any other
 * key when it is the first one of the organisation in the round, or the same as before. What comes from a server must be
 * signed by a key that the server publishes, and a new key follows an old one only while it publishes both: so neither a
 * file nor another server can take over an organisation. Throws 'bundle.wrong-sender'.
 */
export async function judgeSender(
  reader: Reader,
  vault: Vault,
  signed: SignedManifest,
  existing: SubmissionRecord | null,
  { sampleSender, published }: Trust,
): Promise<SenderKnown> {
  if (published !== null && !published.has(signed.sender)) throw wrong('not-published', signed);
  const follows = (before: string) => before === signed.sender || published?.has(before) === true;
  if (existing !== null && !follows(existing.sender)) throw wrong('other-key', signed);
  if (signed.sender === sampleSender) {
    // Everybody can sign with the sample key.
    if (!/^\d\d99/.test(signed.manifest.lao.code)) throw wrong('sample-key', signed);
    return 'sample';
  }
  const pinned = await readDocument(reader, vault, pinKind, pinId(vault, signed));
  if (typeof pinned === 'string' && !follows(pinned)) throw wrong('other-key', signed);
  if (published !== null) return 'published';
  return pinned === undefined ? (existing?.known ?? 'first-time') : 'seen-before';
}

/** From now on only this key speaks for the organisation in this round. */
export async function pinSender(tx: Tx, vault: Vault, signed: SignedManifest, known: SenderKnown): Promise<void> {
  if (known === 'first-time' || known === 'published')
    await writeDocument(tx, vault, pinKind, pinId(vault, signed), signed.sender);
}

const pinKind = 'sender';
const pinId = (vault: Vault, { manifest }: SignedManifest) =>
  vault.nameOf(`sender|${manifest.lao.code}|${manifest.round.id}`);
