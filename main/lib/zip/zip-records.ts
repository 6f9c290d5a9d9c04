/** The records of a zip archive (APPNOTE 4.3) as we write them: UTF-8 names, no comments, 64 bits only where 32 are too few. */

/** What is known of an entry once it is written. */
export interface WrittenEntry {
  readonly name: Buffer;
  readonly deflated: boolean;
  /** Written before its CRC was known: it stands in a descriptor behind the data. */
  readonly streamed: boolean;
  readonly time: DosTime;
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
  /** Where its local header begins. */
  readonly offset: number;
}

interface DosTime {
  readonly date: number;
  readonly time: number;
}

const most32 = 0xffffffff;
const most16 = 0xffff;
const utf8Flag = 0x0800;
const streamedFlag = 0x0008;
const plainVersion = 20;
const zip64Version = 45;
/** Unix, APPNOTE 6.3. */
const madeBy = (3 << 8) | 63;
/** A regular file that its owner may write and everybody read. */
const fileMode = 0o100644;

const isLarge = (size: number): boolean => size >= most32;
const flagsOf = ({ streamed }: Pick<WrittenEntry, 'streamed'>): number => utf8Flag | (streamed ? streamedFlag : 0);
const methodOf = ({ deflated }: Pick<WrittenEntry, 'deflated'>): number => (deflated ? 8 : 0);

/** Local wall-clock time, in steps of two seconds, as the format has it. */
export function dosTime(at: Date): DosTime {
  const year = Math.min(Math.max(at.getFullYear(), 1980), 2107) - 1980;
  return {
    date: (year << 9) | ((at.getMonth() + 1) << 5) | at.getDate(),
    time: (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1),
  };
}

/** Zip64 extended information (4.5.3): the fields whose 32 bits in the header are all ones. */
function zip64Field(...values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, index) => field.writeBigUInt64LE(BigInt(value), 4 + 8 * index));
  return field;
}

/** Comes before the data: of what is streamed only the announced size is known. */
export function localHeader(entry: Omit<WrittenEntry, 'offset'>): Buffer {
  const { name, streamed, time, crc, size, packedSize: packed } = entry;
  // The field tells that the descriptor has 64 bits, too.
  const extra = isLarge(size) || isLarge(packed) ? zip64Field(size, packed) : Buffer.alloc(0);
  const inHeader = (value: number): number => (extra.length > 0 ? most32 : streamed ? 0 : value);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(extra.length > 0 ? zip64Version : plainVersion, 4);
  header.writeUInt16LE(flagsOf(entry), 6);
  header.writeUInt16LE(methodOf(entry), 8);
  header.writeUInt16LE(time.time, 10);
  header.writeUInt16LE(time.date, 12);
  header.writeUInt32LE(streamed ? 0 : crc, 14);
  header.writeUInt32LE(inHeader(packed), 18);
  header.writeUInt32LE(inHeader(size), 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** Stands behind the data of a streamed entry. */
export function dataDescriptor({ crc, size, packedSize }: Omit<WrittenEntry, 'offset'>): Buffer {
  const wide = isLarge(size) || isLarge(packedSize);
  const descriptor = Buffer.alloc(wide ? 24 : 16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc, 4);
  if (wide) {
    descriptor.writeBigUInt64LE(BigInt(packedSize), 8);
    descriptor.writeBigUInt64LE(BigInt(size), 16);
  } else {
    descriptor.writeUInt32LE(packedSize, 8);
    descriptor.writeUInt32LE(size, 12);
  }
  return descriptor;
}

export function directoryRecord(entry: WrittenEntry): Buffer {
  const { name, time, crc, size, packedSize, offset } = entry;
  const large = [size, packedSize, offset].filter(isLarge);
  const extra = large.length > 0 ? zip64Field(...large) : Buffer.alloc(0);
  const in32 = (value: number): number => Math.min(value, most32);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(madeBy, 4);
  header.writeUInt16LE(extra.length > 0 ? zip64Version : plainVersion, 6);
  header.writeUInt16LE(flagsOf(entry), 8);
  header.writeUInt16LE(methodOf(entry), 10);
  header.writeUInt16LE(time.time, 12);
  header.writeUInt16LE(time.date, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(in32(packedSize), 20);
  header.writeUInt32LE(in32(size), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE((fileMode << 16) >>> 0, 38);
  header.writeUInt32LE(in32(offset), 42);
  return Buffer.concat([header, name, extra]);
}

/** The end record; before it, where 32 bits are too few, the zip64 one and its locator. */
export function endRecords(entries: number, begin: number, end: number): Buffer {
  const length = end - begin;
  const wide = entries >= most16 || isLarge(begin) || isLarge(length);
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(Math.min(entries, most16), 8);
  record.writeUInt16LE(Math.min(entries, most16), 10);
  record.writeUInt32LE(Math.min(length, most32), 12);
  record.writeUInt32LE(Math.min(begin, most32), 16);
  if (!wide) return record;
  const record64 = Buffer.alloc(56);
  record64.writeUInt32LE(0x06064b50, 0);
  record64.writeBigUInt64LE(BigInt(record64.length - 12), 4);
  record64.writeUInt16LE(madeBy, 12);
  record64.writeUInt16LE(zip64Version, 14);
  record64.writeBigUInt64LE(BigInt(entries), 24);
  record64.writeBigUInt64LE(BigInt(entries), 32);
  record64.writeBigUInt64LE(BigInt(length), 40);
  record64.writeBigUInt64LE(BigInt(begin), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(end), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record64, locator, record]);
}
