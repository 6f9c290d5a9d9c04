import { useMutation } from '@tanstack/react-query';
import { PackageCheck, PackageOpen, ShieldCheck, Signature } from 'lucide-react';
import type { PackageRecord } from '#common/contract/channels/package.ts';
import { AudienceChip } from '#renderer/components/audience-chip.tsx';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { PackageLevel } from '#renderer/components/package-level.tsx';
import { EmptyState } from '#renderer/components/screen-state.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { usePackageTimestamp } from '#renderer/lib/package-timestamp.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { reportWords } from './words.ts';
import css from './reports.module.css';

export function PackageTable({
  packages,
  lockedAt,
  submission,
}: {
  readonly packages: readonly PackageRecord[];
  /** When the present result was locked; packages from before belong to an earlier one. */
  readonly lockedAt: string | null;
  readonly submission: string;
}) {
  const t = useMessages(reportWords);
  const format = useFormat();
  const timestamp = usePackageTimestamp();
  const { ask } = timestamp;
  const save = useMutation({
    mutationFn: (id: string) => call('package.export', { id }),
    onSuccess: (ticket) => {
      saveExport(ticket);
      tellDone(t.exported(ticket.fileName));
    },
  });
  return (
    <Card label={t.packages} className={css.packages}>
      <header className={css.head} data-pane>
        <div className={css.grow}>
          <h2>{t.packages}</h2>
          <div className={css.text}>{t.packagesText}</div>
        </div>
        <LinkButton size="small" icon={ShieldCheck} to="/verify">
          {t.verify}
        </LinkButton>
      </header>
      {packages.length === 0 ? (
        <EmptyState
          icon={PackageOpen}
          title={t.noPackages}
          actions={
            <LinkButton icon={Signature} to={`/s/${submission}/sign`}>
              {t.toSign}
            </LinkButton>
          }
        >
          {t.noPackagesText}
        </EmptyState>
      ) : (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t.code}</th>
              <th scope="col">{t.signedAt}</th>
              <th scope="col">{t.signer}</th>
              <th scope="col">{t.percent}</th>
              <th scope="col">{t.size}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {packages.map((one) => (
              <tr key={one.id}>
                <th scope="row" className={css.code}>
                  {one.code}
                </th>
                <td>{format.dateTime(one.signedAt)}</td>
                <td>
                  {one.signer} <AudienceChip audience={one.audience} />{' '}
                  {(lockedAt === null || one.signedAt < lockedAt) && <Chip tone="warn">{t.older}</Chip>}
                  <PackageLevel
                    record={one}
                    pending={timestamp.isPending(one.id)}
                    onStamp={ask === null ? null : () => ask(one.id)}
                    onStop={timestamp.stop}
                  />
                </td>
                <td>{format.percent(one.percent)}</td>
                <td>{format.bytes(one.size)}</td>
                <td className={css.right}>
                  <Button
                    size="small"
                    icon={PackageCheck}
                    label={`${t.export} ${one.code}`}
                    pending={save.isPending && save.variables === one.id}
                    onPress={() => save.mutate(one.id)}
                  >
                    {t.export}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
