import { unsafe } from './zip-refusal.ts';

/** Control, bidirectional and invisible characters: a name must look like what it is. */
const forbidden = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The name of an entry as text, or AppError('zip.unsafe'): relative, forward slashes, no dot segments, valid UTF-8 that
 * is declared as such. A folder's name ends with a slash.
 */
export function readEntryName(raw: Buffer, declaredUtf8: boolean, maxBytes: number): string {
  if (raw.length === 0 || raw.length > maxBytes) throw unsafe('name-length', raw.toString('latin1'));
  const name = decode(raw);
  // Without the flag the bytes mean code page 437, and two tools would see two names.
  if (!declaredUtf8 && raw.some((byte) => byte > 0x7f)) throw unsafe('name-encoding', name);
  if (forbidden.test(name)) throw unsafe('name-characters', name);
  if (name.startsWith('/') || /[\\:]/.test(name)) throw unsafe('name-path', name);
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  // Dots and spaces at the end go too: Windows drops them, so that "a." and "a" would be one file.
  if (segments.some((segment) => segment === '' || /[. ]$/.test(segment))) throw unsafe('name-path', name);
  return name;
}

function decode(raw: Buffer): string {
  try {
    return decoder.decode(raw);
  } catch {
    throw unsafe('name-encoding', raw.toString('latin1'));
  }
}

/** Refuses names that some file system would take for one: twins in case or Unicode form, a file that is a folder too. */
export function refuseTwins(names: readonly string[]): void {
  const files = new Map<string, string>();
  const folderEntries = new Set<string>();
  const folders = new Set<string>();
  for (const name of names) {
    const segments = fold(name).split('/');
    const last = segments.pop();
    for (let depth = 1; depth <= segments.length; depth++) folders.add(segments.slice(0, depth).join('/'));
    const key = fold(name);
    if (files.has(key) || folderEntries.has(key)) throw unsafe('duplicate-name', name);
    if (last === '') folderEntries.add(key);
    else files.set(key, name);
  }
  for (const [key, name] of files) if (folders.has(key)) throw unsafe('file-and-folder', name);
}

const fold = (name: string): string => name.normalize('NFC').toLowerCase();
