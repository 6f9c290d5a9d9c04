import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useQueueActions } from '#renderer/lib/download-queue.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { downloadWords } from './download-words.ts';
import { sumOf, type WorkRow } from './work-rows.ts';
import css from './assignments.module.css';

/** Brings what is picked, else everything that is not here. Nothing left to bring: no button. */
export function DownloadButton({
  rows,
  selected,
  onDone,
}: {
  readonly rows: readonly WorkRow[];
  readonly selected: ReadonlySet<string>;
  readonly onDone: () => void;
}) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const queue = useQueueActions();
  const all = useMemo(() => sumOf(rows), [rows]);
  const picked = useMemo(() => sumOf(rows.filter(({ id }) => selected.has(id))), [rows, selected]);
  const allLabel = t.downloadAll(format.number(all.ids.length), format.bytes(all.size));
  useCommands([{ id: 'download-all', label: allLabel, enabled: all.ids.length > 0, run: () => queue.add(all.ids) }]);
  if (all.ids.length === 0) return null;
  const some = picked.ids.length > 0;
  return (
    <Button
      size="small"
      className={css.import}
      icon={Download}
      onPress={() => {
        queue.add(some ? picked.ids : all.ids);
        onDone();
      }}
    >
      {some ? t.downloadSelected(format.number(picked.ids.length)) : allLabel}
    </Button>
  );
}
