import type { ViewerFailure } from '#common/contract/viewer.ts';
import type { Rect } from '#common/domain/annotation.ts';
import type { Rotation, Size } from '#common/domain/mark-geometry.ts';
import type { DocumentInside } from './document-inside.ts';

/** How a page is to be drawn: CSS pixels per page unit, and the reader's turn. */
export interface PageView {
  readonly scale: number;
  readonly rotation: Rotation;
}

/**
 * An opened document. Page units: PDF points or image pixels, origin top left of the page as its author meant it to be
 * seen (a PDF's /Rotate and a photo's EXIF orientation are applied), before the reader's own turn.
 */
export interface PageSource {
  readonly pages: number;
  /** CSS pixels per page unit at 100 %. */
  readonly naturalScale: number;
  /** How it is shown first; a single picture as a whole, all others across. */
  readonly fit?: 'width' | 'page';
  size(page: number): Promise<Size>;
  /** Draws into `host` (empties it first); stops quietly when `signal` fires. Called again for another view. */
  draw(page: number, host: HTMLElement, view: PageView, signal: AbortSignal): Promise<void>;
  /** Beginning of the names of the fonts that it put on the frame; absent where it brings none. */
  readonly fonts?: string;
  /** Text of a page as extracted; absent where there is none to extract. */
  text?(page: number): Promise<string>;
  /** The page as pixels, at most `height` high; absent for what has no fixed look (sheets, flowing text). */
  raster?(page: number, height: number): Promise<HTMLCanvasElement>;
  /** Where a part of the text of a page stands, in page units; goes with `text`. */
  textBoxes?(page: number, begin: number, end: number): Promise<readonly Rect[]>;
  /** The page small, not larger than `fit`; null when `signal` fired. Without it `raster` is taken, or a number. */
  thumbnail?(page: number, fit: Size, signal: AbortSignal): Promise<HTMLCanvasElement | null>;
  /** What it carries besides its pages. */
  readonly inside?: DocumentInside;
  /** Instead of pages with a fixed look: fills the view by itself. `size` and `draw` are not asked then. */
  readonly whole?: WholeView;
  close(): void;
}

/** As much of a source as reading for search needs. */
export type ReadableSource = Pick<PageSource, 'pages' | 'size' | 'text' | 'raster' | 'close'>;

/** What has no pages of a fixed look (text, sheets, sound): cited as a whole, nothing is marked on it. */
export interface WholeView {
  /** Puts itself into the view; says which of its `pages` (sheets) is seen from then on. */
  mount(host: HTMLElement, onPage: (page: number) => void): void;
  /** Size of what is read, 1 as it comes. */
  zoom(scale: number): void;
  go(page: number): void;
  /** Brings a part of the text of a page into view, and shows which it is. */
  show?(page: number, begin: number, end: number): void;
}

/** For sources with `whole`: they have no pages of a size. */
export const noPages: Pick<PageSource, 'naturalScale' | 'size' | 'draw'> = {
  naturalScale: 1,
  size: async () => ({ width: 1, height: 1 }),
  draw: async () => undefined,
};

/** Why a document could not be opened; thrown by the openers below this folder only. */
export class OpenError extends Error {
  override readonly name = 'OpenError';
  readonly code: ViewerFailure;

  constructor(code: ViewerFailure, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
