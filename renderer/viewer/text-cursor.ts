import type { Board } from './board.ts';
import type { StagePage } from './stage.ts';
import { isLineBreak, textLayerOf } from './text-layer.ts';

interface Word {
  readonly node: Text;
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

/** Choosing words of a page without a pointer, for highlights and underlines. */
export interface TextCursor {
  /** Chooses the line nearest to the middle of the view; false when there are no words in it. */
  begin(): boolean;
  /**
   * ↑ ↓ go to another line, ← → move the first word, with Shift they move the last one, Esc lets go. True when the press
   * was one of these.
   */
  key(event: KeyboardEvent): boolean;
}

export function createTextCursor(root: HTMLElement, board: Board): TextCursor {
  let words: readonly Word[] = [];
  let first = 0;
  let last = 0;
  let isActive = false;

  const show = () => {
    const [begin, end] = [words[first], words[last]];
    if (!begin || !end) return;
    document.getSelection()?.setBaseAndExtent(begin.node, begin.from, end.node, end.to);
    end.node.parentElement?.scrollIntoView({ block: 'nearest' });
  };
  const lineOf = (index: number) => words[index]?.line ?? 0;
  const firstOf = (line: number) => words.findIndex((word) => word.line === line);
  const lastOf = (line: number) => words.findLastIndex((word) => word.line === line);
  const bounded = (index: number, low: number, high: number) => Math.max(low, Math.min(high, index));

  const moves: Readonly<Record<string, (shift: boolean) => void>> = {
    ArrowRight: (shift) => {
      if (shift) last = bounded(last + 1, first, words.length - 1);
      else first = bounded(first + 1, 0, last);
    },
    ArrowLeft: (shift) => {
      if (shift) last = bounded(last - 1, first, words.length - 1);
      else first = bounded(first - 1, 0, last);
    },
    ArrowDown: (shift) => toLine(lineOf(last) + 1, shift),
    ArrowUp: (shift) => toLine(lineOf(last) - 1, shift),
  };
  const toLine = (line: number, shift: boolean) => {
    const end = lastOf(line);
    if (end < 0 || (shift && end < first)) return;
    last = end;
    if (!shift) first = firstOf(line);
  };

  return {
    begin() {
      const page = board.stage.current();
      words = page ? wordsOf(page) : [];
      const view = root.getBoundingClientRect();
      const middle = view.top + view.height * 0.4;
      let nearest = Infinity;
      for (const [index, { node }] of words.entries()) {
        const box = node.parentElement?.getBoundingClientRect();
        const away = box ? Math.abs((box.top + box.bottom) / 2 - middle) : Infinity;
        if (away < nearest) [nearest, first] = [away, index];
      }
      if (nearest > view.height) return false;
      toLine(lineOf(first), false);
      isActive = true;
      show();
      return true;
    },
    key(event) {
      const selection = document.getSelection();
      if (!isActive || selection === null || selection.isCollapsed) {
        isActive = false;
        return false;
      }
      if (event.key === 'Escape') {
        isActive = false;
        selection.removeAllRanges();
        return true;
      }
      const move = moves[event.key];
      if (!move || !words[first]?.node.isConnected) return false;
      move(event.shiftKey);
      show();
      return true;
    },
  };
}

/** Thai has no spaces: the browser's dictionary parts the words, as it does for a double click. */
function wordsOf(page: StagePage): readonly Word[] {
  const layer = textLayerOf(page.paper);
  if (!layer) return [];
  const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
  const words: Word[] = [];
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let line = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isLineBreak(node)) line += 1;
    if (!(node instanceof Text)) continue;
    for (const { segment, index } of segmenter.segment(node.data)) {
      if (segment.trim() !== '') words.push({ node, from: index, to: index + segment.length, line });
    }
  }
  return words;
}
