import type { ViewerZoom } from '#common/contract/viewer.ts';
import type { Rect } from '#common/domain/annotation.ts';
import { turnedSize, turnRect, type Rotation, type Size } from '#common/domain/mark-geometry.ts';
import type { PageSource, PageView, WholeView } from './page-source.ts';

const gap = 16;
const padding = 18;
const zoomStep = 1.2;
/** Neighbours of a page that never comes are drawn all the same (ms). */
const neighbourPatience = 1500;
const zoomLimits = [0.1, 8] as const;
const wholeLimits = [0.5, 3] as const;

export interface StageState {
  readonly page: number;
  readonly pages: number;
  readonly zoom: number;
  readonly fit: 'width' | 'page' | null;
  readonly rotation: Rotation;
}

/** One page on the stage: its box, where its picture goes, and its size before the reader's turn. */
export interface StagePage {
  readonly number: number;
  readonly box: HTMLElement;
  readonly paper: HTMLElement;
  size: Size;
}

export interface Stage {
  readonly pages: readonly StagePage[];
  readonly rotation: Rotation;
  /** CSS pixels per page unit now. */
  readonly scale: number;
  open(source: PageSource): Promise<void>;
  close(): void;
  /** How the first page of a source would be drawn if it were opened now. */
  firstView(source: PageSource): Promise<PageView>;
  zoom(zoom: ViewerZoom): void;
  rotate(): void;
  /** Draws again what is near: something about the pages' content changed. */
  refresh(): void;
  go(page: number, rect: Rect | null): void;
  /** The page that most of the view shows. */
  current(): StagePage | null;
}

/**
 * Pages below one another in a scrolling element; only those near the view hold a picture. `onLayout` fires when boxes
 * were made or resized, `onMove` when the reader sees something else, `onDrawn` when a page's picture stands, `onNear`
 * when one comes near the view or leaves it.
 */
