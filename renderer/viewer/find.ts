import type { FromViewer } from '#common/contract/viewer.ts';
import { finderOf, type Place } from '#common/domain/find-in-text.ts';
import type { PageSource } from './page-source.ts';
import type { Stage, StagePage } from './stage.ts';
import { rangeOf } from './text-range.ts';
import { textLayerOf } from './text-layer.ts';

/** While pages are searched, the count is told this often (ms). */
const telling = 100;
const word = /[\p{L}\p{N}]/u;

export interface Find {
  /** The same query again goes on to the next place, or back to the one before. Empty: nothing is looked for. */
  ask(query: string, back: boolean): void;
  opened(source: PageSource): void;
  closed(): void;
  /** A page's text stands anew; its places are shown in it. */
  drawn(page: StagePage): void;
}

/**
 * Finds words in the open document, page by page from the one that is read, so that the first place comes at once and
 * nothing waits for the last. Places are shown with the browser's own highlights: they cost no elements, move with the
 * text and never look like marks.
 */
export function createFind(stage: Stage, send: (message: FromViewer) => void): Find {
  let source: PageSource | null = null;
  let texts = new Map<number, string>();
  let query = '';
  let hits = new Map<number, readonly Place[]>();
  let here: { readonly page: number; readonly at: number } | null = null;
  let wordless = 0;
  let complete = true;
  let run = 0;
  const all = new Highlight();
  const one = new Highlight();
  one.priority = 1;
  CSS.highlights.set('found', all);
  CSS.highlights.set('found-here', one);

  const pagesWithHits = () => [...hits.keys()].sort((a, b) => a - b);
  const countUpTo = (page: number) =>
    [...hits].reduce((sum, [number, places]) => sum + (number < page ? places.length : 0), 0);
  const tell = () => {
    const total = [...hits.values()].reduce((sum, { length }) => sum + length, 0);
    const index = here ? countUpTo(here.page) + here.at + 1 : 0;
    send({ kind: 'found', query, total, index, wordless, complete });
  };

  const paint = (page: StagePage) => {
    for (const shown of [all, one])
      for (const range of [...shown])
        if (!range.startContainer.isConnected || page.box.contains(range.startContainer)) shown.delete(range);
    const layer = textLayerOf(page.paper);
    if (!layer) return;
    hits.get(page.number)?.forEach((place, at) => {
      const range = rangeOf(layer, place);
      if (range) (here?.page === page.number && here.at === at ? one : all).add(range);
    });
  };
  const paintAll = () => {
    all.clear();
    one.clear();
    for (const page of stage.pages) if (hits.has(page.number)) paint(page);
  };

  const show = async () => {
    paintAll();
    const place = here && hits.get(here.page)?.[here.at];
    if (!here || !place) return;
    const { page } = here;
    const turn = run;
    if (source?.whole) {
      source.whole.show?.(page, place.begin, place.end);
      return;
    }
    const [box] = (await source?.textBoxes?.(page, place.begin, place.end).catch(() => [])) ?? [];
    if (turn === run) stage.go(page, box ?? null);
  };

  const search = async (find: NonNullable<ReturnType<typeof finderOf>>, turn: number, from: PageSource) => {
    const start = stage.current()?.number ?? 1;
    let told = performance.now();
    for (let step = 0; step < from.pages; step += 1) {
      const page = ((start - 1 + step) % from.pages) + 1;
      const text = texts.get(page) ?? (await from.text?.(page).catch(() => '')) ?? '';
      // Between two pages the frame answers, scrolls and draws.
      await new Promise((resolve) => setTimeout(resolve));
      if (turn !== run) return;
      texts.set(page, text);
      if (!word.test(text)) wordless += 1;
      const places = find(text);
      if (places.length > 0) {
        hits.set(page, places);
        if (here) for (const shown of stage.pages.slice(page - 1, page)) paint(shown);
        else {
          here = { page, at: 0 };
          tell();
          void show();
        }
      }
      if (performance.now() - told < telling) continue;
      told = performance.now();
      tell();
    }
    complete = true;
    tell();
  };

  const forget = () => {
    run += 1;
    query = '';
    hits = new Map();
    here = null;
    wordless = 0;
    complete = true;
    all.clear();
    one.clear();
  };

  const step = (back: boolean) => {
    if (!here) {
      tell();
      return;
    }
    const pages = pagesWithHits();
    const places = hits.get(here.page)?.length ?? 0;
    const at = here.at + (back ? -1 : 1);
    if (at >= 0 && at < places) here = { page: here.page, at };
    else {
      const page = pages.at((pages.indexOf(here.page) + (back ? -1 : 1)) % pages.length) ?? here.page;
      here = { page, at: back ? (hits.get(page)?.length ?? 1) - 1 : 0 };
    }
    tell();
    void show();
  };

  return {
    ask(asked, back) {
      if (asked === query && asked !== '') {
        step(back);
        return;
      }
      forget();
      query = asked;
      const find = finderOf(asked);
      if (!find || !source) {
        if (asked !== '') tell();
        return;
      }
      complete = false;
      void search(find, run, source);
    },
    opened(opened) {
      forget();
      texts = new Map();
      source = opened;
    },
    closed() {
      forget();
      texts = new Map();
      source = null;
    },
    drawn(page) {
      if (hits.has(page.number)) paint(page);
    },
  };
}
