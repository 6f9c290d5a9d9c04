import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32, createDeflateRaw, deflateRaw } from 'node:zlib';
import { dataDescriptor, directoryRecord, dosTime, endRecords, localHeader, type WrittenEntry } from './zip-records.ts';

export interface ZipMember {
  readonly name: string;
  readonly compress: boolean;
  readonly content: Uint8Array | StreamedContent;
}

/** Content too large for memory: read once, while the archive is written. */
export interface StreamedContent {
  readonly size: number;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

type Pieces = AsyncGenerator<Uint8Array, Omit<WrittenEntry, 'offset'> & { readonly length: number }>;
type Members = Iterable<ZipMember> | AsyncIterable<ZipMember>;

/** Directory records are handed on together. */
const recordsAtOnce = 500;

/**
 * A zip archive as a stream, its entries dated `at` in local wall-clock time. A member is asked for when the one before
 * is written, and read once; nothing is kept of it but its record for the directory, and nobody is asked for more than
 * the reader takes. The stream ends with an error when a member cannot be read, or is not as long as it says.
 */
export const writeZip = (members: Members, at: Date): Readable =>
  Readable.from(archiveOf(members, at), { objectMode: false });

async function* archiveOf(members: Members, at: Date): AsyncGenerator<Uint8Array> {
  const written: WrittenEntry[] = [];
  let position = 0;
  for await (const { content, ...member } of members) {
    const entry = { name: Buffer.from(member.name), deflated: member.compress, time: dosTime(at) };
    const { length, ...done } = yield* content instanceof Uint8Array ? whole(entry, content) : streamed(entry, content);
    written.push({ ...done, offset: position });
    position += length;
  }
  const begin = position;
  for (let index = 0; index < written.length; index += recordsAtOnce) {
    const records = Buffer.concat(written.slice(index, index + recordsAtOnce).map(directoryRecord));
    position += records.byteLength;
    yield records;
  }
  yield endRecords(written.length, begin, position);
}

type NamedEntry = Pick<WrittenEntry, 'name' | 'deflated' | 'time'>;

async function* whole(named: NamedEntry, bytes: Uint8Array): Pieces {
  const packed = named.deflated ? await promisify(deflateRaw)(bytes) : bytes;
  const [size, packedSize] = [bytes.byteLength, packed.byteLength];
  const entry = { ...named, streamed: false, crc: crc32(bytes), size, packedSize };
  const header = localHeader(entry);
  yield header;
  yield packed;
  return { ...entry, length: header.byteLength + packedSize };
}

async function* streamed(named: NamedEntry, { size, open }: StreamedContent): Pieces {
  const begun = { ...named, streamed: true, size };
  const header = localHeader({ ...begun, crc: 0, packedSize: named.deflated ? 0 : size });
  yield header;
  let [crc, seen, packedSize] = [0, 0, 0];
  const plain = async function* () {
    for await (const piece of await open()) {
      seen += piece.byteLength;
      crc = crc32(piece, crc);
      yield piece;
    }
  };
  for await (const piece of named.deflated ? deflated(plain()) : plain()) {
    packedSize += piece.byteLength;
    yield piece;
  }
  if (seen !== size) throw new Error(`${named.name.toString()} has ${seen} bytes instead of ${size}`);
  const entry = { ...begun, crc, packedSize };
  const descriptor = dataDescriptor(entry);
  yield descriptor;
  return { ...entry, length: header.byteLength + packedSize + descriptor.byteLength };
}

async function* deflated(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw();
  // An error of the source ends the loop below as well.
  pipeline(Readable.from(plain, { objectMode: false }), deflate, () => undefined);
  for await (const piece of deflate) yield piece as Buffer;
}
