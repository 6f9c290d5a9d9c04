import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';
import { release } from '#main/lib/release.ts';

/** Random nonce (12) + ciphertext + tag (16). */
export const boxOverhead = 12 + 16;
const algorithm = 'aes-256-gcm';
const options = { authTagLength: 16 } as const;

/** AES-256-GCM with a fresh random nonce each time, stored in front. */
export function sealBox(key: KeyObject, plain: Uint8Array, associated: Uint8Array): Buffer {
  const box = Buffer.allocUnsafe(plain.byteLength + boxOverhead);
  sealBoxInto(box, 0, key, plain, associated);
  return box;
}

/** The same into `target`, which must have room for it at `offset`. Returns the length of the box. */
export function sealBoxInto(
  target: Buffer,
  offset: number,
  key: KeyObject,
  plain: Uint8Array,
  associated: Uint8Array,
): number {
  const nonce = randomFillSync(target.subarray(offset, offset + 12));
  const cipher = createCipheriv(algorithm, key, nonce, options);
  cipher.setAAD(associated);
  const body = cipher.update(plain);
  body.copy(target, offset + 12);
  cipher.final();
  cipher.getAuthTag().copy(target, offset + 12 + body.byteLength);
  const length = body.byteLength + boxOverhead;
  release(body);
  return length;
}

/**
 * The plain bytes, or null when key, bytes or associated data are not those of `sealBox`. Node gives authentication
 * failures no error code, hence a value. Nothing is handed on before the tag was checked.
 */
export function openBox(key: KeyObject, box: Uint8Array, associated: Uint8Array): Buffer | null {
  if (box.byteLength < boxOverhead) return null;
  // Without authTagLength Node would accept a tag of four bytes.
  const decipher = createDecipheriv(algorithm, key, box.subarray(0, 12), options);
  decipher.setAAD(associated);
  decipher.setAuthTag(box.subarray(-16));
  const plain = decipher.update(box.subarray(12, -16));
  try {
    decipher.final();
    return plain;
  } catch {
    return null;
  }
}
