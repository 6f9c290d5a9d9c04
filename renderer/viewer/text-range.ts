import type { Place } from '#common/domain/find-in-text.ts';
import { isLineBreak } from './text-layer.ts';

/** The part of a text layer that a place in its text is; null when the layer is shorter than that. */
export function rangeOf(layer: Element, { begin, end }: Place): Range | null {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const range = document.createRange();
  let at = 0;
  let hasStart = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isLineBreak(node)) at += 1;
    if (!(node instanceof Text)) continue;
    if (!hasStart && begin < at + node.length) {
      range.setStart(node, Math.max(0, begin - at));
      hasStart = true;
    }
    if (hasStart && end <= at + node.length) {
      range.setEnd(node, Math.max(0, end - at));
      return range;
    }
    at += node.length;
  }
  return null;
}
