import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { PackageRecord } from '#common/contract/channels/package.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import type { Review } from '#common/domain/review.ts';
import { teamOf } from '#common/domain/team-record.ts';
import { Avatar } from '#renderer/components/avatar.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

/** The members of the team, and who of them has signed the package that stands. */
export function Signers({
  detail,
  review,
  packages,
}: {
  readonly detail: SubmissionDetail;
  readonly review: Review;
  readonly packages: readonly PackageRecord[];
}) {
  const { data } = useQuery(libraryQuery());
  const you = data?.profile?.name ?? '';
  const { members } = teamOf(review, detail.manifest);
  const listed = members.some((member) => member.name === you)
    ? members
    : [{ name: you, title: data?.profile?.position ?? '' }, ...members];
  // Whoever signed without standing in the order: a chair of another order, the LAO that takes note.
  const others = (packages[0]?.signers ?? []).filter(
    ({ name }, index, all) =>
      !listed.some((member) => member.name === name) && all.findIndex((one) => one.name === name) === index,
  );
  return (
    <ul>
      {[...listed, ...others].map((member) => (
        <SignerRow
          key={`${member.name} ${member.title}`}
          name={member.name}
          title={member.title}
          isYou={member.name === you}
          signedAt={signedAt(packages, member.name, member.name === you)}
        />
      ))}
    </ul>
  );
}

/** The newest package counts. One that was signed before packages named all signers says only who made it. */
function signedAt([newest]: readonly PackageRecord[], name: string, isYou: boolean): string | undefined {
  if (newest === undefined) return undefined;
  const own = newest.signers.find((one) => one.name === name);
  if (own !== undefined) return own.signedAt;
  return newest.signer === name || (isYou && newest.signers.length === 0) ? newest.signedAt : undefined;
}

function SignerRow({
  name,
  title,
  isYou,
  signedAt,
}: {
  readonly name: string;
  readonly title: string;
  readonly isYou: boolean;
  readonly signedAt: string | undefined;
}) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  return (
    <li className={cx(css.signer, isYou && css.you)}>
      <Avatar name={name} />
      <div className={css.grow}>
        <div className={css.name}>{name}</div>
        <div className={css.third}>{[title, ...(isYou ? [t.you] : [])].filter(Boolean).join(' · ')}</div>
      </div>
      {signedAt !== undefined ? (
        <Chip tone="ok" icon={Check}>
          {t.youSigned(format.time(signedAt))}
        </Chip>
      ) : (
        <Chip tone={isYou ? 'solid' : 'neutral'}>{isYou ? t.awaitingYou : t.notSigned}</Chip>
      )}
    </li>
  );
}
