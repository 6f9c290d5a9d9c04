import type { Point, Stroke } from '#common/domain/annotation.ts';
import { smoothPath, strokeFrom } from '#common/domain/ink.ts';
import { turnedSize, turnPoint } from '#common/domain/mark-geometry.ts';
import { boxAround, paperPoint } from '#common/domain/mark-shape.ts';
import type { Board } from './board.ts';
import { pageSvg, svgElement } from './mark-picture.ts';
import type { StagePage } from './stage.ts';

/** A pause as between two letters, ms: what is drawn within it belongs together. */
const pause = 900;
/** CSS pixels that a point may lie beside the line through its neighbours and be left out. */
const tolerance = 0.7;

/** Collects what a hand draws until it rests. */
export interface InkPen {
  /** Shows the line while it is drawn. */
  follow(page: StagePage, points: readonly Point[]): void;
  /** Ends a line; the mark is made when no other one follows soon. */
  lift(page: StagePage, points: readonly Point[]): void;
  /** Makes the mark now. */
  flush(): void;
  /** Forgets what was drawn: the document goes away. */
  drop(): void;
}

export function createInkPen(board: () => Board): InkPen {
  let open: { readonly page: StagePage; readonly svg: SVGElement; strokes: readonly Stroke[] } | null = null;
  let live: SVGElement | null = null;
  let timer = 0;

  const seenPath = (page: StagePage, stroke: Stroke) =>
    smoothPath(stroke.map((point) => turnPoint(point, page.size, board().stage.rotation)));
  const begin = (page: StagePage) => {
    if (open && open.page !== page) flush();
    if (!open) {
      const svg = pageSvg(`draft-ink in-${board().colour}`, turnedSize(page.size, board().stage.rotation));
      page.box.append(svg);
      open = { page, svg, strokes: [] };
    }
    window.clearTimeout(timer);
    return open;
  };
  const drop = () => {
    window.clearTimeout(timer);
    open?.svg.remove();
    open = null;
    live = null;
  };
  const flush = () => {
    const done = open;
    drop();
    if (done && done.strokes.length > 0)
      board().draw(done.page, 'ink', { rects: [boxAround(done.strokes)], strokes: done.strokes });
  };
  return {
    flush,
    drop,
    follow(page, points) {
      const { svg } = begin(page);
      if (!live) {
        live = svgElement('path', { class: 'stroke', 'stroke-width': 2 * paperPoint(page.size) });
        svg.append(live);
      }
      live.setAttribute('d', seenPath(page, points));
    },
    lift(page, points) {
      const now = begin(page);
      const stroke = strokeFrom(points, tolerance / board().stage.scale);
      if (stroke) {
        now.strokes = [...now.strokes, stroke];
        live?.setAttribute('d', seenPath(page, stroke));
      } else live?.remove();
      live = null;
      timer = window.setTimeout(flush, pause);
    },
  };
}
