import { useQuery } from '@tanstack/react-query';
import { ClipboardList } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '#common/contract/contract.ts';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { Actor } from '#common/domain/annotation.ts';
import { LinkButton } from '#renderer/components/button.tsx';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { durable } from '#renderer/lib/durable.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery, reviewQuery, submissionQuery } from '#renderer/lib/queries.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { DeskContext } from './desk.ts';
import { FieldDialogs } from './field-dialogs.tsx';
import { formWords } from './form-words.ts';
import { Panes } from './panes.tsx';
import { Rail } from './rail.tsx';
import { createRowKeeper, railRows, type RailRow } from './rail-rows.ts';
import { railWords } from './rail-words.ts';
import { ScoreForm } from './score-form.tsx';
import { useDeskState } from './use-desk-state.ts';
import { useMarking } from './use-marking.ts';
import { ViewerPane } from './viewer-pane.tsx';
import { viewerWords } from './viewer-words.ts';
import { workbenchWords } from './workbench-words.ts';

/** Indicators, evidence and score side by side: where an assessor spends the day. */
export function Workbench({
  submission,
  indicator,
  resembles,
}: {
  readonly submission: string;
  readonly indicator: string | null;
  /** Says what the open file resembles elsewhere. */
  readonly resembles: (evidence: string | null) => ReactNode;
}) {
  const detail = useQuery(submissionQuery(submission));
  const review = useQuery(reviewQuery(submission));
  const library = useQuery(libraryQuery());
  const error = detail.error ?? review.error;
  if (error && !(detail.data && review.data)) {
    return (
      <ErrorState
        error={error}
        onRetry={() => {
          void detail.refetch();
          void review.refetch();
        }}
      />
    );
  }
  const profile = library.data?.profile;
  if (!detail.data || !review.data || !profile) return <Waiting />;
  const author = { id: profile.id, name: profile.name };
  const loaded = { detail: detail.data, snapshot: review.data, author, resembles };
  return <Chosen key={submission} wanted={indicator} {...loaded} />;
}

interface Loaded {
  readonly detail: Output<'submission.get'>;
  readonly snapshot: ReviewSnapshot;
  readonly author: Actor;
  readonly resembles: (evidence: string | null) => ReactNode;
}

/** Finds the indicator of the address, or the one to go on with. */
function Chosen({ wanted, ...loaded }: Loaded & { readonly wanted: string | null }) {
  const { detail, snapshot } = loaded;
  const t = useMessages(workbenchWords);
  const [, go] = useLocation();
  const [keep] = useState(createRowKeeper);
  const { blindMode } = useSettings();
  const rows = useMemo(
    () => keep(railRows(detail.instrument, detail.manifest, snapshot, blindMode)),
    [keep, detail, snapshot, blindMode],
  );
  const named = rows.find((row) => row.indicator.id === wanted);
  const row = named ?? goOnWith(rows, detail.summary.lastIndicator);
  const missing = named === undefined ? row?.indicator.id : undefined;
  useEffect(() => {
    if (missing !== undefined) go(`/s/${detail.summary.id}/review/${missing}`, { replace: true });
  }, [missing, detail.summary.id, go]);
  useEffect(() => {
    durable.loaded(snapshot.durableAt);
  }, [snapshot.durableAt]);
  if (!row) {
    return (
      <EmptyState icon={ClipboardList} title={t.noIndicators} actions={<LinkButton to="/">{t.back}</LinkButton>}>
        {t.noIndicatorsText}
      </EmptyState>
    );
  }
  return <Bench {...loaded} rows={rows} row={row} />;
}

const goOnWith = (rows: readonly RailRow[], last: string | null): RailRow | undefined =>
  rows.find((row) => row.indicator.id === last) ?? rows.find((row) => !row.settled) ?? rows[0];

function Bench({
  rows,
  row,
  resembles,
  ...loaded
}: Loaded & { readonly rows: readonly RailRow[]; readonly row: RailRow }) {
  const rail = useMessages(railWords);
  const viewer = useMessages(viewerWords);
  const form = useMessages(formWords);
  const pageField = useRef<HTMLInputElement>(null);
  const [isFormOpen, setFormOpen] = useState(false);
  const { desk, view, views } = useDeskState({ ...loaded, rows, row, pageField });
  const marking = useMarking(desk, view);
  return (
    <DeskContext value={desk}>
      <FieldDialogs openTab={view.openTab}>
        <Panes
          names={{ rail: rail.rail, viewer: viewer.viewer, form: form.form }}
          isSplit={views.second !== null}
          isFormOpen={isFormOpen}
          onFormOpen={setFormOpen}
          rail={<Rail />}
          viewer={<ViewerPane views={views} marking={marking} pageField={pageField} resembles={resembles} />}
          form={<ScoreForm key={row.indicator.id} selectedMark={view.selected} />}
        />
      </FieldDialogs>
    </DeskContext>
  );
}
