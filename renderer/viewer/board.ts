import type { FromViewer, ViewerMark, ViewerTool } from '#common/contract/viewer.ts';
import type { Mark, MarkColour, MarkKind, Point } from '#common/domain/annotation.ts';
import type { Shape } from '#common/domain/mark-shape.ts';
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
  /** Tells the page of a mark that the reader made, with the tool's colour and words. */
  draw(page: StagePage, kind: MarkKind, shape: Shape, quote?: Mark['quote']): void;
  select(mark: string | null): void;
  /** Shows a mark's new shape at once; `commit` tells the page. */
  preview(mark: string, shape: Shape): void;
  /** Shows it again as the page has it. */
  revert(mark: string): void;
  commit(mark: string): void;
  /** Makes marks of the selected text; false when there is none. */
  markSelection(kind: 'highlight' | 'underline'): boolean;
  /** Puts a mark into the middle of what is seen. */
  placeInView(kind: MarkKind): void;
  /** The point of a page under the pointer, in page units. */
  pointOn(page: StagePage, clientX: number, clientY: number): Point;
}
