import { useMutation } from '@tanstack/react-query';
import { Download, Eye, FileCheck, FileQuestionMark, Printer } from 'lucide-react';
import { useState } from 'react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Note } from '#renderer/components/note.tsx';
import { PdfPreview } from '#renderer/components/pdf-preview.tsx';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { useReview } from '#renderer/lib/use-review.ts';
import { RequestGroups, type Shown } from './request-groups.tsx';
import { requestListWords } from './words.ts';
import css from './requests.module.css';

/** Everything that the team asked of one LAO, to tick off and to print for handing over. */
export function Requests({ submission }: { readonly submission: string }) {
  const { detail, snapshot, error, retry } = useReview(submission);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (!detail || !snapshot) return <Waiting />;
  return <Loaded detail={detail} snapshot={snapshot} />;
}

function Loaded({ detail, snapshot }: { readonly detail: SubmissionDetail; readonly snapshot: ReviewSnapshot }) {
  const t = useMessages(requestListWords);
  const format = useFormat();
  const { language, printDigits } = useSettings();
  const { submission, review } = snapshot;
  const { requests } = review;
  const open = requests.filter(({ done }) => !done).length;
  const [shown, setShown] = useState<Shown>('open');
  const which = shown === 'open' ? 'open' : 'all';
  const make = () => call('report.handOver', { submission, which, language, digits: printDigits });
  const print = useMutation({ meta: { shown: true }, mutationFn: make, onSuccess: saveExport });
  const preview = useMutation({ mutationFn: make });
  const canPrint = which === 'open' ? open > 0 : requests.length > 0;
  useCommands([
    {
      id: 'print',
      label: t.print,
      shortcut: 'Ctrl+P',
      hint: t.print,
      enabled: canPrint,
      run: () => {
        if (!print.isPending) print.mutate();
      },
    },
  ]);
  if (requests.length === 0) {
    return (
      <EmptyState
        icon={FileQuestionMark}
        title={t.none}
        actions={
          <LinkButton look="primary" icon={FileCheck} to={`/s/${submission}/review`}>
            {t.toReview}
          </LinkButton>
        }
      >
        {t.noneText}
      </EmptyState>
    );
  }
  const count = (value: number) => format.number(value);
  return (
    <div className={css.page} data-pane>
      <header className={css.head}>
        <div className={css.title}>
          <h1>{t.title}</h1>
          <div className={css.text}>{t.text}</div>
        </div>
        {canPrint && (
          <div className={css.prints}>
            <Button icon={Eye} pending={preview.isPending} onPress={() => preview.mutate()}>
              {preview.isPending ? t.printing : t.preview}
            </Button>
            <Button
              look="primary"
              icon={Printer}
              keys="Ctrl+P"
              pending={print.isPending}
              onPress={() => print.mutate()}
            >
              {print.isPending ? t.printing : t.print}
            </Button>
          </div>
        )}
        {preview.data && <PdfPreview ticket={preview.data} title={t.title} onClose={preview.reset} />}
      </header>
      <div className={css.bar}>
        <Segmented
          label={t.show}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'open', label: t.open(count(open)) },
            { value: 'done', label: t.done(count(requests.length - open)) },
            { value: 'all', label: t.all(count(requests.length)) },
          ]}
        />
        {canPrint && <span className={css.text}>{which === 'open' ? t.printsOpen : t.printsAll}</span>}
      </div>
      {review.finalised !== null && <Note>{t.locked}</Note>}
      {print.data && (
        <Note
          tone="ok"
          live
          actions={
            <Button size="small" icon={Download} onPress={() => saveExport(print.data)}>
              {t.saveAgain}
            </Button>
          }
        >
          {t.printed(print.data.fileName, format.bytes(print.data.size))}
        </Note>
      )}
      {print.error && (
        <Note tone="bad" live>
          {errorText(print.error, language)}
        </Note>
      )}
      <RequestGroups detail={detail} snapshot={snapshot} shown={shown} />
    </div>
  );
}
