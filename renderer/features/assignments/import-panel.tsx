import { CircleCheck, CircleX, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ImportResult } from '#common/contract/channels/submission.ts';
import { IconButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { ProgressBar } from '#renderer/components/progress-bar.tsx';
import { errorText, failureText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useProgress, type Progress } from '#renderer/lib/progress.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import type { useImport } from './import-job.ts';
import { assignmentWords } from './words.ts';
import css from './import-panel.module.css';

type ImportState = NonNullable<ReturnType<typeof useImport>['state']>;

/** What is being imported, and what became of each file. */
export function ImportPanel({ state, onClose }: { readonly state: ImportState; readonly onClose: () => void }) {
  const t = useMessages(assignmentWords);
  const language = useLanguage();
  if (state.status === 'pending') return <Running state={state} />;
  return (
    <Card label={t.resultTitle} className={css.panel}>
      <div className={css.results} role="status">
        {state.error ? (
          <Note tone="bad">{errorText(state.error, language)}</Note>
        ) : (
          <ul>
            {state.data?.map((result, index) => (
              <Result key={index} result={result} />
            ))}
          </ul>
        )}
      </div>
      <IconButton icon={X} label={t.close} onPress={onClose} />
    </Card>
  );
}

function Running({ state }: { readonly state: ImportState }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const progress = useProgress(state.variables?.job ?? null);
  const words = (p: Progress): string => {
    const show = (n: number) => (p.unit === 'bytes' ? format.bytes(n) : format.number(n));
    return `${p.label ?? ''} ${t.importDone(show(p.done), show(p.total))}`.trim();
  };
  return (
    <Card className={css.panel}>
      <ProgressBar
        label={state.variables?.files === null ? t.importingSample : t.importing}
        value={progress ? words(progress) : t.preparing}
        share={progress && progress.total > 0 ? progress.done / progress.total : null}
      />
    </Card>
  );
}

const looks: Readonly<
  Record<ImportResult['outcome'], { readonly icon: LucideIcon; readonly look: 'ok' | 'warn' | 'bad' }>
> = {
  imported: { icon: CircleCheck, look: 'ok' },
  updated: { icon: CircleCheck, look: 'ok' },
  'already-there': { icon: CircleCheck, look: 'ok' },
  incomplete: { icon: TriangleAlert, look: 'warn' },
  refused: { icon: CircleX, look: 'bad' },
};

function Result({ result }: { readonly result: ImportResult }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const language = useLanguage();
  const { icon, look } = looks[result.outcome];
  return (
    <li className={css.result}>
      <Icon of={icon} className={css[look]} />
      <div>
        <b>{result.laoName ?? result.fileName}</b>{' '}
        <span className={css.second}>
          {t[result.outcome]}
          {result.outcome !== 'refused' && ` · ${t.files(format.number(result.files))}`}
          {result.laoName !== null && ` · ${result.fileName}`}
        </span>
        {result.failure && <div>{failureText(result.failure, language)}</div>}
        {result.quarantined.length > 0 && <div>{t.quarantineText(result.quarantined.join(', '))}</div>}
      </div>
    </li>
  );
}
