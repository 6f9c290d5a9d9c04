import { useQuery } from '@tanstack/react-query';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { query } from '#renderer/lib/queries.ts';
import { useReview } from '#renderer/lib/use-review.ts';
import { GateCard } from './gate-card.tsx';
import { ResultCard } from './result-card.tsx';
import { SignCard } from './sign-card.tsx';
import css from './finalise.module.css';

/** The result by both methods, what still stops signing, and signing itself. */
export function Finalise({ submission }: { readonly submission: string }) {
  const { detail, snapshot, error, retry } = useReview(submission);
  const packages = useQuery(query('package.list', { submission }));
  const keys = useQuery(query('key.list', {}));
  const failed = error ?? (packages.data ? null : packages.error) ?? (keys.data ? null : keys.error);
  if (failed) {
    return (
      <ErrorState
        error={failed}
        onRetry={() => {
          retry();
          void packages.refetch();
          void keys.refetch();
        }}
      />
    );
  }
  if (!detail || !snapshot || !packages.data || !keys.data) return <Waiting />;
  return (
    <div className={css.page}>
      <div className={css.column} data-pane>
        <ResultCard instrument={detail.instrument} totals={snapshot.totals} />
        <GateCard detail={detail} snapshot={snapshot} />
      </div>
      <SignCard detail={detail} snapshot={snapshot} keys={keys.data} packages={packages.data} />
    </div>
  );
}
