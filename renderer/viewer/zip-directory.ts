import type { ReadBytes } from './byte-source.ts';
import { OpenError } from './page-source.ts';

/** One file inside a package, as the directory at its end says. */
export interface ZipMember {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly isDeflated: boolean;
  /** Where its local header begins. */
  readonly offset: number;
}

/** What a package may become in memory. */
export interface PackageLimits {
  readonly packed: number;
  readonly unpacked: number;
  /** Of one member that is XML: all of it becomes objects. */
  readonly markup: number;
  readonly members: number;
}

const endSize = 22;
const longestComment = 0xffff;
const maxDirectory = 8 * 1024 * 1024;
/** Nothing that an office writes packs better; bombs do. Small members may. */
const maxRatio = 250;
const ratioFrom = 4 * 1024 * 1024;

/** The directory of a zip, read before anything is unpacked; throws 'damaged' when there is none. */
export async function readZipDirectory(read: ReadBytes, size: number): Promise<readonly ZipMember[]> {
  const tailAt = Math.max(0, size - endSize - longestComment);
  const tail = await read(tailAt, size);
  if (!tail) throw new OpenError('unreadable');
  const end = view(tail);
  let at = tail.length - endSize;
  while (at >= 0 && end.getUint32(at, true) !== 0x06054b50) at -= 1;
  if (at < 0) throw new OpenError('damaged');
  const [count, length, begin] = [
    end.getUint16(at + 10, true),
    end.getUint32(at + 12, true),
    end.getUint32(at + 16, true),
  ];
  if (length > maxDirectory) throw new OpenError('too-large');
  if (begin + length > size) throw new OpenError('damaged');
  const bytes = await read(begin, begin + length);
  if (!bytes) throw new OpenError('unreadable');
  return readMembers(bytes, count);
}

function readMembers(bytes: Uint8Array, count: number): readonly ZipMember[] {
  const directory = view(bytes);
  const members: ZipMember[] = [];
  let at = 0;
  try {
    while (members.length < count) {
      if (directory.getUint32(at, true) !== 0x02014b50) throw new OpenError('damaged');
      const nameLength = directory.getUint16(at + 28, true);
      members.push({
        name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
        isDeflated: directory.getUint16(at + 10, true) === 8,
        packed: directory.getUint32(at + 20, true),
        unpacked: directory.getUint32(at + 24, true),
        offset: directory.getUint32(at + 42, true),
      });
      at += 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    }
  } catch (error) {
    throw error instanceof OpenError ? error : new OpenError('damaged', { cause: error });
  }
  return members;
}

/** Throws 'too-large' for what would take the machine's memory. */
export function checkPackage(members: readonly ZipMember[], size: number, limits: PackageLimits): void {
  const unpacked = members.reduce((sum, member) => sum + member.unpacked, 0);
  const isTooLarge =
    size > limits.packed ||
    unpacked > limits.unpacked ||
    members.length > limits.members ||
    members.some((one) => /\.(?:xml|rels|vml)$/i.test(one.name) && one.unpacked > limits.markup) ||
    members.some((one) => one.unpacked > ratioFrom && one.unpacked > one.packed * maxRatio);
  if (isTooLarge) throw new OpenError('too-large');
}

/**
 * Unpacks every member in pieces that are thrown away, and compares with the directory: a library that trusts what a
 * directory says must not be given one that lies.
 */
export async function checkContents(bytes: Uint8Array<ArrayBuffer>, members: readonly ZipMember[]): Promise<void> {
  const file = view(bytes);
  for (const { packed, unpacked, isDeflated, offset } of members) {
    if (offset + 30 > bytes.length || file.getUint32(offset, true) !== 0x04034b50) throw new OpenError('damaged');
    const begin = offset + 30 + file.getUint16(offset + 26, true) + file.getUint16(offset + 28, true);
    const content = bytes.subarray(begin, begin + packed);
    if (content.length !== packed || (!isDeflated && packed !== unpacked)) throw new OpenError('damaged');
    if (isDeflated && (await unpackedLength(content, unpacked)) !== unpacked) throw new OpenError('damaged');
  }
}

/** Length of what comes out, counted up to one piece beyond `limit`. */
async function unpackedLength(content: Uint8Array<ArrayBuffer>, limit: number): Promise<number> {
  const pieces = new Blob([content]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await pieces.read();
      if (done) return length;
      length += value.length;
      if (length > limit) {
        await pieces.cancel();
        return length;
      }
    }
  } catch (error) {
    throw new OpenError('damaged', { cause: error });
  }
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
