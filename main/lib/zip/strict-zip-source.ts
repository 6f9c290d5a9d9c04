import { fromRandomAccessReaderPromise, type Entry, type LocalFileHeader, type ZipFile } from 'yauzl';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { checkedChunks } from './checked-chunks.ts';
import { readEndRecord, type Directory } from './end-record.ts';
import { readEntryName, refuseTwins } from './entry-name.ts';
import { inflateRaw } from './inflate-raw.ts';
import { checkDirectoryEntry, checkLocalEntry } from './local-header.ts';
import { readAhead } from './read-ahead.ts';
import { readRange, SourceReader } from './source-reader.ts';
import { bomb, unsafe } from './zip-refusal.ts';
import type { ReadAt, ZipSource } from './zip-source.ts';

/** What an archive may cost before anything is unpacked. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes, unpacked. */
  readonly entrySize: number;
  readonly totalSize: number;
  /** Unpacked ÷ packed, for entries above 1 MiB and for the whole. Deflate can reach 1,032. */
  readonly ratio: number;
  /** Bytes of UTF-8. */
  readonly nameLength: number;
}

interface StrictEntry {
  readonly name: string;
  readonly size: number;
  readonly compressedSize: number;
  readonly stored: boolean;
  readonly crc: number;
  /** Where its local header begins; 0 for the first one. */
  readonly offset: number;
  /** Bytes of the local header's extra field (ASiC forbids one on `mimetype`). */
  readonly extraLength: number;
}

/** An archive of which every byte is accounted for. Folders are checked but not listed. */
export interface StrictZip {
  /** In the order of the archive. */
  readonly entries: readonly StrictEntry[];
  /** Bytes of the archive itself. */
  readonly size: number;
  has(name: string): boolean;
  /** The whole entry. AppError('file.too-large') above `maxBytes`, 'zip.unsafe' with reason 'no-entry' without it. */
  read(name: string, maxBytes: number): Promise<Buffer>;
  /** Ends with AppError('zip.unsafe') when size or CRC differ: use nothing of it before it ended well. */
  chunks(name: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

const smallEntry = 1024 * 1024;

const zipOptions = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false };

/**
 * Opens an archive and refuses everything that two readers could understand in two ways. Errors: AppError
 * 'zip.not-a-zip', 'zip.unsafe' (details.reason: see UnsafeReason), 'zip.bomb', and those of the source.
 */
export async function openStrictZipFrom(bytes: ZipSource, limits: ZipLimits): Promise<StrictZip> {
  const source = readAhead(bytes);
  let zip: ZipFile | null = null;
  try {
    const directory = await readEndRecord(source.size, source.readAt);
    if (directory.entries > limits.entries) throw bomb('entries', limits.entries);
    zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, zipOptions);
    return toStrictZip(zip, source, await checkEntries(zip, directory, limits, source.readAt));
  } catch (error) {
    zip?.close();
    // What is left are yauzl's own words about headers that contradict the format.
    throw isAppError(error) || isDiskError(error) ? error : unsafe('malformed', undefined, error);
  }
}

const isDiskError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

interface CheckedEntry {
  readonly dataStart: LocalFileHeader['fileDataStart'];
  readonly shown: StrictEntry;
}

/** Local headers and data must follow each other from the first byte on, in the directory's order, without gap or overlap. */
async function checkEntries(
  zip: ZipFile,
  directory: Directory,
  limits: ZipLimits,
  readAt: ReadAt,
): Promise<CheckedEntry[]> {
  const found: { readonly entry: Entry; readonly name: string }[] = [];
  let cursor = directory.begin;
  for await (const entry of zip.eachEntry()) {
    cursor += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    const declaredUtf8 = (entry.generalPurposeBitFlag & 0x0800) !== 0;
    const name = readEntryName(entry.fileNameRaw, declaredUtf8, limits.nameLength);
    checkDirectoryEntry(entry, name);
    found.push({ entry, name });
  }
  if (cursor !== directory.end) throw unsafe('malformed');
  refuseTwins(found.map(({ name }) => name));
  refuseBombs(found, limits);
  const checked: CheckedEntry[] = [];
  let end = 0;
  for (const { entry, name } of found) {
    const offset = entry.relativeOffsetOfLocalHeader;
    if (offset !== end) throw unsafe(offset < end ? 'overlap' : end === 0 ? 'prefix-bytes' : 'hidden-bytes', name);
    const local = await zip.readLocalFileHeaderPromise(entry);
    end = await checkLocalEntry(entry, local, name, readAt);
    const shown = {
      name,
      size: entry.uncompressedSize,
      compressedSize: entry.compressedSize,
      stored: entry.compressionMethod === 0,
      crc: entry.crc32,
      offset,
      extraLength: local.extraFieldLength,
    };
    if (!name.endsWith('/')) checked.push({ dataStart: local.fileDataStart, shown });
  }
  if (end !== directory.begin) throw unsafe(end > directory.begin ? 'overlap' : 'hidden-bytes');
  return checked;
}

function refuseBombs(found: readonly { readonly entry: Entry; readonly name: string }[], limits: ZipLimits): void {
  let plain = 0;
  let packed = 0;
  for (const { entry, name } of found) {
    const { uncompressedSize, compressedSize } = entry;
    plain += uncompressedSize;
    packed += compressedSize;
    if (uncompressedSize > limits.entrySize) throw bomb('entry-size', limits.entrySize, name);
    if (plain > limits.totalSize) throw bomb('total-size', limits.totalSize);
    if (uncompressedSize > smallEntry && uncompressedSize > compressedSize * limits.ratio)
      throw bomb('ratio', limits.ratio, name);
  }
  if (plain > smallEntry && plain > packed * limits.ratio) throw bomb('ratio', limits.ratio);
}

function toStrictZip(zip: ZipFile, { size, readAt }: ZipSource, checked: readonly CheckedEntry[]): StrictZip {
  const byName = new Map(checked.map((one) => [one.shown.name, one]));
  const find = (name: string): CheckedEntry => {
    const one = byName.get(name);
    if (one === undefined) throw new AppError('zip.unsafe', { reason: 'no-entry', name });
    return one;
  };
  const chunks = (name: string): AsyncIterable<Buffer> => {
    const { dataStart, shown } = find(name);
    const packed = readRange(readAt, dataStart, dataStart + shown.compressedSize);
    return checkedChunks(shown.stored ? packed : inflateRaw(packed, shown), shown);
  };
  return {
    entries: checked.map(({ shown }) => shown),
    size,
    has: (name) => byName.has(name),
    chunks,
    async read(name, maxBytes) {
      const { shown } = find(name);
      if (shown.size > maxBytes) throw new AppError('file.too-large', { name, size: shown.size, limit: maxBytes });
      const found: Buffer[] = [];
      for await (const chunk of chunks(name)) found.push(chunk);
      return Buffer.concat(found);
    },
    async close() {
      if (zip.isOpen) zip.close();
    },
  };
}
