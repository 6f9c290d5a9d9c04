import { useCommands } from '#renderer/lib/commands.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { roomWords } from './room-words.ts';
import type { EvidenceView } from './use-evidence-view.ts';
import type { ChosenLayout } from './viewer-layout.ts';

export interface FindRequest {
  readonly isOpen: boolean;
  /** Counts how often it was asked for. */
  readonly asked: number;
  readonly query: string;
}

export interface RoomCommands {
  openFind(): void;
  closeFind(): void;
}

/** Keys for what stands around the pages. */
export function useRoomCommands({
  view,
  layout,
  find,
  setFind,
  openAbout,
}: {
  readonly view: EvidenceView;
  readonly layout: ChosenLayout;
  readonly find: FindRequest;
  readonly setFind: (find: FindRequest) => void;
  readonly openAbout: () => void;
}): RoomCommands {
  const t = useMessages(roomWords);
  const isShown = view.document !== null && view.state.phase === 'shown';
  const isFinding = find.isOpen && isShown;
  const openFind = () => {
    setFind({ ...find, isOpen: true, asked: find.asked + 1 });
  };
  const closeFind = () => {
    setFind({ ...find, isOpen: false });
    view.frame.current?.focus();
  };
  const step = (back: boolean) => {
    if (isFinding && find.query !== '') view.send({ kind: 'find', query: find.query, back });
    else openFind();
  };
  useCommands([
    { id: 'find', label: t.find, shortcut: 'Ctrl+F', enabled: isShown, run: openFind },
    { id: 'find-next', label: t.findNext, shortcut: 'F3', enabled: isShown, run: () => step(false) },
    { id: 'find-previous', label: t.findPrevious, shortcut: 'Shift+F3', enabled: isShown, run: () => step(true) },
    { id: 'find-close', label: t.findClose, shortcut: 'Escape', enabled: isFinding, run: closeFind },
    { id: 'thumbnails', label: t.thumbnails, shortcut: 'F4', run: () => layout.toggleSide('thumbnails') },
    { id: 'outline', label: t.outline, shortcut: 'Shift+F4', run: () => layout.toggleSide('outline') },
    { id: 'split', label: t.split, shortcut: 'Ctrl+\\', run: layout.toggleSplit },
    { id: 'about-file', label: t.about, shortcut: 'Ctrl+I', enabled: isShown, run: openAbout },
  ]);
  return { openFind, closeFind };
}
