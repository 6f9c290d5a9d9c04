import { useMutation } from '@tanstack/react-query';
import { CalendarCheck, Download, Eye } from 'lucide-react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { paperHindrance, type PaperHindrance } from '#common/domain/paper/hindrance.ts';
import { paperKinds, type PaperKind } from '#common/domain/paper/paper.ts';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import type { Paper } from '#renderer/components/paper-choice.tsx';
import { PdfPreview } from '#renderer/components/pdf-preview.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { hindranceWords, paperNames, paperWords } from './paper-words.ts';
import css from './reports.module.css';

/** Every further paper of the LAO: what it is for, whether it can be printed, and the print itself. */
export function PapersCard({
  detail,
  snapshot,
  paper,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
  readonly paper: Paper;
}) {
  const t = useMessages(paperWords);
  const language = useLanguage();
  const { submission, review } = snapshot;
  const make = (kind: PaperKind) => call('report.paper', { submission, kind, ...paper });
  const preview = useMutation({ mutationFn: make });
  const save = useMutation({
    mutationFn: make,
    onSuccess: (ticket) => {
      saveExport(ticket);
      tellDone(t.saved(ticket.fileName));
    },
  });
  return (
    <Card label={t.title} className={css.papers}>
      <header className={css.head} data-pane>
        <div className={css.grow}>
          <h2>{t.title}</h2>
          <div className={css.text}>{t.text}</div>
        </div>
      </header>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t.paper}</th>
            <th scope="col">{t.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {paperKinds.map((kind) => {
            const { name, use } = paperNames[kind][language];
            const { manifest, instrument } = detail;
            const hindrance = paperHindrance(kind, { manifest, instrument, review });
            return (
              <tr key={kind}>
                <th scope="row">
                  {name}
                  <div className={css.text}>{use}</div>
                </th>
                <td>
                  <PaperState hindrance={hindrance} isDraft={review.finalised === null} />
                </td>
                <td className={css.right}>
                  {hindrance === 'no-visit' && (
                    <LinkButton size="small" icon={CalendarCheck} to={`/s/${submission}/visit`}>
                      {t.toVisit}
                    </LinkButton>
                  )}
                  {hindrance === null && (
                    <div className={css.actions}>
                      <Button
                        size="small"
                        icon={Eye}
                        label={t.previewOf(name)}
                        pending={preview.isPending && preview.variables === kind}
                        onPress={() => preview.mutate(kind)}
                      >
                        {preview.isPending && preview.variables === kind ? t.making : t.preview}
                      </Button>
                      <Button
                        size="small"
                        icon={Download}
                        label={t.saveOf(name)}
                        pending={save.isPending && save.variables === kind}
                        onPress={() => save.mutate(kind)}
                      >
                        {save.isPending && save.variables === kind ? t.making : t.save}
                      </Button>
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {preview.data && (
        <PdfPreview
          ticket={preview.data}
          title={paperNames[preview.variables][language].name}
          onClose={preview.reset}
        />
      )}
    </Card>
  );
}

function PaperState({ hindrance, isDraft }: { readonly hindrance: PaperHindrance | null; readonly isDraft: boolean }) {
  const t = useMessages(paperWords);
  const language = useLanguage();
  if (hindrance !== null) return <Chip>{hindranceWords[hindrance][language]}</Chip>;
  return <Chip tone={isDraft ? 'warn' : 'ok'}>{isDraft ? t.draft : t.ready}</Chip>;
}
