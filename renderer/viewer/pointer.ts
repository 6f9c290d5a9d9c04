import type { ViewerMark } from '#common/contract/viewer.ts';
import type { Point } from '#common/domain/annotation.ts';
import {
  hitMark,
  moveRect,
  rectBetween,
  resizeRect,
  turnRect,
  turnedSize,
  type Corner,
} from '#common/domain/mark-geometry.ts';
import type { Board } from './board.ts';
import type { StagePage } from './stage.ts';

/** Pixels that the pointer may tremble in a click. */
const tremble = 4;
/** Page units: smaller boxes are slips of the hand. */
const smallest = 3;

/** One gesture, from press to release, in page units of the page it began on. */
interface Gesture {
  readonly move?: (point: Point) => void;
  readonly end: (point: Point, moved: boolean) => void;
}

/** Drawing, selecting, moving and resizing marks with mouse, pen or finger. */
export function attachPointer(root: HTMLElement, ruler: HTMLElement, board: Board): void {
  root.addEventListener('pointerdown', (press) => {
    if (press.button !== 0 || !(press.target instanceof Element)) return;
    const number = Number(press.target.closest<HTMLElement>('.page')?.dataset.page ?? 0);
    const page = board.stage.pages[number - 1];
    if (!page) return;
    const start = board.pointOn(page, press.clientX, press.clientY);
    const gesture = begin(board, page, start, press.target);
    if (gesture.move) press.preventDefault(); // no text selection under a drag of ours
    const movedBy = (event: PointerEvent) =>
      Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > tremble;
    const onMove = (event: PointerEvent) => {
      if (movedBy(event)) gesture.move?.(board.pointOn(page, event.clientX, event.clientY));
    };
    const onEnd = (event: PointerEvent) => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onEnd);
      window.removeEventListener('pointercancel', onEnd);
      page.box.querySelector('.draft')?.remove();
      if (event.type === 'pointerup') gesture.end(board.pointOn(page, event.clientX, event.clientY), movedBy(event));
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

function begin(board: Board, page: StagePage, start: Point, target: Element): Gesture {
  const selected = board.marks.find((mark) => mark.id === board.selected);
  const corner = target.closest<HTMLElement>('.grip')?.dataset.corner as Corner | undefined;
  if (corner && selected && !board.readOnly) return resize(board, page, selected, corner, start);
  const tool = board.readOnly ? 'select' : board.tool;
  if (tool === 'rectangle') return drawBox(board, page, start, 'rectangle');
  if (tool === 'note') return { end: (point) => drawNote(board, page, point) };
  if (tool === 'highlight') {
    const hasText = page.paper.querySelector('.textLayer span') !== null;
    // A page without text is a scan: there a highlight is a box, as with a real marker.
    return hasText ? { end: () => void board.markSelection('highlight') } : drawBox(board, page, start, 'highlight');
  }
  const hit = hitMark(board.marks, page.number, start, tremble / board.stage.scale + (pinned(board) ? 8 : 0));
  if (hit?.id === board.selected && hit.kind !== 'highlight' && !board.readOnly) {
    return drag(board, page, hit, start);
  }
  return {
    end: (_point, moved) => {
      if (!moved) board.select(hit?.id ?? null);
    },
  };
}

/** Note pins are drawn larger than their point, so they are easier to hit. */
const pinned = (board: Board): boolean => board.marks.some((mark) => mark.kind === 'note');

function drawBox(board: Board, page: StagePage, start: Point, mark: 'rectangle' | 'highlight'): Gesture {
  const draft = document.createElement('div');
  draft.className = `draft ${mark}`;
  return {
    move(point) {
      const seen = turnRect(rectBetween(start, point, page.size), page.size, board.stage.rotation);
      const size = turnedSize(page.size, board.stage.rotation);
      draft.style.left = `${(seen.x / size.width) * 100}%`;
      draft.style.top = `${(seen.y / size.height) * 100}%`;
      draft.style.width = `${(seen.width / size.width) * 100}%`;
      draft.style.height = `${(seen.height / size.height) * 100}%`;
      if (!draft.isConnected) page.box.append(draft);
    },
    end(point, moved) {
      const rect = rectBetween(start, point, page.size);
      if (moved && rect.width >= smallest && rect.height >= smallest) {
        board.send({
          kind: 'drawn',
          page: page.number,
          mark,
          rects: [rect],
          strokes: [],
          colour: board.colour,
          stamp: '',
          quote: null,
        });
      } else board.select(hitMark(board.marks, page.number, start, tremble / board.stage.scale)?.id ?? null);
    },
  };
}

function drawNote(board: Board, page: StagePage, point: Point): void {
  const rect = rectBetween(point, point, page.size);
  board.send({
    kind: 'drawn',
    page: page.number,
    mark: 'note',
    rects: [rect],
    strokes: [],
    colour: board.colour,
    stamp: '',
    quote: null,
  });
}

function drag(board: Board, page: StagePage, mark: ViewerMark, start: Point): Gesture {
  return {
    move: (point) => {
      const by = { x: point.x - start.x, y: point.y - start.y };
      board.preview(
        mark.id,
        mark.rects.map((rect) => moveRect(rect, by, page.size)),
      );
    },
    end: (_point, moved) => {
      if (moved) board.commit(mark.id);
    },
  };
}

function resize(board: Board, page: StagePage, mark: ViewerMark, corner: Corner, start: Point): Gesture {
  return {
    move: (point) => {
      const by = { x: point.x - start.x, y: point.y - start.y };
      board.preview(
        mark.id,
        mark.rects.map((rect) => resizeRect(rect, corner, by, page.size)),
      );
    },
    end: (_point, moved) => {
      if (moved) board.commit(mark.id);
    },
  };
}
