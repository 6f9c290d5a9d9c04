import { CircleStop, Download } from 'lucide-react';
import type { Made } from '#common/contract/channels/province.ts';
import { Button } from '#renderer/components/button.tsx';
import { Note } from '#renderer/components/note.tsx';
import { ProgressBar } from '#renderer/components/progress-bar.tsx';
import { codeOf, errorText, failureText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useProgress } from '#renderer/lib/progress.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { saveExport } from '#renderer/lib/api.ts';
import { provinceWords } from './words.ts';
import css from './province.module.css';

/** How far the job is and the way out, or what became of it. */
export function JobState({
  state,
  onCancel,
}: {
  readonly state: {
    readonly status: string;
    readonly data: Made | undefined;
    readonly error: Error | null;
    readonly variables: { readonly job: string } | undefined;
  };
  readonly onCancel: () => void;
}) {
  const t = useMessages(provinceWords);
  const language = useLanguage();
  if (state.status === 'pending') return <Running job={state.variables?.job ?? null} onCancel={onCancel} />;
  if (state.error !== null) {
    const isCancelled = codeOf(state.error) === 'cancelled';
    return (
      <Note tone={isCancelled ? 'warn' : 'bad'} live>
        {isCancelled ? t.cancelled : errorText(state.error, language)}
      </Note>
    );
  }
  return state.data ? <Done made={state.data} /> : null;
}

function Running({ job, onCancel }: { readonly job: string | null; readonly onCancel: () => void }) {
  const t = useMessages(provinceWords);
  const format = useFormat();
  const progress = useProgress(job);
  const { done, total, label } = progress ?? { done: 0, total: 0, label: '' };
  return (
    <div className={css.running}>
      <div className={css.grow}>
        <ProgressBar
          label={t.working}
          value={total === 0 ? '' : t.of(format.number(done), format.number(total))}
          share={total === 0 ? null : done / total}
        />
        <p className={css.now}>{label}</p>
      </div>
      <Button size="small" icon={CircleStop} onPress={onCancel}>
        {t.cancel}
      </Button>
    </div>
  );
}

function Done({ made }: { readonly made: Made }) {
  const t = useMessages(provinceWords);
  const format = useFormat();
  const language = useLanguage();
  const { files, results, leftOut } = made;
  const isOne = files.length === 1;
  const save = files.map((file) => (
    <Button key={file.ticket} size="small" icon={Download} onPress={() => saveExport(file)}>
      {isOne ? t.saveAgain : t.save(file.fileName)}
    </Button>
  ));
  return (
    <>
      <Note tone="ok" live actions={save}>
        {isOne
          ? t.made(
              files.map(({ fileName, size }) => `${fileName} (${format.bytes(size)})`).join(', '),
              format.number(results),
            )
          : t.ready(format.number(results))}
      </Note>
      {leftOut.length > 0 && (
        <Note tone="warn" live>
          <b>{t.leftOut(format.number(leftOut.length))}</b>
          <ul className={css.leftOut}>
            {leftOut.map(({ laoCode, laoName, code }) => (
              <li key={laoCode}>{`${laoName} (${laoCode}): ${failureText({ code }, language)}`}</li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}
