import type { PackageRecord } from '#common/contract/channels/package.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import type { TokenIdentity } from '#main/lib/signing/pkcs11/token-client.ts';
import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';

interface KeyRow {
  readonly id: string;
  /** ISO 8601; keys are listed in the order they came in. */
  readonly addedAt: string;
}

/** A key that lies sealed in the library, or one on a token, of which only the place is known. */
export type StoredKey = KeyRow &
  (
    | { readonly source: 'generated' | 'pkcs12'; readonly identity: SigningIdentity }
    | { readonly source: 'token'; readonly identity: TokenIdentity }
  );

export interface StoredPackage {
  readonly record: PackageRecord;
  /** SHA-256 of the container: its name in the blob store. */
  readonly sha256: string;
}

/** Bytes as base64, as JSON wants them. */
type SealedKey = Pick<KeyRow, 'addedAt'> & {
  readonly certificate: string;
  readonly chain: readonly string[];
} & (
    | { readonly source: 'generated' | 'pkcs12'; readonly privateKey: string }
    | { readonly source: 'token'; readonly token: TokenIdentity['token'] }
  );

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const toBytes = (text: string): Uint8Array => Buffer.from(text, 'base64');

function unsealKey(vault: Vault, row: { readonly id: string; readonly sealed: Uint8Array }): StoredKey {
  const sealed = vault.unsealJson('signing_keys', row.id, row.sealed) as SealedKey;
  const own = { id: row.id, addedAt: sealed.addedAt };
  const certified = { certificate: toBytes(sealed.certificate), chain: sealed.chain.map(toBytes) };
  if (sealed.source === 'token')
    return { ...own, source: sealed.source, identity: { ...certified, token: sealed.token } };
  return { ...own, source: sealed.source, identity: { ...certified, privateKey: toBytes(sealed.privateKey) } };
}

export async function listKeys(reader: Reader, vault: Vault): Promise<StoredKey[]> {
  const rows = await reader.all<{ id: string; sealed: Buffer }>(sql`SELECT id, sealed FROM signing_keys`);
  const keys = rows.map((row) => unsealKey(vault, row));
  return keys.sort((one, other) => one.addedAt.localeCompare(other.addedAt));
}

export async function readKey(reader: Reader, vault: Vault, id: string): Promise<StoredKey | null> {
  const row = await reader.get<{ id: string; sealed: Buffer }>(
    sql`SELECT id, sealed FROM signing_keys WHERE id = ${id}`,
  );
  return row === undefined ? null : unsealKey(vault, row);
}

function sealKey(vault: Vault, key: StoredKey): Uint8Array {
  const { id, addedAt, identity } = key;
  const common = { addedAt, certificate: toText(identity.certificate), chain: identity.chain.map(toText) };
  const value: SealedKey =
    key.source === 'token'
      ? { ...common, source: key.source, token: key.identity.token }
      : { ...common, source: key.source, privateKey: toText(key.identity.privateKey) };
  return vault.sealJson('signing_keys', id, value);
}

export async function insertKey(tx: Tx, vault: Vault, key: StoredKey): Promise<void> {
  await tx.run(sql`INSERT INTO signing_keys (id, sealed) VALUES (${key.id}, ${sealKey(vault, key)})`);
}

export const updateKey = async (tx: Tx, vault: Vault, key: StoredKey): Promise<boolean> =>
  (await tx.run(sql`UPDATE signing_keys SET sealed = ${sealKey(vault, key)} WHERE id = ${key.id}`)).changes > 0;

export const deleteKey = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.run(sql`DELETE FROM signing_keys WHERE id = ${id}`)).changes > 0;

/** What rows of earlier versions do not say. */
const before = { audience: 'full', evidence: 'none', evidenceFiles: 0, withoutCopy: [], timestamp: null } as const;

function unsealPackage(vault: Vault, row: { readonly id: string; readonly sealed: Uint8Array }): StoredPackage {
  const stored = vault.unsealJson('packages', row.id, row.sealed) as StoredPackage;
  return { ...stored, record: { ...before, ...stored.record } };
}

/** Newest first; of all submissions when `submission` is null. */
export async function listPackages(reader: Reader, vault: Vault, submission: string | null): Promise<StoredPackage[]> {
  const rows = await reader.all<{ id: string; sealed: Buffer }>(
    submission === null
      ? sql`SELECT id, sealed FROM packages`
      : sql`SELECT id, sealed FROM packages WHERE submission = ${submission}`,
  );
  const packages = rows.map((row) => unsealPackage(vault, row));
  return packages.sort((one, other) => other.record.signedAt.localeCompare(one.record.signedAt));
}

export async function readPackage(reader: Reader, vault: Vault, id: string): Promise<StoredPackage | null> {
  const row = await reader.get<{ id: string; sealed: Buffer }>(sql`SELECT id, sealed FROM packages WHERE id = ${id}`);
  return row === undefined ? null : unsealPackage(vault, row);
}

export async function insertPackage(tx: Tx, vault: Vault, stored: StoredPackage): Promise<void> {
  const { id, submission } = stored.record;
  const sealed = vault.sealJson('packages', id, stored);
  await tx.run(sql`INSERT INTO packages (id, submission, sealed) VALUES (${id}, ${submission}, ${sealed})`);
}

export async function updatePackage(tx: Tx, vault: Vault, stored: StoredPackage): Promise<void> {
  const { id } = stored.record;
  await tx.run(sql`UPDATE packages SET sealed = ${vault.sealJson('packages', id, stored)} WHERE id = ${id}`);
}

export async function deletePackages(tx: Tx, submission: string): Promise<void> {
  await tx.run(sql`DELETE FROM packages WHERE submission = ${submission}`);
}
