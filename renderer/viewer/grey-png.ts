/**
 * A picture in 16 greys. A canvas would save four channels of which three repeat the first: three times the bytes, all of
 * which have to pass through the page to whoever reads the words. Sixteen greys cost recognition nothing (measured).
 */
export async function greyPng(
  pixels: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<ArrayBuffer> {
  const rowBytes = Math.ceil(width / 2);
  const rows = new Uint8Array((rowBytes + 1) * height); // each row begins with its filter: 0, none
  for (let y = 0; y < height; y += 1) {
    const to = y * (rowBytes + 1) + 1;
    const from = y * width;
    for (let x = 0; x < width; x += 2) {
      const right = x + 1 < width ? (pixels[from + x + 1] ?? 0) >> 4 : 0;
      rows[to + (x >> 1)] = ((pixels[from + x] ?? 0) & 0xf0) | right;
    }
  }
  const zlib = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'));
  const data = new Uint8Array(await new Response(zlib).arrayBuffer());
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 4; // bits a pixel; colour type 0 (grey), and the only compression, filter and order there are
  return new Blob([
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ]).arrayBuffer();
}

function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(12 + data.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(new TextEncoder().encode(name), 4);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc(whole.subarray(4, 8 + data.length)));
  return whole;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
