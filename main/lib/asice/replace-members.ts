import type { Readable } from 'node:stream';
import type { StrictZip } from '../zip/strict-zip-source.ts';
import { writeZip, type ZipMember } from '../zip/write-zip.ts';
import { zipTime } from './create-asice.ts';

/** It must stand there without a data descriptor: `file` and others read it at a fixed place. */
const first = 'mimetype';

/** A small member that comes to a container which is signed already. */
export interface AddedMember {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * The same container with other bytes in some members: same names, same order, same compression, every other member's
 * content as it was; `added` comes behind them. `at` is the day that its entries carry. The stream ends with an error when a member cannot be read.
 */
export const replaceMembers = (
  zip: StrictZip,
  changed: ReadonlyMap<string, Uint8Array>,
  at: Date,
  added: readonly AddedMember[] = [],
): Readable => writeZip(membersOf(zip, changed, added), zipTime(at));

async function* membersOf(
  zip: StrictZip,
  changed: ReadonlyMap<string, Uint8Array>,
  added: readonly AddedMember[],
): AsyncGenerator<ZipMember> {
  for (const { name, size, stored } of zip.entries) {
    const content =
      changed.get(name) ?? (name === first ? await zip.read(name, 1024) : { size, open: async () => zip.chunks(name) });
    yield { name, compress: !stored, content };
  }
  for (const { name, content } of added) yield { name, compress: true, content };
}
