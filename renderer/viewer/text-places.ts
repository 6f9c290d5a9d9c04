import type { Rect } from '#common/domain/annotation.ts';
import { joinLineRects, rectBetween, turnRect, unturnPoint, type Rotation } from '#common/domain/mark-geometry.ts';
import type { StagePage } from './stage.ts';
import { isLineBreak, textLayerOf } from './text-layer.ts';

interface View {
  readonly scale: number;
  readonly rotation: Rotation;
}

/** Text of a page as its text layer shows it, with the node that each part stands in. */
export interface LayerText {
  readonly source: string;
  readonly parts: readonly { readonly node: Text; readonly begin: number }[];
}

/** Null for a page without words, or one that is not drawn. */
export function textOfLayer(page: StagePage): LayerText | null {
  const layer = textLayerOf(page.paper);
  if (!layer) return null;
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const parts: { node: Text; begin: number }[] = [];
  let source = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isLineBreak(node)) source += '\n';
    if (!(node instanceof Text)) continue;
    parts.push({ node, begin: source.length });
    source += node.data;
  }
  return parts.length === 0 ? null : { source, parts };
}

/** Boxes on the screen → one rect per line, in page units. */
export function pageRects(boxes: readonly DOMRect[], page: StagePage, { scale, rotation }: View): readonly Rect[] {
  const origin = page.box.getBoundingClientRect();
  const toPage = (x: number, y: number) =>
    unturnPoint({ x: (x - origin.left) / scale, y: (y - origin.top) / scale }, page.size, rotation);
  return joinLineRects(
    boxes.map((box) => rectBetween(toPage(box.left, box.top), toPage(box.right, box.bottom), page.size)),
  );
}

/** Where the letters from `begin` to `end` stand. */
export function rectsOf(
  { parts }: LayerText,
  page: StagePage,
  view: View,
  { begin, end }: { readonly begin: number; readonly end: number },
): readonly Rect[] {
  const boxes = parts.flatMap((part) => {
    const from = Math.max(0, begin - part.begin);
    const to = Math.min(part.node.length, end - part.begin);
    return from < to ? boxesOf(part.node, from, to) : [];
  });
  return pageRects(boxes, page, view);
}

function boxesOf(node: Text, from: number, to: number): readonly DOMRect[] {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()];
}

/** The letters whose middle lies in one of the rects. */
export function wordsUnder({ parts }: LayerText, page: StagePage, view: View, rects: readonly Rect[]): string {
  const origin = page.box.getBoundingClientRect();
  const areas = rects.map((rect) => {
    const { x, y, width, height } = turnRect(rect, page.size, view.rotation);
    const at = { left: origin.left + x * view.scale, top: origin.top + y * view.scale };
    return { ...at, right: at.left + width * view.scale, bottom: at.top + height * view.scale };
  });
  const isIn = ({ left, right, top, bottom }: DOMRect) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return areas.some((area) => x >= area.left && x <= area.right && y >= area.top && y <= area.bottom);
  };
  const touches = (box: DOMRect) =>
    areas.some(
      (area) => box.left < area.right && box.right > area.left && box.top < area.bottom && box.bottom > area.top,
    );
  let words = '';
  for (const { node } of parts) {
    const whole = node.parentElement?.getBoundingClientRect();
    if (!whole || !touches(whole)) continue;
    for (let index = 0; index < node.length; index += 1) {
      const [box] = boxesOf(node, index, index + 1);
      if (box && isIn(box)) words += node.data[index] ?? '';
    }
  }
  return words;
}
