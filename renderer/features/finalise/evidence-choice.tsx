import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { chosenEvidence, evidenceChoices, type EvidenceChoice } from '#common/domain/packed-evidence.ts';
import { redactionsOn } from '#common/domain/redaction.ts';
import { Checkbox } from '#renderer/components/checkbox.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

export interface Enclosed {
  readonly evidence: EvidenceChoice;
  readonly copies: boolean;
}

/** Which files go into the package beside the result, and how large it gets by that. */
export function EvidencePart({
  detail,
  snapshot,
  value,
  onChange,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
  readonly value: Enclosed;
  readonly onChange: (value: Enclosed) => void;
}) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  const { manifest } = detail;
  const { review } = snapshot;
  const cited = new Map(Object.entries(snapshot.cited));
  const filesOf = (choice: EvidenceChoice) => {
    const chosen = chosenEvidence(choice, { manifest, review, cited });
    return [...manifest.evidence, ...review.teamEvidence].filter(({ id }) => chosen.has(id));
  };
  const files = filesOf(value.evidence);
  const hidden = redactedAmong(files, review);
  const copied = redactedAmong(filesOf('cited'), review);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <div className={css.enclosed}>
      <div className={css.label} aria-hidden>
        {t.enclosed}
      </div>
      <Segmented
        label={t.enclosed}
        value={value.evidence}
        onChange={(evidence) => onChange({ ...value, evidence })}
        options={evidenceChoices.map((choice) => ({ value: choice, label: t[choice] }))}
      />
      <div className={css.third}>
        {value.evidence === 'none' ? t.noneText : t.enclosedText(format.number(files.length), format.bytes(size))}
      </div>
      {hidden.files > 0 && (
        <div className={css.originals}>{t.originals(format.number(hidden.files), format.number(hidden.places))}</div>
      )}
      <Checkbox checked={value.copies} onChange={(copies) => onChange({ ...value, copies })}>
        {t.copies}
      </Checkbox>
      {value.copies && copied.files > 0 && (
        <div className={css.third}>{t.redactedCopies(format.number(copied.files), format.number(copied.places))}</div>
      )}
    </div>
  );
}

/** How many contents have something to hide, and in how many places. */
function redactedAmong(files: readonly { readonly sha256: string }[], { marks }: ReviewSnapshot['review']) {
  const counts = [...new Set(files.map(({ sha256 }) => sha256))]
    .map((sha256) => redactionsOn(marks, sha256).length)
    .filter((count) => count > 0);
  return { files: counts.length, places: counts.reduce((sum, count) => sum + count, 0) };
}
