import { Check } from 'lucide-react';
import type { IndicatorReview } from '#common/domain/review.ts';
import type { Change } from '#common/domain/review-event.ts';
import { Button } from '#renderer/components/button.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useChangeParts } from '#renderer/lib/submission-changes.ts';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import { partKey } from './score-fields.ts';
import css from './form.module.css';

/**
 * What the LAO changed since this indicator was judged. The score stays as it is; one key says that it still holds, and
 * choosing another one says so too.
 */
export function EvidenceChanged({ saved }: { readonly saved: IndicatorReview }) {
  const t = useMessages(formWords);
  const format = useFormat();
  const partsOf = useChangeParts();
  const { row, blind, locked, indicator, change, autosave } = useDesk();
  const toConfirm = row.toFix.includes('evidence-changed') && !locked;
  const confirm = () => {
    const again = sameAgain(indicator.id, saved);
    // A score that was chosen just now and is still on its way says so itself.
    if (again !== null && !autosave.isDirty(partKey(indicator.id, 'points'))) change(again);
  };
  const label =
    saved.notApplicable === null ? t.confirmAgain(format.number(saved.points ?? 0)) : t.confirmNotApplicable;
  useCommands([{ id: 'confirm-again', label, shortcut: 'Enter', enabled: toConfirm, run: confirm }]);
  if (row.change === null) return null;
  return (
    <Note tone={toConfirm ? 'warn' : 'info'} live>
      <b>{toConfirm ? t.changedToConfirm : t.changed}</b>
      <div className={css.changedParts}>{partsOf(row.change, blind).join(' · ')}</div>
      {toConfirm && (
        <Button look="primary" size="small" icon={Check} keys="Enter" onPress={confirm} className={css.confirmAgain}>
          {label}
        </Button>
      )}
    </Note>
  );
}

/** The same judgement once more: an event of its own, after the one that brought the new revision. */
function sameAgain(indicator: string, { notApplicable, points }: IndicatorReview): Change | null {
  if (notApplicable !== null) return { type: 'not-applicable.set', payload: { indicator, value: notApplicable } };
  return points === null ? null : { type: 'score.set', payload: { indicator, points } };
}
