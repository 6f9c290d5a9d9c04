import type { FromViewer, ViewerMark, ViewerTool } from '#common/contract/viewer.ts';
import type { Rect } from '#common/domain/annotation.ts';
import type { Point } from '#common/domain/mark-geometry.ts';
import type { Stage, StagePage } from './stage.ts';

/** What pointer and keyboard work on. */
export interface Board {
  readonly stage: Stage;
  readonly tool: ViewerTool;
  readonly readOnly: boolean;
  readonly marks: readonly ViewerMark[];
  readonly selected: string | null;
  /** True while the marks are built anew, when focus moves without the reader. */
  readonly isDrawing: boolean;
  send(message: FromViewer): void;
  select(mark: string | null): void;
  /** Shows new rectangles of a mark at once; `commit` tells the page. */
  preview(mark: string, rects: readonly Rect[]): void;
  commit(mark: string): void;
  /** Makes highlights of the selected text; false when there is none. */
  markSelection(): boolean;
  placeInView(kind: 'rectangle' | 'note'): void;
  /** The point of a page under the pointer, in page units. */
  pointOn(page: StagePage, clientX: number, clientY: number): Point;
}
