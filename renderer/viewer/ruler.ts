import type { ViewerMark } from '#common/contract/viewer.ts';
import { boundsOf, turnRect, type Rotation } from '#common/domain/mark-geometry.ts';
import type { StagePage } from './stage.ts';

/** Ticks nearer to one another than this (CSS px) are one. */
const apart = 3;

/** Overview beside the scroll bar: where the marks of the whole document are, and what the view shows of it. */
export function drawRuler(
  ruler: HTMLElement,
  stage: HTMLElement,
  view: {
    readonly pages: readonly StagePage[];
    readonly marks: readonly ViewerMark[];
    readonly scale: number;
    readonly rotation: Rotation;
  },
): void {
  const total = Math.max(1, stage.scrollHeight);
  const tops = new Map(view.pages.map((page) => [page.number, page.box.offsetTop]));
  const slots = new Map<number, { readonly mark: ViewerMark; readonly part: number }>();
  for (const mark of view.marks) {
    const page = view.pages[mark.page - 1];
    if (!page) continue;
    const { y } = turnRect(boundsOf(mark.rects), page.size, view.rotation);
    const part = Math.min(0.99, ((tops.get(mark.page) ?? 0) + y * view.scale) / total);
    const slot = Math.round((part * stage.clientHeight) / apart);
    const there = slots.get(slot)?.mark;
    if (there === undefined || (there.cited === null && mark.cited !== null)) slots.set(slot, { mark, part });
  }
  const ticks = [...slots.values()].map(({ mark, part }) => {
    const tick = ruler.ownerDocument.createElement('i');
    tick.className = mark.cited === null ? `in-${mark.colour}` : 'cited';
    tick.style.top = `${part * 100}%`;
    tick.dataset.mark = mark.id;
    return tick;
  });
  const shown = ruler.ownerDocument.createElement('u');
  ruler.replaceChildren(shown, ...ticks);
  ruler.hidden = view.pages.length === 0;
  moveRulerView(ruler, stage);
}

/** Only the outline of the view moves while scrolling. */
export function moveRulerView(ruler: HTMLElement, stage: HTMLElement): void {
  const shown = ruler.querySelector('u');
  if (!shown) return;
  const total = Math.max(1, stage.scrollHeight);
  shown.hidden = stage.scrollHeight <= stage.clientHeight + 1;
  shown.style.top = `${(stage.scrollTop / total) * 100}%`;
  shown.style.height = `${(stage.clientHeight / total) * 100}%`;
}
