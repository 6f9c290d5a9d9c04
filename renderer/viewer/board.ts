import type { FromViewer, PlacedKind, ViewerMark, ViewerTool } from '#common/contract/viewer.ts';
import type { MarkColour, Point, Rect, Stroke } from '#common/domain/annotation.ts';
import type { Stage, StagePage } from './stage.ts';

/** What pointer and keyboard work on. */
export interface Board {
  readonly stage: Stage;
  readonly tool: ViewerTool;
  readonly colour: MarkColour;
  readonly stamp: string;
  readonly readOnly: boolean;
  readonly marks: readonly ViewerMark[];
  readonly selected: string | null;
  /** True while the marks are built anew, when focus moves without the reader. */
  readonly isDrawing: boolean;
  send(message: FromViewer): void;
  select(mark: string | null): void;
  /** Shows a mark's new shape at once; `commit` tells the page. */
  preview(mark: string, rects: readonly Rect[], strokes?: readonly Stroke[]): void;
  commit(mark: string): void;
  /** Makes marks of the selected text; false when there is none. */
  markSelection(kind: 'highlight' | 'underline'): boolean;
  placeInView(kind: PlacedKind): void;
  /** The point of a page under the pointer, in page units. */
  pointOn(page: StagePage, clientX: number, clientY: number): Point;
}
