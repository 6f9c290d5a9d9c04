import type { ToViewer, ViewerTool } from '#common/contract/viewer.ts';
import type { Command } from '#renderer/lib/keyboard.ts';
import { toolKeys } from './mark-icons.ts';
import type { NumberedCitation } from './mark-changes.ts';
import type { viewerWords } from './viewer-words.ts';
import type { workbenchWords } from './workbench-words.ts';
import type { Messages } from '#renderer/lib/messages.ts';

type Of<M> = M extends Messages<infer W> ? W : never;

interface Deps {
  readonly t: Of<typeof workbenchWords>;
  readonly words: Of<typeof viewerWords>;
  readonly citations: readonly NumberedCitation[];
  readonly locked: boolean;
  readonly hasDocument: boolean;
  readonly hasMark: boolean;
  step(by: 1 | -1): void;
  stepFile(by: 1 | -1): void;
  goNext(wanted: 'unscored' | 'to-fix'): void;
  cite(): void;
  jumpTo(citation: NumberedCitation): void;
  deleteMark(): void;
  setTool(tool: ViewerTool): void;
  send(message: ToViewer): void;
  goToPage(): void;
  undo(): void;
  redo(): void;
}

/** Keys of the workbench apart from the score form's own. */
export function workbenchCommands(deps: Deps): readonly Command[] {
  return [...movingCommands(deps), ...markingCommands(deps), ...viewingCommands(deps)];
}

const movingCommands = ({ t, words, step, stepFile, goNext, undo, redo }: Deps): readonly Command[] => [
  { id: 'next', label: t.nextIndicator, shortcut: 'Alt+ArrowDown', run: () => step(1) },
  { id: 'previous', label: t.previousIndicator, shortcut: 'Alt+ArrowUp', hint: t.switchHint, run: () => step(-1) },
  { id: 'next-unscored', label: t.nextUnscored, shortcut: 'N', run: () => goNext('unscored') },
  { id: 'next-to-fix', label: t.nextToFix, shortcut: 'Shift+N', run: () => goNext('to-fix') },
  { id: 'next-file', label: t.nextFile, shortcut: 'Ctrl+ArrowRight', outsideText: true, run: () => stepFile(1) },
  {
    id: 'previous-file',
    label: t.previousFile,
    shortcut: 'Ctrl+ArrowLeft',
    outsideText: true,
    run: () => stepFile(-1),
  },
  { id: 'undo', label: words.undo, shortcut: 'Ctrl+Z', outsideText: true, run: undo },
  { id: 'redo', label: words.redo, shortcut: ['Ctrl+Y', 'Ctrl+Shift+Z'], outsideText: true, run: redo },
];

function markingCommands({ t, words, citations, ...deps }: Deps): readonly Command[] {
  const enabled = !deps.locked;
  return [
    { id: 'cite', label: t.cite, shortcut: 'C', enabled, run: deps.cite },
    ...citations.slice(0, 9).map((citation) => ({
      id: `citation-${String(citation.number)}`,
      label: t.jump(String(citation.number)),
      shortcut: `Alt+${String(citation.number)}`,
      run: () => deps.jumpTo(citation),
    })),
    ...toolKeys.map(({ tool, keys }) => ({
      id: `tool-${tool}`,
      label: words[tool],
      shortcut: keys,
      enabled: enabled && deps.hasDocument,
      run: () => deps.setTool(tool),
    })),
    {
      id: 'delete-mark',
      label: t.deleteMark,
      shortcut: 'Delete',
      enabled: enabled && deps.hasMark,
      run: deps.deleteMark,
    },
  ];
}

function viewingCommands({ t, words, send, goToPage, hasDocument }: Deps): readonly Command[] {
  const zoom = (
    id: string,
    label: string,
    shortcut: string | readonly string[],
    to: 'in' | 'out' | 'fit-width' | 'fit-page',
  ) => ({
    id,
    label,
    shortcut,
    enabled: hasDocument,
    run: () => send({ kind: 'zoom', zoom: to }),
  });
  return [
    zoom('zoom-in', words.zoomIn, ['Ctrl++', 'Ctrl+Shift++'], 'in'),
    zoom('zoom-out', words.zoomOut, 'Ctrl+-', 'out'),
    zoom('fit-page', words.fitPage, 'Ctrl+0', 'fit-page'),
    zoom('fit-width', words.fitWidth, 'W', 'fit-width'),
    {
      id: 'rotate',
      label: words.rotate,
      shortcut: 'Ctrl+Shift+R',
      enabled: hasDocument,
      run: () => send({ kind: 'rotate' }),
    },
    { id: 'go-to-page', label: t.goToPage, shortcut: 'Ctrl+G', enabled: hasDocument, run: goToPage },
  ];
}
