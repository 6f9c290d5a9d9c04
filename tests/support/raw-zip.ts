import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a hand-made archive; every field can lie. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly data?: Buffer;
  /** What stands in the file instead of the data as `method` gives it. */
  readonly packed?: Buffer;
  readonly method?: number;
  readonly flags?: number;
  readonly localName?: string | Buffer;
  readonly localCrc?: number;
  readonly crc?: number;
  readonly size?: number;
  /** Unix mode with type bits. */
  readonly mode?: number;
  readonly comment?: string;
  readonly offset?: number;
  readonly descriptor?: boolean;
  readonly before?: Buffer;
  readonly extra?: Buffer;
}

export interface RawEnd {
  readonly comment?: Buffer;
  readonly beforeDirectory?: Buffer;
  readonly entries?: number;
  readonly directoryOffset?: number;
  readonly zip64?: boolean;
}

const bytesOf = (text: string | Buffer): Buffer => (typeof text === 'string' ? Buffer.from(text) : text);

/** Builds an archive byte by byte, so that tests can make what no tool would write. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  const push = (bytes: Buffer) => {
    parts.push(bytes);
    position += bytes.length;
  };
  for (const entry of entries) {
    push(entry.before ?? Buffer.alloc(0));
    const data = entry.data ?? Buffer.from('hello');
    const method = entry.method ?? 0;
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(data) : data);
    const name = bytesOf(entry.name);
    const localName = bytesOf(entry.localName ?? entry.name);
    const flags = (entry.flags ?? 0x0800) | (entry.descriptor === true ? 8 : 0);
    const crc = entry.crc ?? crc32(data);
    const size = entry.size ?? data.length;
    const extra = entry.extra ?? Buffer.alloc(0);
    const offset = entry.offset ?? position;
    const fields = (crcField: number, withSizes: boolean) => {
      const bytes = Buffer.alloc(22);
      bytes.writeUInt16LE(flags, 0);
      bytes.writeUInt16LE(method, 2);
      if (withSizes) {
        bytes.writeUInt32LE(crcField, 8);
        bytes.writeUInt32LE(packed.length, 12);
        bytes.writeUInt32LE(size, 16);
      }
      return bytes.subarray(0, 20);
    };
    const lengths = (nameLength: number, extraLength: number) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt16LE(nameLength, 0);
      bytes.writeUInt16LE(extraLength, 2);
      return bytes;
    };
    const header = Buffer.from('PK\x03\x04\x14\x00', 'latin1');
    push(
      Buffer.concat([
        header,
        fields(entry.localCrc ?? crc, entry.descriptor !== true),
        lengths(localName.length, extra.length),
        localName,
        extra,
      ]),
    );
    push(packed);
    if (entry.descriptor === true) {
      const descriptor = Buffer.alloc(16);
      [0x08074b50, crc, packed.length, size].forEach((value, index) => descriptor.writeUInt32LE(value, index * 4));
      push(descriptor);
    }
    const comment = Buffer.from(entry.comment ?? '');
    const rest = Buffer.alloc(14);
    rest.writeUInt16LE(comment.length, 0);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x03\x14\x00', 'latin1'),
        fields(crc, true),
        lengths(name.length, extra.length),
        rest,
        name,
        extra,
        comment,
      ]),
    );
  }
  push(end.beforeDirectory ?? Buffer.alloc(0));
  const begin = end.directoryOffset ?? position;
  const records = Buffer.concat(directory);
  push(records);
  const count = end.entries ?? entries.length;
  if (end.zip64 === true) push(zip64End(count, records.length, begin, position));
  const comment = end.comment ?? Buffer.alloc(0);
  const tail = Buffer.alloc(22);
  tail.write('PK\x05\x06', 'latin1');
  tail.writeUInt16LE(end.zip64 === true ? 0xffff : count, 8);
  tail.writeUInt16LE(end.zip64 === true ? 0xffff : count, 10);
  tail.writeUInt32LE(end.zip64 === true ? 0xffffffff : records.length, 12);
  tail.writeUInt32LE(end.zip64 === true ? 0xffffffff : begin, 16);
  tail.writeUInt16LE(comment.length, 20);
  push(tail);
  push(comment);
  return Buffer.concat(parts);
}

function zip64End(count: number, length: number, begin: number, at: number): Buffer {
  const bytes = Buffer.alloc(76);
  bytes.writeUInt32LE(0x06064b50, 0);
  bytes.writeBigUInt64LE(44n, 4);
  bytes.writeUInt16LE(45, 12);
  bytes.writeUInt16LE(45, 14);
  bytes.writeBigUInt64LE(BigInt(count), 24);
  bytes.writeBigUInt64LE(BigInt(count), 32);
  bytes.writeBigUInt64LE(BigInt(length), 40);
  bytes.writeBigUInt64LE(BigInt(begin), 48);
  bytes.writeUInt32LE(0x07064b50, 56);
  bytes.writeBigUInt64LE(BigInt(at), 64);
  bytes.writeUInt32LE(1, 72);
  return bytes;
}
