import { rawZip, type RawEnd, type RawEntry } from '../raw-zip.ts';
import { deflated, rezipped, type Bed, type BrokenPackage, type Entry } from './bed.ts';

const photo = { name: 'photo.jpg', data: Buffer.from('x') };

/** One entry more, of a kind that two readers could understand in two ways. */
const more = (name: string, entry: RawEntry, code: string): BrokenPackage => ({
  ...{ name, verdict: 'invalid', codes: [`container.${code}`], openssl: null },
  make: rezipped((entries) => [...entries, entry]),
});

/** review.json with lying headers. */
const lying = (name: string, lie: Partial<RawEntry>, code: string): BrokenPackage => ({
  ...{ name, verdict: 'invalid', codes: [code], openssl: null },
  make: rezipped((entries) => entries.map((one) => (one.name === 'review.json' ? { ...one, ...lie } : one))),
});

const ended = (name: string, end: RawEnd | ((bed: Bed) => RawEnd), code: string): BrokenPackage => ({
  ...{ name, verdict: 'invalid', codes: [`container.${code}`], openssl: null },
  make: (bed) => rawZip(bed.entries, typeof end === 'function' ? end(bed) : end),
});

const bytes = (
  name: string,
  make: (bed: Bed) => Buffer,
  code: string,
  verdict: 'invalid' | 'unreadable' = 'invalid',
) => ({
  ...{ name, verdict, codes: [`container.${code}`], openssl: null },
  make,
});

const packedReview = (behind: string) => (entries: Entry[]) =>
  entries.map((one) => (one.name === 'review.json' ? { ...one, method: 8, packed: deflated(one.data, behind) } : one));

const names: readonly BrokenPackage[] = [
  more('a twin in capitals', { name: 'REVIEW.JSON', data: Buffer.from('{}') }, 'duplicate-name'),
  more('a twin in capitals inside META-INF', { name: 'meta-inf/asicmanifest.xml' }, 'duplicate-name'),
  {
    ...{ name: 'twins that differ in Unicode form', verdict: 'invalid', openssl: null },
    codes: ['container.duplicate-name'],
    make: rezipped((all) => [...all, { name: 'caf\u00e9.txt' }, { name: 'cafe\u0301.txt' }]),
  },
  more('a file that is a folder too', { name: 'review.json/x' }, 'file-and-folder'),
  more('a path that climbs out', { name: '../evil.txt' }, 'name-path'),
  more('a path that climbs out in its middle', { name: 'a/../../evil.txt' }, 'name-path'),
  more('an absolute path', { name: '/etc/passwd' }, 'name-path'),
  more('a drive letter', { name: 'C:/evil.txt' }, 'name-path'),
  more('a backslash', { name: '..\\evil.txt' }, 'name-path'),
  more('a dot at the end', { name: 'review.json.' }, 'name-path'),
  more('a NUL in a name', { name: 'photo.jpg\0.exe' }, 'name-characters'),
  more('a name written from right to left', { name: 'photo\u202egpj.exe' }, 'name-characters'),
  more('a name that nobody sees the whole of', { name: 'review\u200b.json' }, 'name-characters'),
  more('a name that is no UTF-8', { name: Buffer.from([0x61, 0xff]) }, 'name-encoding'),
  more('a Thai name not declared as UTF-8', { name: 'ภาพ.jpg', flags: 0 }, 'name-encoding'),
  more(
    'a second name in an extra field',
    { ...photo, extra: Buffer.from('7570050001aabbccdd', 'hex') },
    'name-encoding',
  ),
  more('a name of 1,001 bytes', { name: 'n'.repeat(1001) }, 'name-length'),
];

