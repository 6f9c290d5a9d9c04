import type { ViewerMark } from '#common/contract/viewer.ts';
import { boundsOf, turnRect, type Rotation } from '#common/domain/mark-geometry.ts';
import type { StagePage } from './stage.ts';

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
  const percent = (pixels: number) => `${Math.min(99, (pixels / total) * 100)}%`;
  const ticks = view.marks.flatMap((mark) => {
    const page = view.pages[mark.page - 1];
    if (!page) return [];
    const tick = ruler.ownerDocument.createElement('i');
    tick.className = mark.cited === null ? '' : 'cited';
    const { y } = turnRect(boundsOf(mark.rects), page.size, view.rotation);
    tick.style.top = percent(page.box.offsetTop + y * view.scale);
    tick.dataset.mark = mark.id;
    return [tick];
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
