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
  size(page: number): Promise<Size>;
  /** Draws into `host` (empties it first); stops quietly when `signal` fires. Called again for another view. */
  draw(page: number, host: HTMLElement, view: PageView, signal: AbortSignal): Promise<void>;
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
  close(): void;
}

/** As much of a source as reading for search needs. */
export type ReadableSource = Pick<PageSource, 'pages' | 'size' | 'text' | 'raster' | 'close'>;

/** Why a document could not be opened; thrown by the openers below this folder only. */
export class OpenError extends Error {
  override readonly name = 'OpenError';
  readonly code: ViewerFailure;

  constructor(code: ViewerFailure, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
