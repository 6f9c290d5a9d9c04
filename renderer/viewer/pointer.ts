import type { Board } from './board.ts';
import { beginGesture, tremble } from './gestures.ts';
import type { InkPen } from './ink-pen.ts';

/** Drawing, selecting, moving and resizing marks with mouse, pen or finger; a pen's pressure means nothing. */
export function attachPointer(root: HTMLElement, ruler: HTMLElement, board: Board, pen: InkPen): void {
  root.addEventListener('pointerdown', (press) => {
    // A second finger scrolls or zooms; it draws nothing.
    if (press.button !== 0 || !press.isPrimary || !(press.target instanceof Element)) return;
    const number = Number(press.target.closest<HTMLElement>('.page')?.dataset.page ?? 0);
    const page = board.stage.pages[number - 1];
    if (!page) return;
    const start = board.pointOn(page, press.clientX, press.clientY);
    const gesture = beginGesture({ board, pen, page, start, target: press.target });
    if (gesture.move) {
      press.preventDefault(); // no text selection under a drag of ours
      if (!root.contains(document.activeElement)) root.focus({ preventScroll: true }); // as the press would have done
    }
    let moved = false;
    const pointsOf = (event: PointerEvent) => {
      const all = event.getCoalescedEvents();
      return (all.length > 0 ? all : [event]).map((one) => board.pointOn(page, one.clientX, one.clientY));
    };
    const onMove = (event: PointerEvent) => {
      if (event.pointerId !== press.pointerId) return;
      moved ||= Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > tremble;
      if (moved) gesture.move?.(pointsOf(event));
    };
    const stop = () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onEnd);
      window.removeEventListener('pointercancel', onEnd);
    };
    const onEnd = (event: PointerEvent) => {
      if (event.pointerId !== press.pointerId) return;
      stop();
      if (event.type === 'pointerup') gesture.end(board.pointOn(page, event.clientX, event.clientY), moved);
      else gesture.cancel?.();
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onEnd);
    window.addEventListener('pointercancel', onEnd);
  });

  ruler.addEventListener('pointerdown', (press) => {
    const id = press.target instanceof HTMLElement ? press.target.dataset.mark : undefined;
    const mark = board.marks.find((one) => one.id === id);
    if (mark) {
      board.stage.go(mark.page, mark.rects[0] ?? null);
      board.select(mark.id);
      return;
    }
    const follow = (event: PointerEvent) => {
      const part = (event.clientY - ruler.getBoundingClientRect().top) / ruler.clientHeight;
      root.scrollTop = part * root.scrollHeight - root.clientHeight / 2;
    };
    follow(press);
    const stop = () => {
      window.removeEventListener('pointermove', follow);
    };
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', stop, { once: true });
  });
}
