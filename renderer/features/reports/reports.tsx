import { useMutation, useQuery } from '@tanstack/react-query';
import { Download, FileText, Printer, Signature } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Language } from '#common/domain/text.ts';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Note } from '#renderer/components/note.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
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
      <PrintCard submission={submission} locked={snapshot.review.finalised !== null} />
      <PackageTable packages={packages.data} lockedAt={snapshot.review.finalised?.at ?? null} submission={submission} />
      {receipts}
      <DataCard submission={submission} />
      <AnnotationsCard submission={submission} locked={snapshot.review.finalised !== null} />
    </div>
  );
}

function PrintCard({ submission, locked }: { readonly submission: string; readonly locked: boolean }) {
  const t = useMessages(reportWords);
  const format = useFormat();
  const settings = useSettings();
  const [language, setLanguage] = useState<Language>(settings.language);
  const [digits, setDigits] = useState(settings.printDigits);
  const create = useMutation({
    meta: { shown: true },
    mutationFn: () => call('report.create', { submission, language, digits }),
    onSuccess: saveExport,
  });
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
          <div className={css.choices}>
            <div>
              <div className={css.label} aria-hidden>
                {t.language}
              </div>
              <Segmented
                label={t.language}
                value={language}
                onChange={setLanguage}
                options={[
                  { value: 'th', label: t.thai },
                  { value: 'en', label: t.english },
                ]}
              />
            </div>
            <div>
              <div className={css.label} aria-hidden>
                {t.digits}
              </div>
              <Segmented
                label={t.digits}
                value={digits}
                onChange={setDigits}
                options={[
                  { value: 'thai', label: t.thaiDigits },
                  { value: 'arabic', label: t.arabicDigits },
                ]}
              />
            </div>
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
          <Done ticket={create.data} size={create.data ? format.bytes(create.data.size) : ''} />
          {create.error && (
            <Note tone="bad" live>
              {errorText(create.error, settings.language)}
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
