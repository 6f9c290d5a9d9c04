import type { ViewerMark } from '#common/contract/viewer.ts';
import type { MarkKind, Point } from '#common/domain/annotation.ts';
import { rectBetween, turnedSize, type Corner } from '#common/domain/mark-geometry.ts';
import {
  arrowBetween,
  hitMark,
  isFree,
  moveEnd,
  moveShape,
  resizeShape,
  type ArrowEnd,
  type Shape,
} from '#common/domain/mark-shape.ts';
import type { Board } from './board.ts';
import type { InkPen } from './ink-pen.ts';
import { pageSvg, pictureOf, svgElement } from './mark-picture.ts';
import { placedShape } from './placing.ts';
import type { StagePage } from './stage.ts';

/** Pixels that the pointer may tremble in a click. */
export const tremble = 4;
/** Page units: smaller boxes are slips of the hand. */
const smallest = 3;

/** One gesture, from press to release, in page units of the page it began on. */
export interface Gesture {
  /** All points since the last call: a pen reports many between two frames. */
  readonly move?: (points: readonly Point[]) => void;
  readonly end: (point: Point, moved: boolean) => void;
  readonly cancel?: () => void;
}

interface Press {
  readonly board: Board;
  readonly pen: InkPen;
  readonly page: StagePage;
  readonly start: Point;
  readonly target: Element;
}

/** What pressing here begins, by tool and by what lies under the pointer. */
export function beginGesture(press: Press): Gesture {
  const { board, page, start, target } = press;
  const tool = board.readOnly ? 'select' : board.tool;
  switch (tool) {
    case 'rectangle':
    case 'redaction':
      return drawing(press, tool, (point) => boxShape(press, point, 0));
    case 'arrow':
      return drawing(press, tool, (point) => arrowBetween(start, point));
    case 'stamp':
      return drawing(
        press,
        tool,
        (point) => boxShape(press, point, 0),
        () => place(press, tool),
      );
    case 'note':
      return { end: () => place(press, tool) };
    case 'ink':
      return inking(press);
    case 'highlight':
    case 'underline':
      // A page without text is a scan: there a highlight is a box, as with a real marker.
      return page.paper.querySelector('.textLayer span, .docx-paper') === null
        ? drawing(press, tool, (point) => boxShape(press, point, tool === 'underline' ? 8 / board.stage.scale : 0))
        : { end: () => void board.markSelection(tool) };
    case 'select':
      return selecting(press, target);
  }
}

function selecting({ board, page, start }: Press, target: Element): Gesture {
  const selected = board.marks.find((mark) => mark.id === board.selected);
  const grip = target.closest<HTMLElement>('.grip')?.dataset;
  if (grip && selected && !board.readOnly) {
    const corner = grip.corner as Corner | undefined;
    if (corner) return reshaping(board, selected, start, (by) => resizeShape(selected, corner, by, page.size));
    return reshaping(board, selected, start, (by) => moveEnd(selected, grip.end as ArrowEnd, by, page.size));
  }
  const tab = target.closest('.tab')?.closest<HTMLElement>('[data-mark]')?.dataset.mark;
  const hit = board.marks.find((mark) => mark.id === tab) ?? hitUnder(board, page, start);
  const isSelected = selected !== undefined && hit === selected;
  if (isSelected && isFree(hit) && !board.readOnly)
    return reshaping(board, hit, start, (by) => moveShape(hit, by, page.size));
  return {
    end: (_point, moved) => {
      if (!moved) board.select(hit?.id ?? null);
    },
  };
}

const hitUnder = (board: Board, page: StagePage, point: Point): ViewerMark | null =>
  hitMark(board.marks, page.number, point, tremble / board.stage.scale);

function reshaping(board: Board, mark: ViewerMark, start: Point, reshaped: (by: Point) => Shape): Gesture {
  return {
    move(points) {
      const point = points.at(-1);
      if (point) board.preview(mark.id, reshaped({ x: point.x - start.x, y: point.y - start.y }));
    },
    end: (_point, moved) => {
      if (moved) board.commit(mark.id);
      else board.revert(mark.id);
    },
    cancel: () => board.revert(mark.id),
  };
}

/** A drag draws the shape; a click does what `onClick` says, or selects what lies there. */
function drawing(
  { board, page, start }: Press,
  kind: MarkKind,
  shapeTo: (point: Point) => Shape,
  onClick?: () => void,
): Gesture {
  const { rotation } = board.stage;
  const view = { size: page.size, rotation };
  const draft = pageSvg('draft lines', turnedSize(page.size, rotation));
  return {
    move(points) {
      const point = points.at(-1);
      if (!point) return;
      const group = svgElement('g', { class: `${kind} in-${board.colour}` });
      group.append(...pictureOf({ kind, ...shapeTo(point), stamp: board.stamp }, view));
      draft.replaceChildren(group);
      if (!draft.isConnected) page.box.append(draft);
    },
    end(point, moved) {
      draft.remove();
      const shape = shapeTo(point);
      if (moved && isLargeEnough(kind, shape)) board.draw(page, kind, shape);
      else if (onClick) onClick();
      else board.select(hitUnder(board, page, start)?.id ?? null);
    },
    cancel: () => draft.remove(),
  };
}

function isLargeEnough(kind: MarkKind, { rects }: Shape): boolean {
  const { width = 0, height = 0 } = rects[0] ?? {};
  return kind === 'arrow' ? Math.hypot(width, height) >= 2 * smallest : width >= smallest && height >= smallest;
}

/** A line drawn under words is nearly flat: it gets at least this height above it. */
function boxShape({ page, start }: Press, point: Point, height: number): Shape {
  const rect = rectBetween(start, point, page.size);
  const missing = Math.min(Math.max(0, height - rect.height), rect.y);
  return { rects: [{ ...rect, y: rect.y - missing, height: rect.height + missing }], strokes: [] };
}

function place({ board, page, start }: Press, kind: 'note' | 'stamp'): void {
  const { rotation } = board.stage;
  board.draw(page, kind, placedShape(kind, { at: start, size: page.size, rotation, stamp: board.stamp }));
}

function inking({ pen, page, start }: Press): Gesture {
  const points: Point[] = [start];
  return {
    move(more) {
      points.push(...more);
      pen.follow(page, points);
    },
    end: (_point, moved) => {
      if (moved) pen.lift(page, points);
    },
    cancel: () => pen.lift(page, points),
  };
}
