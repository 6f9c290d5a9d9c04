import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { PackageRecord, SigningKey } from '#common/contract/channels/package.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { teamOf } from '#common/domain/team-record.ts';
import { Card } from '#renderer/components/card.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { LawHelp } from './law-dialog.tsx';
import { Reopen } from './reopen.tsx';
import { SignForm } from './sign-form.tsx';
import { SignedPackages } from './signed-packages.tsx';
import { Signers } from './signers.tsx';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

/** Who signs, with what; once it is signed, the package and the way back. */
export function SignCard({
  detail,
  snapshot,
  keys,
  packages,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
  readonly keys: readonly SigningKey[];
  readonly packages: readonly PackageRecord[];
}) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  const { finalised, reopened } = snapshot.review;
  const { members } = teamOf(snapshot.review, detail.manifest);
  // Packages of an earlier state do not count as this result's signature.
  const since = finalised === null ? [] : packages.filter((one) => one.signedAt >= finalised.at);
  // An edition for others is no signature under the result.
  const current = since.filter(({ audience }) => audience === 'full');
  const text = finalised === null ? t.signText : current.length > 0 ? t.signedText : t.lockedText;
  return (
    <Card label={t.sign} className={css.card}>
      <div className={css.scroll} data-pane>
        <header className={css.head}>
          <h1>{t.sign}</h1>
          <div className={css.text}>{text}</div>
          <LawHelp />
        </header>
        <Signers detail={detail} review={snapshot.review} packages={current} />
        {packages.length > 0 && <SignedPackages packages={packages} current={current} keys={keys} members={members} />}
        {finalised === null && reopened !== null && (
          <div className={css.block}>
            <Note>{t.reopened(reopened.by, format.dateTime(reopened.at), reopened.reason)}</Note>
          </div>
        )}
        {current.length === 0 && <SignForm detail={detail} snapshot={snapshot} keys={keys} />}
        {finalised !== null && <Reopen submission={snapshot.submission} />}
      </div>
    </Card>
  );
}
