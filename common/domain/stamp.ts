import type { Point, Rect } from './annotation.ts';
import { clampPoint, moveRect, round, type Rotation, type Size } from './mark-geometry.ts';
import { paperPoint } from './mark-shape.ts';

/** What assessors stamp on paper: in Thai whatever the language of the screen, as it stands on Thai documents. */
export const standardStamps = ['ตรวจแล้ว', 'ไม่ตรง', 'ขอเอกสารเพิ่ม'] as const;

/** Own stamps: long enough for "ขอเอกสารเพิ่มภายใน 7 วันทำการ", short enough to be read on a page. */
export const longestStamp = 40;

/** Letter height in points, before the reader makes it larger. */
const letters = 15;
/** Height of the box in letter heights: Thai has vowels above and below. */
const leading = 1.9;
const sides = 1.1;

/** `ems`: how wide the words are, in letter heights. */
export function stampBox(at: Point, ems: number, page: Size, rotation: Rotation): Rect {
  const letter = letters * paperPoint(page);
  const long = Math.min((ems + sides) * letter, (rotation % 180 === 0 ? page.width : page.height) * 0.9);
  const tall = leading * letter;
  const [width, height] = rotation % 180 === 0 ? [long, tall] : [tall, long];
  const { x, y } = clampPoint(at, page);
  const box = { x: x - width / 2, y: y - height / 2, width: round(width), height: round(height) };
  return moveRect(box, { x: 0, y: 0 }, page);
}

/** Letters as large as fit into the box, and whether they run up the page, as in a box that stands on end. */
export function stampLetters(box: Size, ems: number): { readonly size: number; readonly isUpright: boolean } {
  const isUpright = box.height > box.width;
  const [long, tall] = isUpright ? [box.height, box.width] : [box.width, box.height];
  return { size: round(Math.min(tall / leading, long / (ems + sides))), isUpright };
}
