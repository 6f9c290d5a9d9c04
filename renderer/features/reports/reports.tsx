import { useMutation, useQuery } from '@tanstack/react-query';
import { Download, Eye, FileText, Printer, Signature } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Note } from '#renderer/components/note.tsx';
import { PaperChoice, usePaper, type Paper } from '#renderer/components/paper-choice.tsx';
import { PdfPreview } from '#renderer/components/pdf-preview.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { useReview } from '#renderer/lib/use-review.ts';
import { AnnotationsCard } from './annotations-card.tsx';
import { DataCard } from './data-card.tsx';
import { PackageTable } from './package-table.tsx';
import { PapersCard } from './papers-card.tsx';
import { reportWords } from './words.ts';
import css from './reports.module.css';

/** The printed result, and the signed packages to send away. */
export function Reports({
  submission,
  receipts,
}: {
  readonly submission: string;
  /** Another feature's card: what the centre said of the packages. */
  readonly receipts?: ReactNode;
}) {
  const { detail, snapshot, error, retry } = useReview(submission);
  const [paper, setPaper] = usePaper();
  const packages = useQuery(query('package.list', { submission }));
  const failed = error ?? (packages.data ? null : packages.error);
  if (failed) {
    return (
      <ErrorState
        error={failed}
        onRetry={() => {
          retry();
          void packages.refetch();
        }}
      />
    );
  }
  if (!detail || !snapshot || !packages.data) return <Waiting />;
  return (
    <div className={css.page}>
      <PaperChoice paper={paper} onChange={setPaper} />
      <PrintCard submission={submission} locked={snapshot.review.finalised !== null} paper={paper} />
      <PapersCard detail={detail} snapshot={snapshot} paper={paper} />
      <PackageTable packages={packages.data} lockedAt={snapshot.review.finalised?.at ?? null} submission={submission} />
      {receipts}
      <DataCard submission={submission} />
      <AnnotationsCard submission={submission} locked={snapshot.review.finalised !== null} />
    </div>
  );
}

function PrintCard({
  submission,
  locked,
  paper,
}: {
  readonly submission: string;
  readonly locked: boolean;
  readonly paper: Paper;
}) {
  const t = useMessages(reportWords);
  const format = useFormat();
  const { language } = useSettings();
  const create = useMutation({
    meta: { shown: true },
    mutationFn: () => call('report.create', { submission, ...paper }),
    onSuccess: saveExport,
  });
  const preview = useMutation({ mutationFn: () => call('report.create', { submission, ...paper }) });
  useCommands([
    { id: 'print', label: t.print, shortcut: 'Ctrl+P', hint: t.print, run: () => !create.isPending && create.mutate() },
  ]);
  return (
    <Card label={t.title} className={css.card}>
      <div className={css.body} data-pane>
        <FileText className={css.picture} aria-hidden />
        <div className={css.grow}>
          <h1>{t.title}</h1>
          <p className={css.text}>{t.text}</p>
          {locked ? (
            <Note tone="ok">{t.final}</Note>
          ) : (
            <Note
              tone="warn"
              actions={
                <LinkButton size="small" icon={Signature} to={`/s/${submission}/sign`}>
                  {t.toSign}
                </LinkButton>
              }
            >
              <b>{t.draftTitle}</b> {t.draft}
            </Note>
          )}
          <div className={css.submit}>
            <Button size="large" icon={Eye} pending={preview.isPending} onPress={() => preview.mutate()}>
              {preview.isPending ? t.creating : t.preview}
            </Button>
            <Button
              look="primary"
              size="large"
              icon={Printer}
              keys="Ctrl+P"
              pending={create.isPending}
              onPress={() => create.mutate()}
            >
              {create.isPending ? t.creating : t.create}
            </Button>
          </div>
          {preview.data && <PdfPreview ticket={preview.data} title={t.title} onClose={preview.reset} />}
          <Done ticket={create.data} size={create.data ? format.bytes(create.data.size) : ''} />
          {create.error && (
            <Note tone="bad" live>
              {errorText(create.error, language)}
            </Note>
          )}
        </div>
      </div>
    </Card>
  );
}

function Done({
  ticket,
  size,
}: {
  readonly ticket: { readonly ticket: string; readonly fileName: string } | undefined;
  readonly size: string;
}) {
  const t = useMessages(reportWords);
  if (!ticket) return null;
  return (
    <Note
      tone="ok"
      live
      actions={
        <Button size="small" icon={Download} onPress={() => saveExport(ticket)}>
          {t.saveAgain}
        </Button>
      }
    >
      {t.done(ticket.fileName, size)}
    </Note>
  );
}
