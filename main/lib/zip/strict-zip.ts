import { close, fstat, open, read } from 'node:fs';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { fromFdPromise, fromRandomAccessReaderPromise, type Entry, type ZipFile } from 'yauzl';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { checkedStream } from './checked-stream.ts';
import { readEndRecord, type Directory, type ReadAt } from './end-record.ts';
import { readEntryName, refuseTwins } from './entry-name.ts';
import { SourceReader } from './source-reader.ts';
import { checkDirectoryEntry, checkLocalEntry } from './local-header.ts';
import { bomb, unsafe } from './zip-refusal.ts';

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
  stream(name: string): Promise<Readable>;
  close(): Promise<void>;
}

const smallEntry = 1024 * 1024;

/** Bytes that can be read at any place, wherever they lie. */
export interface ZipSource {
  readonly size: number;
  readonly readAt: ReadAt;
}

/**
 * Opens a zip file and refuses everything that two readers could understand in two ways. Errors: AppError
 * 'file.unreadable', 'zip.not-a-zip', 'zip.unsafe' (details.reason: see UnsafeReason), 'zip.bomb'.
 */
export async function openStrictZip(path: string, limits: ZipLimits): Promise<StrictZip> {
  const { fd, size, readAt } = await openFile(path);
  return openChecked({ size, readAt }, limits, {
    open: () => fromFdPromise(fd, zipOptions),
    close: () => promisify(close)(fd),
  });
}

/** The same over bytes that are not a plain file, such as a sealed blob. */
export const openStrictZipFrom = (source: ZipSource, limits: ZipLimits): Promise<StrictZip> =>
  openChecked(source, limits, {
    open: () => fromRandomAccessReaderPromise(new SourceReader(source), source.size, zipOptions),
    close: () => Promise.resolve(),
  });

const zipOptions = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false };

async function openChecked(
  { size, readAt }: ZipSource,
  limits: ZipLimits,
  file: { readonly open: () => Promise<ZipFile>; readonly close: () => Promise<void> },
): Promise<StrictZip> {
  let zip: ZipFile | null = null;
  try {
    const directory = await readEndRecord(size, readAt);
    if (directory.entries > limits.entries) throw bomb('entries', limits.entries);
    zip = await file.open();
    const checked = await checkEntries(zip, directory, limits, readAt);
    return toStrictZip(zip, size, checked);
  } catch (error) {
    if (zip === null) await file.close();
    else zip.close();
    // What is left are yauzl's own words about headers that contradict the format.
    throw isAppError(error) || isDiskError(error) ? error : unsafe('malformed', undefined, error);
  }
}

const isDiskError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

async function openFile(
  path: string,
): Promise<{ readonly fd: number; readonly size: number; readonly readAt: ReadAt }> {
  try {
    const fd = await promisify(open)(path, 'r');
    const facts = await promisify(fstat)(fd);
    if (!facts.isFile()) {
      await promisify(close)(fd);
      throw new AppError('file.unreadable', { reason: 'not-a-file' });
    }
    return { fd, size: facts.size, readAt: readerOf(fd) };
  } catch (error) {
    if (isAppError(error)) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('file.unreadable', { reason }, { cause: error });
  }
}

const readerOf =
  (fd: number): ReadAt =>
  async (position, length) => {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await promisify(read)(fd, buffer, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  };

interface CheckedEntry {
  readonly entry: Entry;
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
    if (!name.endsWith('/')) checked.push({ entry, shown });
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

function toStrictZip(zip: ZipFile, size: number, checked: readonly CheckedEntry[]): StrictZip {
  const byName = new Map(checked.map((one) => [one.shown.name, one]));
  const find = (name: string): CheckedEntry => {
    const one = byName.get(name);
    if (one === undefined) throw new AppError('zip.unsafe', { reason: 'no-entry', name });
    return one;
  };
  const stream = async (name: string): Promise<Readable> => {
    const { entry, shown } = find(name);
    return checkedStream(await zip.openReadStreamPromise(entry), shown);
  };
  return {
    entries: checked.map(({ shown }) => shown),
    size,
    has: (name) => byName.has(name),
    stream,
    async read(name, maxBytes) {
      const { shown } = find(name);
      if (shown.size > maxBytes) throw new AppError('file.too-large', { name, size: shown.size, limit: maxBytes });
      const chunks: Buffer[] = [];
      for await (const chunk of await stream(name)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    async close() {
      if (zip.isOpen) zip.close();
    },
  };
}
