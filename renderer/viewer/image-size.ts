import type { Size } from '#common/domain/mark-geometry.ts';

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/**
 * Width × height from the first bytes of a PNG, JPEG, WebP, GIF, BMP or AVIF, before anything is decoded; null when it is none of
 * them or the header is broken. Stored orientation, not the one EXIF asks for.
 */
export function readImageSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (ascii(bytes, 1, 4) === 'PNG') return { width: view.getUint32(16), height: view.getUint32(20) };
    if (ascii(bytes, 0, 3) === 'GIF') return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return readWebp(bytes, view);
    if (ascii(bytes, 0, 2) === 'BM')
      return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
    if (ascii(bytes, 4, 8) === 'ftyp') return readLargest(bytes, view);
    if (view.getUint16(0) === 0xffd8) return readJpeg(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // the header ends too early
  }
  return null;
}

function readJpeg(view: DataView): Size | null {
  let at = 2;
  for (;;) {
    const marker = view.getUint16(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker < 0xff00) return null;
    at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2);
  }
}

/** The largest picture of an ISO media file: its `ispe` boxes stand near the beginning. */
function readLargest(bytes: Uint8Array, view: DataView): Size | null {
  let largest: Size | null = null;
  for (let at = 8; at + 16 <= Math.min(bytes.length, 65_536); at += 1) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

function readWebp(bytes: Uint8Array, view: DataView): Size | null {
  const kind = ascii(bytes, 12, 16);
  const uint24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  if (kind === 'VP8X') return { width: uint24(24) + 1, height: uint24(27) + 1 };
  if (kind === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return null;
}