export function createStage(
  root: HTMLElement,
  listeners: {
    readonly onLayout: () => void;
    readonly onMove: (state: StageState) => void;
    readonly onDrawn: (page: StagePage) => void;
    readonly onNear: (page: StagePage, isNear: boolean) => void;
  },
): Stage {
  let source: PageSource | null = null;
  let pages: readonly StagePage[] = [];
  let scale = 1;
  let fit: StageState['fit'] = 'width';
  let rotation: Rotation = 0;
  let redraw = 0;
  let wholePage = 1;
  const sheet = root.ownerDocument.createElement('div');
  sheet.className = 'sheet';
  const drawing = new Map<number, AbortController>();
  const near = new Set<number>();
  /** The pages in view that are being drawn. */
  let front: Promise<unknown> = Promise.resolve();

  const watcher = new IntersectionObserver(
    (entries) => {
      const fresh: StagePage[] = [];
      for (const entry of entries) {
        const number = Number((entry.target as HTMLElement).dataset.page);
        if (entry.isIntersecting) near.add(number);
        else near.delete(number);
        const page = pages[number - 1];
        if (!page) continue;
        listeners.onNear(page, entry.isIntersecting);
        if (entry.isIntersecting) fresh.push(page);
        else clear(page);
      }
      void drawInOrder(fresh);
    },
    { root, rootMargin: '60% 0px' },
  );
  new ResizeObserver(() => {
    if (source && fit) keepPlace(() => (scale = fitScale()));
  }).observe(root);
  root.addEventListener(
    'scroll',
    () => {
      report();
    },
    { passive: true },
  );

  /** What is seen comes first: its neighbours would take half of the machine from it. */
  async function drawInOrder(fresh: readonly StagePage[]): Promise<void> {
    const isSeen = ({ box }: StagePage) =>
      box.offsetTop < root.scrollTop + root.clientHeight && box.offsetTop + box.offsetHeight > root.scrollTop;
    const seen = fresh.filter(isSeen);
    if (seen.length > 0) front = Promise.allSettled(seen.map(draw));
    if (seen.length === fresh.length) return;
    await Promise.race([front, new Promise((resolve) => setTimeout(resolve, neighbourPatience))]);
    for (const page of fresh)
      if (!seen.includes(page) && near.has(page.number) && pages[page.number - 1] === page) void draw(page);
  }

  async function draw(page: StagePage): Promise<void> {
    drawing.get(page.number)?.abort();
    const work = new AbortController();
    drawing.set(page.number, work);
    const isLive = () => !work.signal.aborted;
    if (!source) return;
    try {
      const size = await source.size(page.number);
      if (!isLive()) return;
      if (size.width !== page.size.width || size.height !== page.size.height) {
        keepPlace(() => (page.size = size));
      }
      await source.draw(page.number, page.paper, { scale, rotation }, work.signal);
      if (!isLive()) return;
      page.box.dataset.drawn = 'true';
      listeners.onDrawn(page);
    } catch {
      if (isLive()) page.box.dataset.drawn = 'failed'; // viewer.css says so in the page's place
    }
  }

  function clear(page: StagePage): void {
    drawing.get(page.number)?.abort();
    drawing.delete(page.number);
    delete page.box.dataset.drawn;
    page.paper.replaceChildren();
  }

  const scaleFor = (size: Size, how: StageState['fit'], natural: number): number => {
    const width = (root.clientWidth - 2 * padding) / size.width;
    const byHeight = (root.clientHeight - 2 * padding) / size.height;
    const wanted = how === 'page' ? Math.min(width, byHeight) : width;
    return Math.max(0.02, Math.min(wanted, natural * zoomLimits[1]));
  };
  const fitScale = (): number => {
    const size = turnedSize((current() ?? pages[0])?.size ?? { width: 1, height: 1 }, rotation);
    return scaleFor(size, fit, source?.naturalScale ?? 1);
  };
  const firstFit = (opened: PageSource): 'width' | 'page' =>
    opened.fit ?? (opened.pages === 1 && opened.naturalScale === 1 ? 'page' : 'width');

  const layOut = () => {
    for (const page of pages) {
      const { width, height } = turnedSize(page.size, rotation);
      page.box.style.width = `${width * scale}px`;
      page.box.style.height = `${height * scale}px`;
      // Only where the text layer needs it: on the box it would restyle every mark at each step of a zoom.
      page.paper.style.setProperty('--total-scale-factor', String(scale));
    }
  };

  /** Changes the layout so that the middle of the view stays where it was. */
  const keepPlace = (change: () => void) => {
    const page = current();
    const middle = root.scrollTop + root.clientHeight / 2;
    const part = page ? (middle - page.box.offsetTop) / Math.max(1, page.box.offsetHeight) : 0;
    const across = (root.scrollLeft + root.clientWidth / 2) / Math.max(1, root.scrollWidth);
    const before = scale;
    change();
    layOut();
    if (page) root.scrollTop = page.box.offsetTop + part * page.box.offsetHeight - root.clientHeight / 2;
    root.scrollLeft = across * root.scrollWidth - root.clientWidth / 2;
    listeners.onLayout();
    report();
    if (scale !== before) redrawSoon();
  };

  const drawNear = () => {
    for (const number of near) {
      const page = pages[number - 1];
      if (page) void draw(page);
    }
  };
  const redrawSoon = () => {
    window.clearTimeout(redraw);
    redraw = window.setTimeout(drawNear, 120);
  };

  const current = (): StagePage | null => {
    const line = root.scrollTop + root.clientHeight * 0.4;
    let found: StagePage | null = null;
    for (const page of pages) {
      if (found && page.box.offsetTop > line) break;
      found = page;
    }
    return found;
  };

  const report = () => {
    if (source?.whole) {
      listeners.onMove({ page: wholePage, pages: source.pages, zoom: scale, fit: null, rotation });
      return;
    }
    const page = current();
    if (!source || !page) return;
    const zoom = scale / source.naturalScale;
    listeners.onMove({ page: page.number, pages: pages.length, zoom, fit, rotation });
  };

  const close = () => {
    watcher.disconnect();
    near.clear();
    for (const page of pages) clear(page);
    source?.close();
    source = null;
    pages = [];
    root.replaceChildren();
    delete root.dataset.whole;
  };

  /** What shows itself takes the place of the pages. */
  const openWhole = (opened: PageSource, whole: WholeView) => {
    close();
    source = opened;
    rotation = 0;
    scale = 1;
    wholePage = 1;
    root.dataset.whole = 'true';
    const host = root.ownerDocument.createElement('div');
    host.className = 'whole';
    root.replaceChildren(host);
    whole.mount(host, (page) => {
      wholePage = page;
      report();
    });
    listeners.onLayout();
    report();
  };

  return {
    close,
    get pages() {
      return pages;
    },
    get rotation() {
      return rotation;
    },
    get scale() {
      return scale;
    },
    current,
    async firstView(opened) {
      const size = await opened.size(1);
      return { scale: scaleFor(size, firstFit(opened), opened.naturalScale), rotation: 0 };
    },
    async open(opened) {
      if (opened.whole) {
        openWhole(opened, opened.whole);
        return;
      }
      const first = await opened.size(1);
      close();
      source = opened;
      rotation = 0;
      // Only the first page's size is known; others take it until they come near and say their own.
      pages = Array.from({ length: opened.pages }, (_, index) => createPage(root.ownerDocument, index + 1, first));
      sheet.replaceChildren(...pages.map((page) => page.box));
      root.replaceChildren(sheet);
      fit = firstFit(opened);
      scale = fitScale();
      layOut();
      root.scrollTop = 0;
      listeners.onLayout();
      for (const page of pages) watcher.observe(page.box);
      report();
    },
    zoom(zoom) {
      if (source?.whole) {
        const wanted =
          typeof zoom === 'number' ? zoom : zoom === 'in' ? scale * zoomStep : zoom === 'out' ? scale / zoomStep : 1;
        scale = Math.max(wholeLimits[0], Math.min(wanted, wholeLimits[1]));
        source.whole.zoom(scale);
        report();
        return;
      }
      const natural = source?.naturalScale ?? 1;
      keepPlace(() => {
        fit = zoom === 'fit-width' ? 'width' : zoom === 'fit-page' ? 'page' : null;
        const wanted = zoom === 'in' ? scale * zoomStep : zoom === 'out' ? scale / zoomStep : Number(zoom) * natural;
        scale = fit ? fitScale() : Math.max(zoomLimits[0] * natural, Math.min(wanted, zoomLimits[1] * natural));
      });
      const page = current();
      if (fit === 'page' && page) root.scrollTop = page.box.offsetTop - padding;
    },
    rotate() {
      if (source?.whole) return;
      keepPlace(() => {
        rotation = ((rotation + 90) % 360) as Rotation;
        if (fit) scale = fitScale();
      });
      drawNear();
    },
    refresh: drawNear,
    go(number, rect) {
      if (source?.whole) {
        source.whole.go(Math.min(Math.max(number, 1), source.pages));
        return;
      }
      const page = pages[Math.min(Math.max(number, 1), pages.length) - 1];
      if (!page) return;
      const seen = rect ? turnRect(rect, page.size, rotation) : null;
      const top = page.box.offsetTop + (seen ? seen.y * scale : 0);
      const height = seen ? seen.height * scale : 0;
      root.scrollTop = seen ? top - Math.max(padding, (root.clientHeight - height) / 3) : top - gap;
      if (seen) {
        const left = page.box.offsetLeft + seen.x * scale;
        root.scrollLeft = left - Math.max(padding, (root.clientWidth - seen.width * scale) / 2);
      }
      report();
    },
  };
}

function createPage(document: Document, number: number, size: Size): StagePage {
  const box = document.createElement('section');
  box.className = 'page';
  box.dataset.page = String(number);
  const paper = document.createElement('div');
  paper.className = 'paper';
  box.append(paper);
  return { number, box, paper, size };
}
