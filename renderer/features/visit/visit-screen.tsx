import { ArrowLeft } from 'lucide-react';
import { LinkButton } from '#renderer/components/button.tsx';
import { Note } from '#renderer/components/note.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { useReview } from '#renderer/lib/use-review.ts';
import { VisitFacts } from './visit-facts.tsx';
import { VisitFields } from './visit-fields.tsx';
import { VisitLists } from './visit-lists.tsx';
import { visitWords } from './words.ts';
import css from './visit.module.css';

/** One visit to the LAO: when, where, who was there, and what came of it. */
export function VisitScreen({ submission }: { readonly submission: string }) {
  const t = useMessages(visitWords);
  const { detail, snapshot, error, retry } = useReview(submission);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (!detail || !snapshot) return <Waiting />;
  const { review } = snapshot;
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.title}>
          <h1>{t.title}</h1>
          <div className={css.third}>{t.text}</div>
        </div>
        <LinkButton to={`/s/${submission}`} icon={ArrowLeft}>
          {t.back}
        </LinkButton>
      </header>
      <div className={css.columns}>
        <div className={css.column} data-pane>
          {review.team !== null && review.finalised === null && (
            <Note
              actions={
                <LinkButton size="small" to={`/s/${submission}/sign`}>
                  {t.toSign}
                </LinkButton>
              }
            >
              {t.teamRecorded}
            </Note>
          )}
          {review.finalised ? <VisitFacts visit={review.visit} /> : <VisitFields detail={detail} snapshot={snapshot} />}
        </div>
        <aside className={css.column} data-pane>
          <VisitLists detail={detail} snapshot={snapshot} />
        </aside>
      </div>
    </div>
  );
}
