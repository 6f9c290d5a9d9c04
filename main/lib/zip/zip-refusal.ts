import { AppError } from '#common/contract/failures.ts';

/** Why an archive is refused although some tools would open it. */
export type UnsafeReason =
  | 'malformed' // headers that contradict the format
  | 'prefix-bytes' // something stands before the first entry
  | 'trailing-bytes' // something stands after the end record
  | 'hidden-bytes' // something stands between entries, or before the directory
  | 'overlap' // two entries share bytes
  | 'comment'
  | 'several-disks'
  | 'name-length'
  | 'name-encoding'
  | 'name-characters'
  | 'name-path' // absolute, drive letter, dot segments, backslash
  | 'duplicate-name' // also when names differ only in case or in the form of their accents
  | 'file-and-folder' // one name is both
  | 'symlink' // or device, socket …
  | 'encrypted'
  | 'method' // neither stored nor deflate
  | 'flags'
  | 'local-header' // says something else than the directory
  | 'data' // broken compression, or the file ends too early
  | 'size'
  | 'crc';

export const unsafe = (reason: UnsafeReason, name?: string, cause?: unknown): AppError =>
  new AppError('zip.unsafe', { reason, ...(name === undefined ? {} : { name: printable(name) }) }, { cause });

export const bomb = (
  reason: 'entries' | 'entry-size' | 'total-size' | 'ratio',
  limit: number,
  name?: string,
): AppError => new AppError('zip.bomb', { reason, limit, ...(name === undefined ? {} : { name: printable(name) }) });

export const notAZip = (reason: 'empty' | 'no-zip' | 'truncated'): AppError =>
  new AppError('zip.not-a-zip', { reason });

/** Names of hostile archives end up in a sentence on the screen. */
const printable = (name: string): string =>
  name.slice(0, 120).replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '\ufffd');
