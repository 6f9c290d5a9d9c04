import type { Stage } from './stage.ts';

/** How often it is looked, and how long a page must have stood before the eyes (ms). */
const round = 250;
const enough = 1000;
/** Part of the view that a page must fill, unless all of it is seen. */
const part = 0.4;

/**
 * Notices the pages that somebody had before the eyes: drawn, filling a good part of a window that is not hidden, for a
 * second without a break. Leafing past a page is not reading it.
 */
export function watchPages(root: HTMLElement, stage: Stage, onSeen: (page: number) => void): { restart(): void } {
  const since = new Map<number, number>();
  const told = new Set<number>();
  window.setInterval(() => {
    const now = performance.now();
    const inView = document.visibilityState === 'visible' ? pagesInView(root, stage) : [];
    for (const page of since.keys()) if (!inView.includes(page)) since.delete(page);
    for (const page of inView) {
      const from = since.get(page);
      if (from === undefined) since.set(page, now);
      else if (now - from >= enough && !told.has(page)) {
        told.add(page);
        onSeen(page);
      }
    }
  }, round);
  return {
    restart() {
      since.clear();
      told.clear();
    },
  };
}

function pagesInView(root: HTMLElement, stage: Stage): readonly number[] {
  const top = root.scrollTop;
  const bottom = top + root.clientHeight;
  const here = stage.current()?.number ?? 1;
  // Only neighbours of the page in the middle can fill that much.
  return stage.pages.slice(Math.max(0, here - 4), here + 4).flatMap(({ number, box }) => {
    const seen = Math.min(bottom, box.offsetTop + box.offsetHeight) - Math.max(top, box.offsetTop);
    const fills = seen >= part * root.clientHeight || seen >= box.offsetHeight - 1;
    return fills && seen > 0 && box.dataset.drawn === 'true' ? [number] : [];
  });
}
