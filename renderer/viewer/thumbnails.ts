import type { PageSource } from './page-source.ts';
import type { Words } from './words.ts';

/** CSS pixels of the box that a page's small picture fits into. */
const width = 88;
const tallest = 132;
/** Pages that one press of Page Up or Page Down goes past. */
const leap = 5;

export interface Thumbnails {
  readonly element: HTMLElement;
  /** The page that the view shows. */
  setCurrent(page: number): void;
  setSeen(pages: ReadonlySet<number>): void;
  setWords(words: Words): void;
  /** The document's pages look different now. */
  redraw(): void;
  focus(): void;
  close(): void;
}

/** A strip of small pages. Only those near its view hold a picture; they are drawn one by one, after the pages themselves. */
export function createThumbnails(
  source: PageSource,
  ratio: number,
  listeners: { readonly go: (page: number) => void; readonly leave: () => void },
): Thumbnails {
  const element = document.createElement('div');
  element.className = 'thumbnails';
  element.tabIndex = 0;
  element.setAttribute('role', 'listbox');
  const height = Math.min(tallest, Math.round(width / ratio));
  const items = Array.from({ length: source.pages }, (_, index) => createItem(index + 1));
  element.style.setProperty('--ratio', `${String(width)} / ${String(height)}`);
  element.append(...items);
  let current = 1;
  let cursor = 1;
  let seen: ReadonlySet<number> = new Set();
  let words: Words | null = null;

  const near = new Set<number>();
  const drawn = new Set<number>();
  const stop = new AbortController();
  let isDrawing = false;
  const drawNext = async (): Promise<void> => {
    if (isDrawing || stop.signal.aborted) return;
    const page = [...near].filter((number) => !drawn.has(number)).sort((a, b) => near1(a) - near1(b))[0];
    const item = page === undefined ? undefined : items[page - 1];
    if (page === undefined || !item) return;
    isDrawing = true;
    drawn.add(page);
    const picture = await pictureOf(source, page, height, stop.signal).catch(() => null);
    isDrawing = false;
    if (near.has(page)) item.firstElementChild?.replaceChildren(...(picture ? [picture] : []));
    else drawn.delete(page);
    // Drawing the page itself and answering the reader come first.
    window.setTimeout(() => void drawNext(), 20);
  };
  const near1 = (page: number) => Math.abs(page - cursor);
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const page = Number((target as HTMLElement).dataset.thumbnail);
        if (isIntersecting) near.add(page);
        else {
          near.delete(page);
          drawn.delete(page);
          target.firstElementChild?.replaceChildren();
        }
      }
      void drawNext();
    },
    { root: element, rootMargin: '100% 0px' },
  );
  for (const item of items) watcher.observe(item);
  // A narrower strip has smaller pages: the present one stays in sight.
  const sizes = new ResizeObserver(() => {
    items[cursor - 1]?.scrollIntoView({ block: 'nearest' });
  });
  sizes.observe(element);

  const name = (item: HTMLElement, page: number) => {
    if (words) item.setAttribute('aria-label', seen.has(page) ? words.pageSeen(page) : words.page(page));
  };
  const moveCursor = (page: number) => {
    cursor = Math.min(Math.max(page, 1), items.length);
    for (const item of items) item.classList.toggle('cursor', item === items[cursor - 1]);
    const item = items[cursor - 1];
    if (item) element.setAttribute('aria-activedescendant', item.id);
    item?.scrollIntoView({ block: 'nearest' });
  };

  element.addEventListener('click', ({ target }) => {
    const item = target instanceof Element ? target.closest<HTMLElement>('[data-thumbnail]') : null;
    if (item) listeners.go(Number(item.dataset.thumbnail));
  });
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const leaps: Readonly<Record<string, number>> = { PageDown: leap, PageUp: -leap, Home: -cursor, End: items.length };
    const by = steps[event.key] ?? leaps[event.key];
    if (by !== undefined) moveCursor(cursor + by);
    else if (event.key === 'Enter' || event.key === ' ') listeners.go(cursor);
    else if (event.key === 'Escape') listeners.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    setCurrent(page) {
      if (page !== current || !items[page - 1]?.hasAttribute('aria-selected')) {
        items[current - 1]?.removeAttribute('aria-selected');
        items[page - 1]?.setAttribute('aria-selected', 'true');
        current = page;
        moveCursor(page);
      }
    },
    setSeen(pages) {
      seen = pages;
      items.forEach((item, index) => {
        item.classList.toggle('seen', pages.has(index + 1));
        name(item, index + 1);
      });
    },
    setWords(next) {
      words = next;
      element.setAttribute('aria-label', next.thumbnails);
      items.forEach((item, index) => {
        name(item, index + 1);
      });
    },
    redraw() {
      drawn.clear();
      void drawNext();
    },
    focus: () => {
      element.focus({ preventScroll: true });
    },
    close() {
      stop.abort();
      watcher.disconnect();
      sizes.disconnect();
      element.remove();
    },
  };
}

function createItem(page: number): HTMLElement {
  const item = document.createElement('div');
  item.className = 'thumbnail';
  item.id = `thumbnail-${String(page)}`;
  item.dataset.thumbnail = String(page);
  item.setAttribute('role', 'option');
  const paper = document.createElement('span');
  const number = document.createElement('small');
  number.textContent = String(page);
  item.append(paper, number);
  return item;
}

async function pictureOf(source: PageSource, page: number, height: number, signal: AbortSignal) {
  if (source.thumbnail) return source.thumbnail(page, { width, height }, signal);
  return (await source.raster?.(page, height * 2)) ?? null;
}
