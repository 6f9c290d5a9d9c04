import type { ViewerMark } from '#common/contract/viewer.ts';
import type { Rect } from '#common/domain/annotation.ts';
import { findQuote } from '#common/domain/anchor.ts';
import { foldLetters } from '#common/domain/fold-text.ts';
import { isFree } from '#common/domain/mark-shape.ts';
import type { PageSource } from './page-source.ts';
import type { Stage, StagePage } from './stage.ts';
import { rectsOf, textOfLayer, wordsUnder } from './text-places.ts';
import { textLayerOf } from './text-layer.ts';

/** What became of the places of marks whose words are known. */
export interface Anchors {
  readonly lost: ReadonlySet<string>;
  /** Where the words of a mark stand now, when that is not where they stood. */
  readonly moved: ReadonlyMap<string, readonly Rect[]>;
}

interface Deps {
  readonly stage: Stage;
  readonly marks: () => readonly ViewerMark[];
  readonly onChange: () => void;
}

/**
 * Looks whether marks of text still stand on their words, which they need not do after another program extracted them:
 * from the text alone soon after opening, and by its place once the page is drawn. What is not certain counts as found.
 */
export function createAnchorWatch({ stage, marks, onChange }: Deps): Anchors & {
  open(source: PageSource): void;
  /** The page is drawn, and its words have places. */
  drawn(page: StagePage): void;
  /** There are other marks than before. */
  changed(): void;
  close(): void;
} {
  const lost = new Set<string>();
  const moved = new Map<string, readonly Rect[]>();
  /** Marks that were looked at, with what they said then. */
  const known = new Map<string, ViewerMark>();
  const drawnPages = new Set<StagePage>();
  let source: PageSource | null = null;
  let round = 0;

  const settle = (mark: ViewerMark, found: { readonly isLost: boolean; readonly rects: readonly Rect[] | null }) => {
    known.set(mark.id, mark);
    const before = `${String(lost.has(mark.id))} ${JSON.stringify(moved.get(mark.id))}`;
    if (found.isLost) lost.add(mark.id);
    else lost.delete(mark.id);
    if (found.rects) moved.set(mark.id, found.rects);
    else moved.delete(mark.id);
    return before !== `${String(lost.has(mark.id))} ${JSON.stringify(moved.get(mark.id))}`;
  };

  const checkPlaces = (page: StagePage): boolean => {
    const wanted = marks()
      .filter(isQuoted)
      .filter((mark) => mark.page === page.number && known.get(mark.id) !== mark);
    const text = wanted.length === 0 ? null : textOfLayer(page);
    if (text === null) return false;
    const folded = foldLetters(text.source);
    let isNew = false;
    for (const mark of wanted) {
      const words = foldLetters(mark.quote.exact).bases;
      const under = foldLetters(wordsUnder(text, page, stage, mark.rects)).bases;
      if (isSameWords(under, words)) isNew = settle(mark, { isLost: false, rects: null }) || isNew;
      else {
        const place = findQuote(folded, mark.quote);
        const rects = place && rectsOf(text, page, stage, place);
        const isLost = rects === null || rects.length === 0;
        isNew = settle(mark, { isLost, rects: isLost ? null : rects }) || isNew;
      }
    }
    return isNew;
  };

  /** Page after page, so that opening is not held up. */
  const readTexts = async () => {
    round += 1;
    const turn = round;
    const from = source;
    const wanted = marks()
      .filter(isQuoted)
      .filter((mark) => !known.has(mark.id));
    const isLive = () => turn === round && from === source;
    let isNew = false;
    for (const page of new Set(wanted.map((mark) => mark.page))) {
      const here = wanted.filter((mark) => mark.page === page);
      if (from === null || page > from.pages) {
        for (const mark of here) isNew = settle(mark, { isLost: true, rects: null }) || isNew;
        continue;
      }
      const text = await from.text?.(page).catch(() => null);
      if (!isLive()) return;
      if (text === undefined || text === null) continue; // seen when it is drawn, or never: then nothing is known
      const folded = foldLetters(text);
      for (const mark of here) {
        if (known.has(mark.id) || folded.bases.includes(foldLetters(mark.quote.exact).bases)) continue;
        if (findQuote(folded, mark.quote) !== null) continue;
        lost.add(mark.id);
        isNew = true;
      }
    }
    if (isNew) onChange();
  };

  return {
    lost,
    moved,
    open(opened) {
      source = opened;
      void readTexts();
    },
    drawn(page) {
      drawnPages.add(page);
      if (checkPlaces(page)) onChange();
    },
    changed() {
      const all = marks();
      const present = new Set(all.map(({ id }) => id));
      for (const id of known.keys()) if (!present.has(id)) known.delete(id);
      for (const id of lost) if (!present.has(id)) lost.delete(id);
      for (const id of moved.keys()) if (!present.has(id)) moved.delete(id);
      const pages = [...drawnPages].filter((page) => textLayerOf(page.paper) !== null);
      if (pages.map(checkPlaces).includes(true)) onChange();
      if (source !== null && all.some((mark) => isQuoted(mark) && !known.has(mark.id))) void readTexts();
    },
    close() {
      round += 1;
      source = null;
      lost.clear();
      moved.clear();
      known.clear();
      drawnPages.clear();
    },
  };
}

type Quoted = ViewerMark & { readonly quote: NonNullable<ViewerMark['quote']> };

const isQuoted = (mark: ViewerMark): mark is Quoted => mark.quote !== null && !isFree(mark);

/** Rects may cut a letter off either end, or take one more. */
const isSameWords = (under: string, words: string): boolean =>
  words === '' || under.includes(words) || (under.length >= words.length * 0.8 && words.includes(under));
