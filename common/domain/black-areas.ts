import type { Rect } from './annotation.ts';
import type { Size } from './mark-geometry.ts';
import { pixelsOf } from './redaction.ts';

/** Of 255: what compression leaves of black. */
const darkest = 40;
/** Pixels for a unit of the page: a picture that is coarser was not drawn from this page. */
const coarsest = 0.2;

/** Pixels as a canvas gives them: four bytes each. */
export interface Pixels extends Size {
  readonly data: ArrayLike<number>;
}

/**
 * Whether these areas of a page are black in its picture. The size of the page is what whoever drew it says: the places are
 * as true as that is. It takes the same time for one area and for thousands.
 */
export function areBlack(areas: readonly Rect[], page: Size, picture: Pixels): boolean {
  if (areas.length === 0) return true;
  if (!(picture.width / page.width >= coarsest && picture.height / page.height >= coarsest)) return false;
  const brightIn = countBright(picture);
  return areas.every((area) => {
    const box = pixelsOf(area, page, picture);
    // The outermost pixels share their block of the JPEG with what is outside.
    const [x, y, width, height] = [box.x + 1, box.y + 1, box.width - 2, box.height - 2];
    if (width < 1 || height < 1) return Math.min(area.width, area.height) < 1;
    return brightIn(x, y, x + width, y + height) === 0;
  });
}

/** How many pixels of a box are not black, from sums over all boxes that begin at the upper left corner. */
function countBright({ width, height, data }: Pixels) {
  const across = width + 1;
  const sums = new Uint32Array(across * (height + 1));
  const sum = (x: number, y: number) => sums[y * across + x] ?? 0;
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const lightest = Math.max(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255);
      if (lightest > darkest) row += 1;
      sums[(y + 1) * across + x + 1] = sum(x + 1, y) + row;
    }
  }
  return (left: number, top: number, right: number, bottom: number): number =>
    sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top);
}
