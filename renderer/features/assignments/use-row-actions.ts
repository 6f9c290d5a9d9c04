import {
  CirclePause,
  CircleX,
  Download,
  FilePlus2,
  FolderOpen,
  Info,
  ListStart,
  Play,
  RotateCw,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import type { MenuEntry } from '#renderer/components/menu.tsx';
import { useQueueActions } from '#renderer/lib/download-queue.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { downloadWords } from './download-words.ts';
import { actionsOf, type RowAction } from './row-actions.ts';
import type { WorkRow } from './work-rows.ts';

const icons: Readonly<Record<RowAction, LucideIcon>> = {
  download: Download,
  'download-new': FilePlus2,
  pause: CirclePause,
  resume: Play,
  'try-now': RotateCw,
  retry: RotateCw,
  first: ListStart,
  cancel: CircleX,
};

interface RowActions {
  run(action: RowAction, row: WorkRow): void;
  /** The first action of a row as a word, for the hint of the key D; null when there is none. */
  mainOf(row: WorkRow | null): RowAction | null;
  menuOf(row: WorkRow, open: (row: WorkRow) => void): readonly (readonly MenuEntry[])[];
  /** Submission whose download the person wants to cancel: removing bytes asks first. */
  readonly cancelling: WorkRow | null;
  endCancelling(): void;
}

/** What keys, buttons and menus of the list do with a row's download. */
export function useRowActions(): RowActions {
  const t = useMessages(downloadWords);
  const queue = useQueueActions();
  const [cancelling, setCancelling] = useState<WorkRow | null>(null);
  const run = (action: RowAction, row: WorkRow) => {
    const { submission } = row;
    if (submission === null) return;
    switch (action) {
      case 'download':
      case 'download-new':
        queue.add([submission]);
        return;
      case 'pause':
        queue.pause(submission);
        return;
      case 'resume':
      case 'try-now':
      case 'retry':
        queue.resume(submission);
        return;
      case 'first':
        queue.first(submission);
        return;
      case 'cancel':
        setCancelling(row);
        return;
    }
  };
  return {
    run,
    mainOf: (row) => (row === null ? null : (actionsOf(row)[0] ?? null)),
    menuOf: (row, open) => {
      const opens = row.here !== null;
      return [
        [
          {
            id: 'open',
            label: opens ? t.open : t.details,
            icon: opens ? FolderOpen : Info,
            keys: 'Enter',
            run: () => {
              open(row);
            },
          },
        ],
        ...[actionsOf(row)]
          .filter((actions) => actions.length > 0)
          .map((actions) =>
            actions.map((action, index) => ({
              id: action,
              label: t[action],
              icon: icons[action],
              keys: index === 0 ? 'D' : undefined,
              run: () => {
                run(action, row);
              },
            })),
          ),
      ];
    },
    cancelling,
    endCancelling: () => {
      setCancelling(null);
    },
  };
}
