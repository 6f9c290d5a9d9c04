import type { Size } from '#common/domain/mark-geometry.ts';

/** One picture of a TIFF, as its directory says before anything is decoded. */
export interface TiffPage {
  /** Where its directory begins. */
  readonly offset: number;
  readonly stored: Size;
  /** Tag 274: 1 to 8, as in EXIF. */
  readonly orientation: number;
  /** Set for a smaller copy of another picture, which is no page. */
  readonly isReduced: boolean;
}

const mostPages = 2000;
const sizes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4 };

/**
 * The pictures of a TIFF in their order. Directories that lead back to one already read end the list, as do those beyond
 * the file. Null: no TIFF at all.
 */
export function readTiffPages(bytes: Uint8Array): readonly TiffPage[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) return null;
  const isLittle = view.getUint16(0) === 0x4949;
  if (view.getUint16(2, isLittle) !== 42) return null;
  const seen = new Set<number>();
  const pages: TiffPage[] = [];
  let at = view.getUint32(4, isLittle);
  while (at !== 0 && !seen.has(at) && at + 2 <= bytes.length && pages.length < mostPages) {
    seen.add(at);
    const count = view.getUint16(at, isLittle);
    const end = at + 2 + count * 12;
    if (count === 0 || end + 4 > bytes.length) break;
    const tag = (wanted: number, otherwise: number) => readTag(view, isLittle, { at, count, wanted }) ?? otherwise;
    const stored = { width: tag(256, 0), height: tag(257, 0) };
    const orientation = tag(274, 1);
    const isOrientation = orientation >= 1 && orientation <= 8;
    pages.push({
      offset: at,
      stored,
      orientation: isOrientation ? orientation : 1,
      isReduced: (tag(254, 0) & 1) === 1,
    });
    at = view.getUint32(end, isLittle);
  }
  return pages;
}

function readTag(
  view: DataView,
  isLittle: boolean,
  { at, count, wanted }: { readonly at: number; readonly count: number; readonly wanted: number },
): number | null {
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12;
    if (view.getUint16(entry, isLittle) !== wanted) continue;
    const size = sizes[view.getUint16(entry + 2, isLittle)];
    if (size === undefined) return null;
    return size === 4
      ? view.getUint32(entry + 8, isLittle)
      : size === 2
        ? view.getUint16(entry + 8, isLittle)
        : view.getUint8(entry + 8);
  }
  return null;
}

/** Turns the file into one of a single picture: readers that follow directories to their end then have no loop to follow. */
export function keepOnlyPage(bytes: Uint8Array, offset: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = view.getUint16(0) === 0x4949;
  view.setUint32(4, offset, isLittle);
  view.setUint32(offset + 2 + view.getUint16(offset, isLittle) * 12, 0, isLittle);
}
