const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The frame draws pages at most 2,600 pixels high; a panorama may be wider. */
const longestSide = 6000;
const mostPixels = 16_000_000;

/** True for a PNG whose size, as its head says, is that of a page. What a few bytes unpack to is known before they are. */
export function isPagePicture(bytes: Buffer): boolean {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(signature)) return false;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return false;
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  return width > 0 && height > 0 && Math.max(width, height) <= longestSide && width * height <= mostPixels;
}
