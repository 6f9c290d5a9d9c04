import { createCipheriv, createHash } from 'node:crypto';

const blockSize = 4 * 1024 * 1024;
const zeros = Buffer.alloc(blockSize);

/** `size` repeatable bytes that do not compress, made of a seed as fast as AES runs (gigabytes per second). */
export function* noise(seed: string, size: number): Generator<Buffer> {
  const key = createHash('sha256').update(seed).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  for (let left = size; left > 0; left -= blockSize) yield cipher.update(zeros.subarray(0, Math.min(left, blockSize)));
}

/** A UUID (version 8) that is the same for the same seed. */
export function seededUuid(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
