/** What the bytes of a file are, whatever it is called. */
export const fileTypes = [
  'pdf',
  'jpeg',
  'png',
  'gif',
  'webp',
  'bmp',
  'avif',
  'tiff',
  'heif',
  'docx',
  'xlsx',
  'ods',
  'xls',
  'csv',
  'text',
  'markup',
  'audio',
  'video',
  'doc',
  'ppt',
  'pptx',
  'locked-office',
  'zip',
  'program',
  'empty',
  'other',
] as const;
export type FileType = (typeof fileTypes)[number];

/** Bytes that `sniffFileType` wants from the beginning of the file. */
export const sniffedHead = 4096;

const starts = (head: Uint8Array, offset: number, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[offset + index] === byte);
const ascii = (head: Uint8Array, from: number, to: number): string => String.fromCharCode(...head.subarray(from, to));

/** Brands of ISO media files (`ftyp`): pictures, or else moving pictures. */
const heifBrands = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];
const avifBrands = ['avif', 'avis'];
const soundBrands = ['M4A ', 'M4B ', 'M4P '];

function isoType(head: Uint8Array): FileType {
  const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
  const brands = [ascii(head, 8, 12)];
  for (let at = 16; at + 4 <= Math.min(length, head.length, 200); at += 4) brands.push(ascii(head, at, at + 4));
  const [main = ''] = brands;
  if (avifBrands.includes(main) || (main === 'mif1' && brands.some((one) => avifBrands.includes(one)))) return 'avif';
  if (heifBrands.includes(main)) return 'heif';
  return soundBrands.includes(main) ? 'audio' : 'video';
}

const known: readonly (readonly [FileType, number, readonly number[]])[] = [
  ['jpeg', 0, [0xff, 0xd8, 0xff]],
  ['png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['tiff', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  // Old Office; which program, says the directory inside.
  ['doc', 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['audio', 0, [0x49, 0x44, 0x33]],
  ['audio', 0, [0x66, 0x4c, 0x61, 0x43]],
  ['audio', 0, [0x4f, 0x67, 0x67, 0x53]],
  ['video', 0, [0x1a, 0x45, 0xdf, 0xa3]],
  ['video', 0, [0x00, 0x00, 0x01, 0xba]],
  // Windows Media, which no browser plays; it says so itself.
  ['video', 0, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]],
  ['program', 0, [0x4d, 0x5a]],
  ['program', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['program', 0, [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]],
];

/** The type by the first bytes. Packed formats (`zip`, `doc`) are told apart by what is inside, which needs more of them. */
export function sniffFileType(head: Uint8Array, declared: string): FileType {
  if (head.length === 0) return 'empty';
  // Readers of PDF take a header within the first kilobyte.
  if (ascii(head, 0, Math.min(head.length, 1024)).includes('%PDF-')) return 'pdf';
  const found = known.find(([, offset, bytes]) => starts(head, offset, bytes));
  if (found) return found[0];
  if (ascii(head, 0, 2) === 'BM' && head.length > 26 && starts(head, 6, [0, 0, 0, 0])) return 'bmp';
  if (ascii(head, 4, 8) === 'ftyp') return isoType(head);
  if (ascii(head, 0, 4) === 'RIFF') {
    const kind = ascii(head, 8, 12);
    return kind === 'WEBP' ? 'webp' : kind === 'WAVE' ? 'audio' : kind === 'AVI ' ? 'video' : 'other';
  }
  const [first = 0, second = 0] = head;
  // MPEG audio without a tag: eleven set bits, a layer, and no JPEG.
  if (first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 && !starts(head, 0, [0xff, 0xfe]))
    return 'audio';
  return isText(head) ? textType(head, declared) : 'other';
}

/** Text of some encoding: no control characters but those that lay out lines; UTF-16 by its mark. */
function isText(head: Uint8Array): boolean {
  if (starts(head, 0, [0xff, 0xfe]) || starts(head, 0, [0xfe, 0xff])) return true;
  return head.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 0x1b);
}

function textType(head: Uint8Array, declared: string): FileType {
  const text = ascii(head, 0, Math.min(head.length, 1024))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (text.startsWith('#!')) return 'program';
  if (/^<(?:!doctype|\?xml|html|svg|script|head|body|!--)/i.test(text)) return 'markup';
  return /^text\/(?:csv|tab-separated-values)\b/i.test(declared) ? 'csv' : 'text';
}

/** What a package in zip is, by the names of its members. */
export function packedType(names: readonly string[]): FileType {
  const has = (start: string) => names.some((name) => name.startsWith(start));
  if (has('word/')) return 'docx';
  if (has('xl/')) return 'xlsx';
  if (has('ppt/')) return 'pptx';
  return names.includes('content.xml') && names.includes('mimetype') ? 'ods' : 'zip';
}

/** What an old Office file is, by the names in its directory. */
export function compoundType(names: string): FileType {
  if (names.includes('EncryptedPackage')) return 'locked-office';
  if (names.includes('WordDocument')) return 'doc';
  if (/Workbook|Book/.test(names)) return 'xls';
  return names.includes('PowerPoint Document') ? 'ppt' : 'other';
}

/** Types that an ending of a name may stand for; those not listed say nothing about the content. */
const endings: Readonly<Record<string, readonly FileType[]>> = {
  pdf: ['pdf'],
  jpg: ['jpeg'],
  jpeg: ['jpeg'],
  png: ['png'],
  gif: ['gif'],
  webp: ['webp'],
  bmp: ['bmp'],
  avif: ['avif'],
  tif: ['tiff'],
  tiff: ['tiff'],
  heic: ['heif'],
  heif: ['heif'],
  docx: ['docx', 'locked-office'],
  xlsx: ['xlsx', 'locked-office'],
  xlsm: ['xlsx', 'locked-office'],
  pptx: ['pptx', 'locked-office'],
  ods: ['ods'],
  xls: ['xls'],
  doc: ['doc'],
  ppt: ['ppt'],
  csv: ['csv', 'text'],
  tsv: ['csv', 'text'],
  txt: ['text'],
  mp3: ['audio'],
  wav: ['audio'],
  m4a: ['audio', 'video'],
  mp4: ['video', 'audio'],
  mov: ['video'],
  webm: ['video', 'audio'],
  zip: ['zip'],
};

export const endingOf = (path: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** True when the ending promises something else than what the bytes are known to be. */
export function contradictsEnding(type: FileType, path: string): boolean {
  const promised = Object.hasOwn(endings, endingOf(path)) ? endings[endingOf(path)] : undefined;
  return promised !== undefined && type !== 'empty' && type !== 'other' && !promised.includes(type);
}

/** Endings of files that run something when they are opened on a computer of an office. */
const runs = new Set(
  (
    'exe com scr bat cmd ps1 vbs vbe js jse mjs wsf wsh hta lnk url msi msp reg jar py sh app dll cpl pif ' +
    'html htm xhtml svg mht mhtml docm dotm xlsm xltm pptm iso img vhd'
  ).split(' '),
);

/** True when opening it with another program may run something. */
export const mayRun = (type: FileType | null, path: string): boolean =>
  type === 'program' || type === 'markup' || runs.has(endingOf(path));
