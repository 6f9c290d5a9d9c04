import type { Point } from '#common/domain/annotation.ts';
import { moveRect, resizeRect, unturnStep } from '#common/domain/mark-geometry.ts';
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

/** Keys that the frame keeps: marks and scrolling. All others go to the page, so that shortcuts work wherever focus is. */
export function attachKeys(root: HTMLElement, board: Board): void {
  let pending = 0;
  let nudged: string | null = null;
  const commit = () => {
    window.clearTimeout(pending);
    if (nudged !== null) board.commit(nudged);
    nudged = null;
  };

  const nudge = (event: KeyboardEvent): boolean => {
    const direction = arrows[event.key];
    const mark = board.marks.find((one) => one.id === board.selected);
    const page = mark ? board.stage.pages[mark.page - 1] : undefined;
    if (!direction || !mark || !page || board.readOnly || event.ctrlKey || event.altKey) return false;
    if (mark.kind === 'highlight' || (mark.kind === 'note' && event.shiftKey)) return false;
    const size = step / board.stage.scale;
    const seen = { x: direction.x * size, y: direction.y * size };
    const by = unturnStep(seen, board.stage.rotation);
    board.preview(
      mark.id,
      mark.rects.map((rect) =>
        event.shiftKey ? resizeRect(rect, 'br', by, page.size) : moveRect(rect, by, page.size),
      ),
    );
    nudged = mark.id;
    window.clearTimeout(pending);
    pending = window.setTimeout(commit, settle);
    return true;
  };

  const own = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (nudge(event)) return true;
    if ((event.key === 'Delete' || event.key === 'Backspace') && board.selected !== null && !board.readOnly) {
      board.send({ kind: 'delete', mark: board.selected });
      root.focus();
      return true;
    }
    if (event.key === 'Escape' && board.selected !== null) {
      commit();
      board.select(null);
      root.focus();
      return true;
    }
    const onMark = document.activeElement instanceof HTMLElement && 'mark' in document.activeElement.dataset;
    if (event.key === 'Enter' && !onMark && !board.readOnly && board.tool !== 'select') {
      if (board.tool === 'highlight' || board.tool === 'underline') return board.markSelection(board.tool);
      board.placeInView(board.tool);
      return true;
    }
    return false;
  };

  window.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (own(event)) {
      event.preventDefault();
      return;
    }
    if (event.repeat || !isForPage(event)) return;
    event.preventDefault();
    board.send({
      kind: 'key',
      code: event.code,
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
    });
  });
  window.addEventListener('blur', commit);
  // The page moves the focus to the frame as a whole; reading and scrolling start at the document.
  window.addEventListener('focus', () => {
    if (document.activeElement === document.body) root.focus({ preventScroll: true });
  });
  root.addEventListener('focusin', (event) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset.mark : undefined;
    if (id !== undefined && !board.isDrawing) board.select(id);
  });
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    board.send({ kind: 'text', hasSelection: selection !== null && !selection.isCollapsed });
  });
}

/** Scrolling, tabbing and copying stay with the browser. */
function isForPage(event: KeyboardEvent): boolean {
  const withControl = event.ctrlKey || event.metaKey;
  if (withControl && ['KeyC', 'KeyA'].includes(event.code)) return false;
  if (withControl || event.altKey) return !['ControlLeft', 'ControlRight', 'AltLeft', 'AltRight'].includes(event.code);
  if (event.key === 'Enter' || event.key === 'Escape' || /^F\d+$/.test(event.key)) return true;
  return event.key.length === 1 && event.key !== ' ';
}
