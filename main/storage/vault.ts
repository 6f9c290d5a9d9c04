import { createHmac } from 'node:crypto';
import { AppError } from '#common/contract/failures.ts';
import type { Vault } from './library.ts';
import type { LibraryKeys } from './library-keys.ts';
import { openBox, sealBox } from './sealed-box.ts';

/** First byte of every sealed row, so that a later cipher can stand beside this one. */
const version = 1;
const versionByte = Buffer.of(version);

/** The version is in front of table and id: a table's name never contains the bar. */
const associatedData = (table: string, id: string) => Buffer.from(`${version}|${table}|${id}`);

/** Seals rows under the library key: version byte, nonce, ciphertext, tag. */
export function createVault(keys: Pick<LibraryKeys, 'rows' | 'names'>): Vault {
  const seal = (table: string, id: string, plain: Uint8Array) =>
    Buffer.concat([versionByte, sealBox(keys.rows, plain, associatedData(table, id))]);
  const unseal = (table: string, id: string, sealed: Uint8Array): Buffer => {
    if (sealed[0] !== version) throw new AppError('storage.damaged', { what: table, reason: 'version' });
    const plain = openBox(keys.rows, sealed.subarray(1), associatedData(table, id));
    if (plain === null) throw new AppError('storage.damaged', { what: table, reason: 'seal' });
    return plain;
  };
  return {
    seal,
    unseal,
    sealJson: (table, id, value) => seal(table, id, Buffer.from(JSON.stringify(value))),
    unsealJson: (table, id, sealed) => JSON.parse(unseal(table, id, sealed).toString()) as unknown,
    nameOf: (sha256) => createHmac('sha256', keys.names).update(sha256).digest('hex'),
  };
}
