import { notAZip, unsafe } from './zip-refusal.ts';
import type { ReadAt } from './zip-source.ts';

/** Where the central directory lies, as the end record of the archive says; checked to touch that record. */
export interface Directory {
  readonly entries: number;
  readonly begin: number;
  readonly end: number;
}

const endSize = 22;
const locatorSize = 20;
const end64Size = 56;
const endSignature = Buffer.from('PK\x05\x06', 'latin1');

/**
 * Finds the directory (APPNOTE 4.3.14–16). The end record must be the very end of the file, without a comment, and the
 * directory must lie directly before it: nothing can hide in front, behind or in between, and no second archive can
 * be glued on.
 */
export async function readEndRecord(size: number, readAt: ReadAt): Promise<Directory> {
  const tail = await readAt(Math.max(0, size - endSize), endSize);
  if (size < endSize || !tail.subarray(0, 4).equals(endSignature)) throw await explainMissingEnd(size, readAt);
  const field = { disk: tail.readUInt16LE(4), directoryDisk: tail.readUInt16LE(6), onDisk: tail.readUInt16LE(8) };
  const entries = tail.readUInt16LE(10);
  const length = tail.readUInt32LE(12);
  const begin = tail.readUInt32LE(16);
  if (tail.readUInt16LE(20) !== 0) throw notAZip('truncated');
  if (entries === 0xffff || length === 0xffffffff || begin === 0xffffffff) {
    return touching(await readEnd64(size - endSize, readAt), size - endSize - locatorSize - end64Size);
  }
  if (field.disk !== 0 || field.directoryDisk !== 0 || field.onDisk !== entries) throw unsafe('several-disks');
  return touching({ entries, begin, end: begin + length }, size - endSize);
}

/** Zip64: end record of 56 bytes, its locator of 20 bytes, then the plain end record, without gaps. */
async function readEnd64(endPosition: number, readAt: ReadAt): Promise<Directory> {
  const at = endPosition - locatorSize - end64Size;
  if (at < 0) throw unsafe('malformed');
  const record = await readAt(at, end64Size + locatorSize);
  const locator = record.subarray(end64Size);
  const fits =
    record.readUInt32LE(0) === 0x06064b50 &&
    record.readBigUInt64LE(4) === BigInt(end64Size - 12) &&
    locator.readUInt32LE(0) === 0x07064b50 &&
    locator.readBigUInt64LE(8) === BigInt(at);
  if (!fits) throw unsafe('malformed');
  const entries = record.readBigUInt64LE(32);
  const disks = record.readUInt32LE(16) + record.readUInt32LE(20) + locator.readUInt32LE(4);
  if (disks !== 0 || locator.readUInt32LE(16) !== 1 || record.readBigUInt64LE(24) !== entries)
    throw unsafe('several-disks');
  const begin = record.readBigUInt64LE(48);
  const end = begin + record.readBigUInt64LE(40);
  if (entries > BigInt(Number.MAX_SAFE_INTEGER) || end > BigInt(Number.MAX_SAFE_INTEGER)) throw unsafe('malformed');
  return { entries: Number(entries), begin: Number(begin), end: Number(end) };
}

function touching(directory: Directory, end: number): Directory {
  if (directory.end < end) throw unsafe('prefix-bytes');
  if (directory.end > end || directory.entries * 46 > directory.end - directory.begin) throw unsafe('malformed');
  return directory;
}

/** Tells an archive with something behind it from a cut one and from no archive at all. */
async function explainMissingEnd(size: number, readAt: ReadAt): Promise<Error> {
  if (size === 0) return notAZip('empty');
  const begin = Math.max(0, size - endSize - 0xffff);
  const tail = await readAt(begin, size - begin);
  const found = tail.lastIndexOf(endSignature);
  if (found >= 0 && tail.length - found >= endSize) {
    const comment = tail.readUInt16LE(found + 20);
    return unsafe(comment === tail.length - found - endSize ? 'comment' : 'trailing-bytes');
  }
  const head = await readAt(0, 4);
  return notAZip(head.equals(Buffer.from('PK\x03\x04', 'latin1')) ? 'truncated' : 'no-zip');
}
