import type { Mark, Rect } from '#common/domain/annotation.ts';
import type { Rotation } from '#common/domain/mark-geometry.ts';
import { quoteFrom } from '#common/domain/mark-quote.ts';
import type { StagePage } from './stage.ts';
import { pageRects } from './text-places.ts';
import { isLineBreak, textLayerOf } from './text-layer.ts';

interface SelectedText {
  readonly page: number;
  readonly rects: readonly Rect[];
  readonly quote: Mark['quote'];
}

/** The selection as highlights, one per page it touches; empty when no text is selected. */
export function readSelection(
  pages: readonly StagePage[],
  view: { readonly scale: number; readonly rotation: Rotation },
): readonly SelectedText[] {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  return pages.flatMap((page) => {
    const layer = textLayerOf(page.paper);
    if (!layer || !range.intersectsNode(layer)) return [];
    const found = readLayer(layer, range);
    const rects = pageRects(found.boxes, page, view);
    if (rects.length === 0) return [];
    return [{ page: page.number, rects, quote: quoteFrom(found.text, found.begin, found.end) }];
  });
}

/** Text of the layer as extracted, the part of it inside the range, and the boxes of that part. */
function readLayer(layer: Element, range: Range) {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const boxes: DOMRect[] = [];
  let text = '';
  let begin = -1;
  let end = -1;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isLineBreak(node)) text += '\n';
    if (!(node instanceof Text)) continue;
    if (range.intersectsNode(node)) {
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      if (to > from) {
        if (begin < 0) begin = text.length + from;
        end = text.length + to;
        const part = document.createRange();
        part.setStart(node, from);
        part.setEnd(node, to);
        boxes.push(...part.getClientRects());
      }
    }
    text += node.data;
  }
  return { text, boxes, begin: Math.max(0, begin), end: Math.max(0, end) };
}
