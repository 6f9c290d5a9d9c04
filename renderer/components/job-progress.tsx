import { useFormat } from '#renderer/lib/format.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { useProgress } from '#renderer/lib/progress.ts';
import { ProgressBar } from './progress-bar.tsx';

const words = defineMessages({
  th: { share: (n: string) => `ร้อยละ ${n}` },
  en: { share: (n) => `${n}%` },
});

/** How far a long job is, in percent; before its first word only that it goes on. */
export function JobProgress({ job, label }: { readonly job: string; readonly label: string }) {
  const t = useMessages(words);
  const format = useFormat();
  const progress = useProgress(job);
  const share = progress !== null && progress.total > 0 ? progress.done / progress.total : null;
  return (
    <ProgressBar
      label={label}
      value={share === null ? '' : t.share(format.number(Math.floor(share * 100)))}
      share={share}
    />
  );
}
