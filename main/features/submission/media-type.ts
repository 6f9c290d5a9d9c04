/** Begins with these bytes at this offset. */
const signatures: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  'application/pdf': [[0, '25504446']],
  'image/jpeg': [[0, 'ffd8ff']],
  'image/png': [[0, '89504e470d0a1a0a']],
  'image/gif': [[0, '47494638']],
  'image/webp': [
    [0, '52494646'],
    [8, '57454250'],
  ],
};
const office = 'application/vnd.openxmlformats-officedocument';
const packed = [`${office}.wordprocessingml.document`, `${office}.spreadsheetml.sheet`];

/** Bytes that `servedType` needs from the beginning of the file. */
export const sniffLength = 12;

/**
 * The type under which evidence is handed to the page: the declared one when it cannot run anything and the bytes agree,
 * else a type that nothing opens. HTML and SVG never pass.
 */
export function servedType(declared: string, head: Uint8Array): string {
  const type = declared.toLowerCase();
  const hex = Buffer.from(head).toString('hex');
  const begins = (offset: number, bytes: string) => hex.startsWith(bytes, offset * 2);
  if (Object.hasOwn(signatures, type) && signatures[type]?.every(([offset, bytes]) => begins(offset, bytes)) === true)
    return type;
  if (packed.includes(type) && begins(0, '504b0304')) return type;
  if (type === 'text/plain' || type === 'text/csv') return 'text/plain; charset=utf-8';
  return 'application/octet-stream';
}

const streamed: readonly (readonly [string, number, string])[] = [
  ['video/mp4', 4, '66747970'],
  ['video/webm', 0, '1a45dfa3'],
  ['audio/wav', 8, '57415645'],
  ['audio/flac', 0, '664c6143'],
  ['audio/ogg', 0, '4f676753'],
  ['audio/mpeg', 0, '494433'],
  ['audio/mpeg', 0, 'ff'],
];

/** The type under which sound and moving pictures are streamed, by their bytes; whatever else is streamed plays nothing. */
export function streamType(_declared: string, head: Uint8Array): string {
  const hex = Buffer.from(head).toString('hex');
  return streamed.find(([, offset, bytes]) => hex.startsWith(bytes, offset * 2))?.[0] ?? 'application/octet-stream';
}
