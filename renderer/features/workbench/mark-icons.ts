import {
  Highlighter,
  MousePointer2,
  MoveUpRight,
  PenLine,
  RectangleEllipsis,
  Square,
  Stamp,
  StickyNote,
  Underline,
  type LucideIcon,
} from 'lucide-react';
import type { PlacedKind, ViewerTool } from '#common/contract/viewer.ts';

/** One picture per kind, on its tool and wherever its marks are listed. */
export const toolIcons: Readonly<Record<ViewerTool, LucideIcon>> = {
  select: MousePointer2,
  highlight: Highlighter,
  underline: Underline,
  rectangle: Square,
  arrow: MoveUpRight,
  ink: PenLine,
  note: StickyNote,
  stamp: Stamp,
  redaction: RectangleEllipsis,
};

export const toolKeys: readonly { readonly tool: ViewerTool; readonly keys: string }[] = [
  { tool: 'select', keys: 'V' },
  { tool: 'highlight', keys: 'H' },
  { tool: 'underline', keys: 'U' },
  { tool: 'rectangle', keys: 'R' },
  { tool: 'arrow', keys: 'A' },
  { tool: 'ink', keys: 'I' },
  { tool: 'note', keys: 'T' },
  { tool: 'redaction', keys: 'G' },
  // Last: the menu of its words stands beside it.
  { tool: 'stamp', keys: 'S' },
];

/** Of words and lines one makes several in a row; all other tools are put down after one mark. */
export const isSticky = (tool: ViewerTool): boolean => tool === 'highlight' || tool === 'underline' || tool === 'ink';

/** Kinds that Enter puts into the view, without words under them. */
export const isPlaced = (tool: ViewerTool): tool is PlacedKind =>
  tool !== 'select' && tool !== 'highlight' && tool !== 'underline';
