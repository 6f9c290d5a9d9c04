import { skeletonOf } from './mark-quote.ts';
import { foldForSearch } from './thai-text.ts';

/**
 * Spaces beside Thai letters say little: writing sets them at will, character recognition and line ends add some. So
 * "ตรวจสอบ ภายใน" is found across a line end too. Others are one space.
 */
const looseSpace = /(?<=[\u0e01-\u0e5b])\s+|\s+(?=[\u0e01-\u0e5b])/g;

/** The one spelling in which pages and queries are compared. */
export const foldText = (text: string): string =>
  foldForSearch(text).replace(looseSpace, '').replace(/\s+/g, ' ').trim();

/**
 * Of folded text, what survives a damaging extraction. Marks are also what recognition misreads most, so it finds the
 * place where "น้ำ" was taken for "นํ้า" or "นา".
 */
export const foldedSkeleton = (folded: string): string => skeletonOf(folded);

/**
 * What recognition wrote, in the letters that people type: it sets ำ in two letters, or as two tone marks and า, which no
 * word has, and fills columns with spaces.
 */
export const tidyRecognised = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')
    .replace(/([\u0e48-\u0e4b])[\u0e48-\u0e4b\u0e4d]\u0e32/g, '$1\u0e33')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

/** Letters that may only be folded together: marks, ำ and า with what they stand on, เเ, spaces with their neighbours. */
const clusters =
  /(?:\u0e40[\u0000\u00ad\u200b-\u200f\u2060\ufeff]*\u0e40|[^])(?:[\p{M}\u0000\u00ad\u200b-\u200f\u2060\ufeff\u0e32\u0e33])*/gu;

/** Folded text that knows where each of its letters came from. */
export interface FoldedMap {
  readonly folded: string;
  /** Clusters of the original, and where each begins in `folded`. */
  readonly clusters: readonly string[];
  readonly begins: readonly number[];
}

export const foldWithMap = (text: string): FoldedMap => mapped(text, true, (piece) => piece);

/** The same for the skeleton, which has no spaces. */
export const skeletonWithMap = (text: string): FoldedMap => mapped(text, false, foldedSkeleton);

/** Thai has some thousand clusters, a page the same hundred again and again. */
const knownClusters = new Map<string, string>();
const mostKnown = 20_000;

function foldCluster(cluster: string): string {
  const known = knownClusters.get(cluster);
  if (known !== undefined) return known;
  const folded = foldForSearch(cluster);
  if (cluster.length <= 6 && knownClusters.size < mostKnown) knownClusters.set(cluster, folded);
  return folded;
}

function mapped(text: string, spaced: boolean, reduce: (folded: string) => string): FoldedMap {
  const parts = text.match(clusters) ?? [];
  const begins: number[] = [];
  let folded = '';
  let space = false;
  for (const part of parts) {
    const raw = foldCluster(part);
    const trimmed = raw.trimStart();
    space ||= trimmed.length < raw.length;
    const piece = reduce(trimmed);
    // As in `foldText`: only between letters that are not Thai.
    if (piece !== '' && space) {
      const isLoose = folded === '' || isThai(folded.charCodeAt(folded.length - 1)) || isThai(piece.charCodeAt(0));
      if (!isLoose && spaced) folded += ' ';
      space = false;
    }
    begins.push(folded.length);
    folded += piece;
  }
  return { folded, clusters: parts, begins };
}

const isThai = (code: number): boolean => code >= 0x0e01 && code <= 0x0e5b;
