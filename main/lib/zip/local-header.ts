import type { Entry, LocalFileHeader } from 'yauzl';
import { unsafe } from './zip-refusal.ts';
import type { ReadAt } from './zip-source.ts';

const descriptorFlag = 0x0008;
const unknown32 = 0xffffffff;
/** Data descriptor, deflate's two speed bits (they say nothing), UTF-8. Everything else changes the meaning. */
const allowedFlags = 0x0008 | 0x0006 | 0x0800;

/** What the directory alone can be refused for. */
export function checkDirectoryEntry(entry: Entry, name: string): void {
  if ((entry.generalPurposeBitFlag & 0x2041) !== 0) throw unsafe('encrypted', name);
  if ((entry.generalPurposeBitFlag & ~allowedFlags) !== 0) throw unsafe('flags', name);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw unsafe('method', name);
  if (entry.fileCommentLength !== 0) throw unsafe('comment', name);
  // Info-ZIP's Unicode path (0x7075) is a second name beside the first.
  if (entry.extraFields.some(({ id }) => id === 0x7075)) throw unsafe('name-encoding', name);
  const kind = (entry.externalFileAttributes >>> 16) & 0xf000;
  const isFolder = name.endsWith('/');
  if (kind !== 0 && kind !== (isFolder ? 0x4000 : 0x8000)) throw unsafe('symlink', name);
  if (isFolder && (entry.uncompressedSize !== 0 || entry.compressedSize !== 0)) throw unsafe('size', name);
  if (entry.compressionMethod === 0 && entry.compressedSize !== entry.uncompressedSize) throw unsafe('size', name);
}

/**
 * Compares an entry's local header and data descriptor with the directory: readers differ in which one they believe.
 * Returns where the entry's last byte ends.
 */
export async function checkLocalEntry(
  entry: Entry,
  local: LocalFileHeader,
  name: string,
  readAt: ReadAt,
): Promise<number> {
  const differs = () => unsafe('local-header', name);
  if (!local.fileName.equals(entry.fileNameRaw)) throw differs();
  if (local.compressionMethod !== entry.compressionMethod) throw differs();
  if (local.generalPurposeBitFlag !== entry.generalPurposeBitFlag) throw differs();
  const extra = readExtra(local.extraField, name);
  if (extra.has(0x7075)) throw unsafe('name-encoding', name);
  const sizes = readSizes(local, extra.get(1), name);
  const real = { crc: entry.crc32, compressed: entry.compressedSize, plain: entry.uncompressedSize };
  const dataEnd = local.fileDataStart + entry.compressedSize;
  if ((entry.generalPurposeBitFlag & descriptorFlag) === 0) {
    if (sizes.crc !== real.crc || sizes.compressed !== real.compressed || sizes.plain !== real.plain) throw differs();
    return dataEnd;
  }
  const open = (value: number, truth: number) => value === 0 || value === truth;
  if (!open(sizes.crc, real.crc) || !open(sizes.compressed, real.compressed) || !open(sizes.plain, real.plain))
    throw differs();
  const descriptor = await readAt(dataEnd, 24);
  const length = descriptorLength(descriptor, real);
  if (length === null) throw differs();
  return dataEnd + length;
}

interface Sizes {
  readonly crc: number;
  readonly compressed: number;
  readonly plain: number;
}

function readSizes(local: LocalFileHeader, zip64: Buffer | undefined, name: string): Sizes {
  const { crc32: crc, compressedSize, uncompressedSize } = local;
  if (compressedSize !== unknown32 && uncompressedSize !== unknown32)
    return { crc, compressed: compressedSize, plain: uncompressedSize };
  let offset = 0;
  const next = (value: number): number => {
    if (value !== unknown32) return value;
    if (zip64 === undefined || zip64.length < offset + 8) throw unsafe('local-header', name);
    offset += 8;
    return Number(zip64.readBigUInt64LE(offset - 8));
  };
  const plain = next(uncompressedSize);
  return { crc, plain, compressed: next(compressedSize) };
}

function readExtra(bytes: Buffer, name: string): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let offset = 0;
  while (offset < bytes.length) {
    if (bytes.length - offset < 4) throw unsafe('local-header', name);
    const id = bytes.readUInt16LE(offset);
    const end = offset + 4 + bytes.readUInt16LE(offset + 2);
    if (end > bytes.length || fields.has(id)) throw unsafe('local-header', name);
    fields.set(id, bytes.subarray(offset + 4, end));
    offset = end;
  }
  return fields;
}

/** The descriptor's signature is optional and its sizes have 4 or 8 bytes; only the right content tells which (4.3.9). */
function descriptorLength(bytes: Buffer, { crc, compressed, plain }: Sizes): number | null {
  for (const signed of [true, false])
    for (const width of [4, 8]) {
      const wanted = Buffer.alloc((signed ? 8 : 4) + 2 * width);
      let offset = signed ? wanted.writeUInt32LE(0x08074b50) : 0;
      offset = wanted.writeUInt32LE(crc, offset);
      if (width === 4 && (compressed > unknown32 || plain > unknown32)) continue;
      for (const value of [compressed, plain])
        offset = width === 4 ? wanted.writeUInt32LE(value, offset) : wanted.writeBigUInt64LE(BigInt(value), offset);
      if (bytes.length >= wanted.length && bytes.subarray(0, wanted.length).equals(wanted)) return wanted.length;
    }
  return null;
}
