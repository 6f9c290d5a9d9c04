import { createOutline } from './outline.ts';
import type { PageSource } from './page-source.ts';
import type { Stage } from './stage.ts';
import { createThumbnails, type Thumbnails } from './thumbnails.ts';
import type { Words } from './words.ts';

type SideKind = 'none' | 'thumbnails' | 'outline';

export interface Side {
  show(kind: SideKind): void;
  opened(source: PageSource): void;
  closed(): void;
  moved(page: number): void;
  seen(pages: ReadonlySet<number>): void;
  speak(words: Words): void;
  redraw(): void;
}

/** The strip beside the pages, built when it is wanted and only for documents of several pages. */
export function createSide(root: HTMLElement, main: HTMLElement, stage: Stage, first: Words): Side {
  let kind: SideKind = 'none';
  let source: PageSource | null = null;
  let strip: Thumbnails | null = null;
  let words = first;
  let seen: ReadonlySet<number> = new Set();
  let build = 0;

  const listeners = {
    go: (page: number) => {
      stage.go(page, null);
    },
    leave: () => {
      main.focus();
    },
  };
  const rebuild = async () => {
    build += 1;
    const turn = build;
    strip?.close();
    strip = null;
    root.replaceChildren();
    const open = source;
    root.hidden = kind === 'none' || open === null || (open.pages < 2 && (kind === 'thumbnails' || !open.inside));
    root.dataset.kind = kind;
    if (root.hidden || !open) return;
    const hadFocus = document.hasFocus();
    if (kind === 'thumbnails') {
      const size = stage.pages[0]?.size ?? { width: 1, height: 1.414 };
      strip = createThumbnails(open, size.width / size.height, listeners);
      strip.setWords(words);
      strip.setSeen(seen);
      root.append(strip.element);
      strip.setCurrent(stage.current()?.number ?? 1);
    } else {
      const outline = (await open.inside?.outline()) ?? [];
      if (turn !== build) return;
      root.append(createOutline(outline, words, listeners));
    }
    if (hadFocus && wantsFocus) root.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    wantsFocus = false;
  };
  let wantsFocus = false;

  return {
    show(wanted) {
      if (wanted === kind) return;
      const isLeft = root.contains(document.activeElement);
      kind = wanted;
      wantsFocus = wanted !== 'none' && source !== null;
      void rebuild();
      if (isLeft && wanted === 'none') main.focus();
    },
    opened(opened) {
      source = opened;
      void rebuild();
    },
    closed() {
      source = null;
      seen = new Set();
      void rebuild();
    },
    moved(page) {
      strip?.setCurrent(page);
    },
    seen(pages) {
      seen = pages;
      strip?.setSeen(pages);
    },
    speak(next) {
      if (next === words) return;
      words = next;
      strip?.setWords(next);
      if (kind === 'outline') void rebuild();
    },
    redraw() {
      strip?.redraw();
    },
  };
}
