import type { KeyObject } from 'node:crypto';
import { AppError } from '#common/contract/failures.ts';
import { boxOverhead, openBox, sealBox, sealBoxInto } from './sealed-box.ts';

/**
 * A sealed blob on disk, all numbers big-endian:
 *
 *   0   magic "LPAB", version 1, log2 of the chunk size, two zero bytes
 *   8   file id, 16 random bytes: what ties the chunks to this file
 *   24  sealed head: box(content size u64, SHA-256 of the content), associated data = bytes 0–23 and the blob's name
 *   92  chunks: box(65,536 bytes, the last one shorter), associated data = file id, index u64
 *
 * A box is nonce (12, random, stored: a counter would repeat one when a download is resumed), ciphertext, tag (16).
 * The head is written last. Swapped, foreign and altered chunks fail their tag; dropped, appended and truncated ones
 * disagree with the sealed size. No size or digest has to be known beforehand.
 */
const magic = Buffer.from('LPAB');
const version = 1;
export const chunkBytes = 64 * 1024;
const chunkBits = 16;
export const recordBytes = chunkBytes + boxOverhead;
export const fileIdBytes = 16;
const openHeadBytes = 8 + fileIdBytes;
const contentHeadBytes = 8 + 32;
export const headBytes = openHeadBytes + boxOverhead + contentHeadBytes;

export interface BlobHead {
  readonly fileId: Buffer;
  readonly size: number;
  readonly sha256: string;
}

export const damagedBlob = (reason: string) => new AppError('storage.damaged', { what: 'blob', reason });

/** Length of the whole file for a content of `size` bytes. */
export const fileLength = (size: number): number => headBytes + size + Math.ceil(size / chunkBytes) * boxOverhead;

/** What stands open at the beginning, also of a file that is not complete yet. */
const openHead = (fileId: Buffer) => Buffer.concat([magic, Buffer.of(version, chunkBits, 0, 0), fileId]);

/** The head of a file that is not complete: its sealed part stays zero, so that it can never pass for a blob. */
export const unsealedHead = (fileId: Buffer) => Buffer.concat([openHead(fileId)], headBytes);

export function sealHead(key: KeyObject, name: string, { fileId, size, sha256 }: BlobHead): Buffer {
  const open = openHead(fileId);
  const content = Buffer.alloc(contentHeadBytes);
  content.writeBigUInt64BE(BigInt(size));
  content.write(sha256, 8, 'hex');
  return Buffer.concat([open, sealBox(key, content, Buffer.concat([open, Buffer.from(name)]))]);
}

/** Throws AppError('storage.damaged') when the head is not one that was sealed for this name. */
export function unsealHead(key: KeyObject, name: string, bytes: Buffer): BlobHead {
  if (bytes.byteLength < headBytes) throw damagedBlob('length');
  const open = bytes.subarray(0, openHeadBytes);
  const fileId = Buffer.from(open.subarray(8));
  if (!open.equals(openHead(fileId))) throw damagedBlob('format');
  const content = openBox(key, bytes.subarray(openHeadBytes, headBytes), Buffer.concat([open, Buffer.from(name)]));
  if (content === null) throw damagedBlob('seal');
  return { fileId, size: Number(content.readBigUInt64BE()), sha256: content.toString('hex', 8) };
}

/** The file id of a file that may be unfinished; null when this is no beginning of a blob. */
export function readFileId(bytes: Buffer): Buffer | null {
  const fileId = Buffer.from(bytes.subarray(8, openHeadBytes));
  return fileId.byteLength === fileIdBytes && bytes.subarray(0, openHeadBytes).equals(openHead(fileId)) ? fileId : null;
}

function chunkData(fileId: Buffer, index: number): Buffer {
  const data = Buffer.alloc(fileIdBytes + 8);
  fileId.copy(data);
  data.writeBigUInt64BE(BigInt(index), fileIdBytes);
  return data;
}

/** Seals a chunk into `target`, which must have room for it at `offset`. Returns the length of its record. */
export const sealChunkInto = (
  target: Buffer,
  offset: number,
  key: KeyObject,
  fileId: Buffer,
  index: number,
  plain: Uint8Array,
): number => sealBoxInto(target, offset, key, plain, chunkData(fileId, index));

/** The chunks whose records follow each other in `records`, the first of which is number `first`. */
export function unsealChunks(key: KeyObject, fileId: Buffer, first: number, records: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < records.byteLength; at += recordBytes) {
    const chunk = openBox(key, records.subarray(at, at + recordBytes), chunkData(fileId, first + chunks.length));
    if (chunk === null) throw damagedBlob('seal');
    chunks.push(chunk);
  }
  return chunks;
}
