import type { ViewerDocument } from '#common/contract/viewer.ts';
import { compoundType, packedType, sniffedHead, sniffFileType, type FileType } from '#common/domain/file-type.ts';
import type { ReadBytes } from './byte-source.ts';
import { OpenError } from './page-source.ts';
import { readZipDirectory, type ZipMember } from './zip-directory.ts';

export interface Recognised {
  readonly type: FileType;
  /** What is inside a package; empty for all others. */
  readonly members: readonly ZipMember[];
}

/** What a file is by its bytes: names and declarations of types are often wrong. */
export async function recognise(read: ReadBytes, { mediaType, size }: ViewerDocument): Promise<Recognised> {
  const head = await read(0, Math.min(size, sniffedHead));
  if (!head) throw new OpenError('unreadable');
  const type = sniffFileType(head, mediaType);
  if (type === 'zip') {
    try {
      const members = await readZipDirectory(read, size);
      return { type: packedType(members.map(({ name }) => name)), members };
    } catch (error) {
      if (error instanceof OpenError && error.code === 'unreadable') throw error;
      return { type: 'zip', members: [] };
    }
  }
  return { type: type === 'doc' ? compoundType(await readCompoundNames(read, head, size)) : type, members: [] };
}

const sector = 512;

/** The first names of the directory of an old Office file, which say what program wrote it. */
async function readCompoundNames(read: ReadBytes, head: Uint8Array, size: number): Promise<string> {
  if (head.length < sector) return '';
  const header = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const sectorSize = header.getUint16(30, true) === 12 ? 4096 : sector;
  const begin = (header.getUint32(48, true) + 1) * sectorSize;
  const end = Math.min(size, begin + 4096);
  const bytes = begin < end ? await read(begin, end) : null;
  return bytes ? new TextDecoder('utf-16le').decode(bytes) : '';
}