const structures: readonly BrokenPackage[] = [
  more('a symbolic link', { name: 'link', data: Buffer.from('/etc/passwd'), mode: 0o120777 }, 'symlink'),
  more('a device', { name: 'device', mode: 0o060644 }, 'symlink'),
  more('an encrypted entry', { ...photo, flags: 0x0801 }, 'encrypted'),
  more('an unknown compression', { ...photo, method: 99 }, 'method'),
  more('patched data', { ...photo, flags: 0x0820 }, 'flags'),
  more('a comment on an entry', { ...photo, comment: 'x' }, 'comment'),
  more('bytes between two entries', { ...photo, before: Buffer.from('hidden') }, 'hidden-bytes'),
  more('an entry inside another', { ...photo, offset: 0, localName: 'photo.jpg' }, 'overlap'),
  lying('a local header with another name', { localName: 'Review.json' }, 'container.local-header'),
  lying('a local header with another checksum', { localCrc: 1 }, 'container.local-header'),
  lying('a wrong checksum', { crc: 7 }, 'file.damaged'),
  lying('a stored size that is none', { size: 4 }, 'container.size'),
  {
    ...{ name: 'bytes behind the compressed ones', verdict: 'invalid', codes: ['file.damaged'], openssl: null },
    make: rezipped(packedReview('hidden')),
  },
  {
    ...{ name: 'broken compression', verdict: 'invalid', codes: ['file.damaged'], openssl: null },
    make: rezipped((all) =>
      all.map((one) =>
        one.name === 'review.json' ? { ...one, method: 8, packed: Buffer.from('ffffffffffffffffff', 'hex') } : one,
      ),
    ),
  },
  ended('bytes before the directory', { beforeDirectory: Buffer.from('hidden') }, 'hidden-bytes'),
  ended('a second directory before the first', ({ other }) => ({ beforeDirectory: rawZip(other) }), 'hidden-bytes'),
  ended('a comment', { comment: Buffer.from('hello') }, 'comment'),
  ended('an archive inside the comment', ({ other }) => ({ comment: rawZip(other) }), 'prefix-bytes'),
  ended('more entries announced than there are', { entries: 99 }, 'malformed'),
  ended('fewer entries announced than there are', { entries: 3 }, 'malformed'),
  bytes('two archives glued together', ({ good, other }) => Buffer.concat([rawZip(other), good]), 'prefix-bytes'),
  bytes('a program in front', ({ good }) => Buffer.concat([Buffer.from('MZ program'), good]), 'prefix-bytes'),
  bytes('something behind the end', ({ good }) => Buffer.concat([good, Buffer.from('tail')]), 'trailing-bytes'),
];

const bombs: readonly BrokenPackage[] = [
  more(
    'a bomb: a gigabyte said to be in a kilobyte',
    { name: 'bomb', method: 8, packed: deflated(Buffer.alloc(1000)), size: 1024 ** 3 },
    'too-large',
  ),
  more(
    'an entry above four gigabytes',
    { name: 'bomb', method: 8, packed: Buffer.alloc(4096), size: 0xfffffffe },
    'too-large',
  ),
  {
    ...{ name: 'a bomb of very many entries', verdict: 'invalid', codes: ['container.too-large'], openssl: null },
    make: rezipped((all) => [
      ...all,
      ...Array.from({ length: 30_000 }, (_, at) => ({ name: `n${at}`, data: Buffer.alloc(0) })),
    ]),
  },
];

/** Read as anybody would read them: the strictness refuses no honest zip program's work. */
const harmless: readonly BrokenPackage[] = [
  { name: 'zipped anew', verdict: 'valid', codes: [], openssl: 'holds', make: rezipped((all) => all) },
  {
    ...{ name: 'zipped anew, compressed', verdict: 'valid', codes: [], openssl: 'holds' },
    make: rezipped((all) => all.map((one) => (one.name === 'mimetype' ? one : { ...one, method: 8 }))),
  },
  {
    ...{ name: 'zipped anew, with data descriptors', verdict: 'valid', codes: [], openssl: 'holds' },
    make: rezipped((all) => all.map((one) => (one.name === 'mimetype' ? one : { ...one, descriptor: true }))),
  },
  {
    ...{ name: 'zipped anew, with a zip64 end', verdict: 'valid', codes: [], openssl: 'holds' },
    make: ({ entries }) => rawZip(entries, { zip64: true }),
  },
  {
    ...{ name: 'zipped anew in another order', verdict: 'valid', codes: [], openssl: 'holds' },
    make: rezipped(([first, ...rest]) => [...(first === undefined ? [] : [first]), ...rest.reverse()]),
  },
];

const zip64: readonly BrokenPackage[] = [
  ended('a zip64 end that announces more entries', { zip64: true, entries: 99 }, 'malformed'),
  ended('a zip64 end that points elsewhere', { zip64: true, directoryOffset: 7 }, 'prefix-bytes'),
  ended('a zip64 end behind hidden bytes', { zip64: true, beforeDirectory: Buffer.from('x') }, 'hidden-bytes'),
];

const noPackages: readonly BrokenPackage[] = [
  bytes('nothing at all', () => Buffer.alloc(0), 'not-a-zip', 'unreadable'),
  bytes('a text', () => Buffer.from('LPA '.repeat(100)), 'not-a-zip', 'unreadable'),
  bytes('cut off in the middle', ({ good }) => good.subarray(0, 1000), 'truncated', 'unreadable'),
  bytes('cut off before its last byte', ({ good }) => good.subarray(0, -1), 'truncated', 'unreadable'),
  bytes('another kind of zip', () => rawZip([{ name: 'word/document.xml' }]), 'not-a-package', 'unreadable'),
];

export const zipTricks: readonly BrokenPackage[] = [
  ...names,
  ...structures,
  ...bombs,
  ...zip64,
  ...harmless,
  ...noPackages,
];
