import type { Board } from './board.ts';
import type { InkPen } from './ink-pen.ts';
import { createNudge } from './nudge.ts';
import { createTextCursor } from './text-cursor.ts';

/** Keys that the frame keeps: marks and scrolling. All others go to the page, so that shortcuts work wherever focus is. */
export function attachKeys(root: HTMLElement, board: Board, pen: InkPen): void {
  const nudge = createNudge(board);
  const cursor = createTextCursor(root, board);
  const tellSelection = () => {
    const selection = document.getSelection();
    board.send({ kind: 'text', hasSelection: selection !== null && !selection.isCollapsed });
  };
  const pass = (key: Pick<KeyboardEvent, 'code' | 'key'>, held?: KeyboardEvent) => {
    tellSelection(); // what the key is about; the event of its change may still be on its way
    board.send({
      kind: 'key',
      code: key.code,
      key: key.key,
      ctrl: held ? held.ctrlKey || held.metaKey : false,
      shift: held?.shiftKey ?? false,
      alt: held?.altKey ?? false,
    });
  };

  const enter = (): boolean => {
    const onMark = document.activeElement instanceof HTMLElement && 'mark' in document.activeElement.dataset;
    if (board.readOnly || board.tool === 'select') {
      if (onMark) pass({ code: 'F2', key: 'F2' }); // a pressed mark opens its comment
      return onMark;
    }
    const { tool } = board;
    if (tool !== 'highlight' && tool !== 'underline') board.placeInView(tool);
    else if (!board.markSelection(tool) && !cursor.begin()) board.placeInView(tool);
    return true;
  };

  const own = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (cursor.key(event) || nudge.key(event)) return true;
    if ((event.key === 'Delete' || event.key === 'Backspace') && board.selected !== null && !board.readOnly) {
      board.send({ kind: 'delete', mark: board.selected });
      root.focus();
      return true;
    }
    if (event.key === 'Escape' && board.selected !== null) {
      nudge.commit();
      board.select(null);
      root.focus();
      return true;
    }
    return event.key === 'Enter' && !event.shiftKey && enter();
  };

  window.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    pen.flush(); // before the key can open another document
    if (own(event)) {
      event.preventDefault();
      return;
    }
    if (event.repeat || !isForPage(event)) return;
    event.preventDefault();
    pass(event, event);
  });
  window.addEventListener('blur', () => {
    nudge.commit();
    pen.flush();
  });
  // The page moves the focus to the frame as a whole; reading and scrolling start at the document.
  window.addEventListener('focus', () => {
    if (document.activeElement === document.body) root.focus({ preventScroll: true });
  });
  root.addEventListener('focusin', (event) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset.mark : undefined;
    if (id !== undefined && !board.isDrawing) board.select(id);
  });
  document.addEventListener('selectionchange', tellSelection);
}

/** Scrolling, tabbing and copying stay with the browser. */
function isForPage(event: KeyboardEvent): boolean {
  const withControl = event.ctrlKey || event.metaKey;
  if (withControl && ['KeyC', 'KeyA'].includes(event.code)) return false;
  if (withControl || event.altKey) return !['ControlLeft', 'ControlRight', 'AltLeft', 'AltRight'].includes(event.code);
  if (event.key === 'Enter' || event.key === 'Escape' || /^F\d+$/.test(event.key)) return true;
  return event.key.length === 1 && event.key !== ' ';
}
