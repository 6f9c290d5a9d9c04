import type { PackageRecord } from '#common/contract/channels/package.ts';
import { Card } from '#renderer/components/card.tsx';
import { PackageLevel } from '#renderer/components/package-level.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { usePackageTimestamp } from '#renderer/lib/package-timestamp.ts';
import { newestPackages } from '#renderer/lib/receipts.ts';
import { outboxWords } from './words.ts';
import css from './outbox.module.css';

/** Signed in a village, to be stamped once there is a network: that work waits here, too. */
export function StampsCard({
  packages,
  names,
}: {
  readonly packages: readonly PackageRecord[];
  readonly names: ReadonlyMap<string, string>;
}) {
  const t = useMessages(outboxWords);
  const { ask, isPending, stop } = usePackageTimestamp();
  const full = packages.filter(({ audience }) => audience === 'full');
  const newest = newestPackages(full);
  const waiting = full.filter(({ id, submission, timestamp }) => timestamp === null && newest.get(submission) === id);
  if (waiting.length === 0) return null;
  return (
    <Card label={t.stamps}>
      <header className={css.head}>
        <div className={css.grow}>
          <h2>{t.stamps}</h2>
          <div className={css.text}>{ask === null ? t.stampsNoAuthority : t.stampsText}</div>
        </div>
      </header>
      <ul className={css.list}>
        {waiting.map((record) => (
          <li key={record.id} className={css.stamp}>
            <div className={css.name}>{names.get(record.submission) ?? record.code}</div>
            <PackageLevel
              record={record}
              pending={isPending(record.id)}
              onStamp={ask === null ? null : () => ask(record.id)}
              onStop={stop}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
