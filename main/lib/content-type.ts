type Test = (hex: string) => boolean;

const begins =
  (offset: number, ...signatures: readonly string[]): Test =>
  (hex) =>
    signatures.some((signature) => hex.startsWith(signature, offset * 2));
const both =
  (a: Test, b: Test): Test =>
  (hex) =>
    a(hex) && b(hex);
const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');
/** ISO base media (HEIC, MP4): "ftyp" and a brand. */
const brand = (...brands: readonly string[]): Test => both(begins(4, ascii('ftyp')), begins(8, ...brands.map(ascii)));

/** In this order; the first that fits. */
const signatures: readonly (readonly [type: string, test: Test])[] = [
  ['application/pdf', begins(0, ascii('%PDF-'))],
  ['image/jpeg', begins(0, 'ffd8ff')],
  ['image/png', begins(0, '89504e470d0a1a0a')],
  ['image/gif', begins(0, ascii('GIF8'))],
  ['image/webp', both(begins(0, ascii('RIFF')), begins(8, ascii('WEBP')))],
  ['image/tiff', begins(0, '49492a00', '4d4d002a')],
  ['image/heic', brand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1')],
  ['video/mp4', brand('isom', 'iso2', 'mp41', 'mp42', 'avc1', 'M4V ', 'MSNV', '3gp4', '3gp5')],
  ['video/quicktime', brand('qt  ')],
  ['audio/mp4', brand('M4A ', 'M4B ')],
  ['audio/mpeg', begins(0, ascii('ID3'), 'fffb', 'fff3')],
  ['audio/wav', both(begins(0, ascii('RIFF')), begins(8, ascii('WAVE')))],
  ['video/webm', begins(0, '1a45dfa3')],
];

const office = 'application/vnd.openxmlformats-officedocument';
const packed: Readonly<Record<string, string>> = {
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
};
const compound: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
};
const texts: Readonly<Record<string, string>> = { txt: 'text/plain', csv: 'text/csv' };

const unknown = 'application/octet-stream';

/**
 * What a file is by its first bytes (some kilobytes are enough). The name's ending only tells apart what looks the same
 * inside: office files and plain text.
 */
export function contentType(head: Uint8Array, name: string): string {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  const found = signatures.find(([, test]) => test(hex))?.[0];
  if (found !== undefined) return found;
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (hex.startsWith('504b0304')) return of(packed, ending) ?? 'application/zip';
  if (hex.startsWith('d0cf11e0a1b11ae1')) return of(compound, ending) ?? unknown;
  return (isText(head) ? of(texts, ending) : undefined) ?? unknown;
}

const of = (types: Readonly<Record<string, string>>, ending: string): string | undefined =>
  Object.hasOwn(types, ending) ? types[ending] : undefined;

/** No zero bytes: UTF-8, or the Windows code page that old Thai spreadsheets write. */
const isText = (head: Uint8Array): boolean => !head.includes(0);

const endings: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries({ ...packed, ...compound, ...texts }).map(([ending, type]) => [type, ending])),
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/tiff': 'tif',
  'image/heic': 'heic',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
};

/** The usual ending of a file name, ".jpg"; nothing for a type that has none. */
export function endingOf(type: string): string {
  const ending = of(endings, type);
  return ending === undefined ? '' : `.${ending}`;
}
