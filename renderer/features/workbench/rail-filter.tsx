import { ListFilter, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { reviewListWords } from '#renderer/lib/review-list-words.ts';
import { reviewLists, type ReviewList } from '#renderer/lib/review-lists.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import type { RailFilter } from './rail-rows.ts';
import { railWords } from './rail-words.ts';
import css from './rail.module.css';

export const isList = (filter: RailFilter): filter is ReviewList => reviewLists.some((list) => list === filter);

/** Lists about the evidence and the reasons, then about what people said, then about the kind of indicator. */
const groups: readonly (readonly ReviewList[])[] = [
  ['not-cited', 'not-seen', 'self-above-rule', 'reason-missing', 'no-evidence', 'evidence-changed', 'look-live'],
  ['flagged', 'low-confidence', 'medium-confidence', 'high-confidence', 'requested', 'certified'],
  ['removed', 'pilot', 'provincial'],
];

/** Live lists, each with its count; choosing one narrows the rail to it. */
export function RailFilterMenu() {
  const t = useMessages(railWords);
  const names = useMessages(reviewListWords);
  const format = useFormat();
  const { rows, setFilter } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const count = (list: ReviewList) => rows.filter((row) => row.lists.includes(list)).length;
  useCommands([{ id: 'filter', label: t.lists, shortcut: 'Shift+F', run: () => setOpen(true) }]);
  return (
    <Menu
      label={t.lists}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button look="quiet" size="small" icon={ListFilter} className={css.listMenu}>
          {t.lists}
        </Button>
      }
      groups={groups
        .map((lists) =>
          lists
            .filter((list) => count(list) > 0)
            .map((list) => ({
              id: list,
              label: t.listEntry(names[list], format.number(count(list))),
              run: () => setFilter(list),
            })),
        )
        .filter((group) => group.length > 0)}
    />
  );
}

/** Which list the rail is narrowed to, and the way back. */
export function ShownList({ list }: { readonly list: ReviewList }) {
  const t = useMessages(railWords);
  const names = useMessages(reviewListWords);
  const format = useFormat();
  const { rows, setFilter } = useDesk();
  const count = rows.filter((row) => row.lists.includes(list)).length;
  const entry = t.listEntry(names[list], format.number(count));
  return (
    <Button size="small" icon={X} className={css.shownList} label={t.leaveList(entry)} onPress={() => setFilter('all')}>
      <span className={text.clip}>{entry}</span>
    </Button>
  );
}
