import type { Point } from '#common/domain/annotation.ts';
import { pageCorner, unturnStep } from '#common/domain/mark-geometry.ts';
import { handlesOf, isFree, moveEnd, moveShape, resizeShape } from '#common/domain/mark-shape.ts';
import type { Board } from './board.ts';

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** CSS pixels per press; held keys repeat. */
const step = 4;
/** A run of arrow presses is one change. */
const settle = 500;

/**
 * Arrow keys move the selected mark. With Shift they pull at it: at the corner that is seen bottom right, or at the head of
 * an arrow. `key` is true when the press was such a one.
 */
export function createNudge(board: Board): { key(event: KeyboardEvent): boolean; commit(): void } {
  let pending = 0;
  let nudged: string | null = null;
  const commit = () => {
    window.clearTimeout(pending);
    if (nudged !== null) board.commit(nudged);
    nudged = null;
  };
  return {
    commit,
    key(event) {
      const direction = arrows[event.key];
      const mark = board.marks.find((one) => one.id === board.selected);
      const page = mark ? board.stage.pages[mark.page - 1] : undefined;
      if (!direction || !mark || !page || board.readOnly || event.ctrlKey || event.altKey || !isFree(mark))
        return false;
      const handles = handlesOf(mark);
      if (event.shiftKey && handles === 'none') return false;
      const size = step / board.stage.scale;
      const by = unturnStep({ x: direction.x * size, y: direction.y * size }, board.stage.rotation);
      const pulled = () =>
        handles === 'ends'
          ? moveEnd(mark, 'head', by, page.size)
          : resizeShape(mark, pageCorner('br', board.stage.rotation), by, page.size);
      if (nudged !== null && nudged !== mark.id) commit();
      board.preview(mark.id, event.shiftKey ? pulled() : moveShape(mark, by, page.size));
      nudged = mark.id;
      window.clearTimeout(pending);
      pending = window.setTimeout(commit, settle);
      return true;
    },
  };
}
