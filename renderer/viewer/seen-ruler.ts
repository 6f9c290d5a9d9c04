import type { StagePage } from './stage.ts';

/** A thin line along the ruler beside the pages that were seen; neighbours share one. */
export function drawSeen(
  ruler: HTMLElement,
  stage: HTMLElement,
  pages: readonly StagePage[],
  seen: ReadonlySet<number>,
): void {
  for (const old of ruler.querySelectorAll('s')) old.remove();
  if (pages.length < 2) return;
  const total = Math.max(1, stage.scrollHeight);
  let line: HTMLElement | null = null;
  let start = 0;
  for (const { number, box } of pages) {
    if (!seen.has(number)) {
      line = null;
      continue;
    }
    if (!line) {
      start = box.offsetTop;
      line = ruler.ownerDocument.createElement('s');
      line.style.top = `${String((start / total) * 100)}%`;
      ruler.prepend(line);
    }
    line.style.height = `${String(((box.offsetTop + box.offsetHeight - start) / total) * 100)}%`;
  }
}
