import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Subkeys of the library key, one per purpose, so that a flaw in one use says nothing about another. */
export interface LibraryKeys {
  readonly rows: KeyObject;
  readonly blobs: KeyObject;
  readonly names: KeyObject;
}

/** `libraryKey`: 32 random bytes. KeyObjects, because a Buffer key makes each small decryption four times slower. */
export function deriveKeys(libraryKey: Uint8Array): LibraryKeys {
  const derive = (purpose: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', libraryKey, '', `lpa-assessor/${purpose}/1`, 32)));
  return { rows: derive('rows'), blobs: derive('blobs'), names: derive('names') };
}
