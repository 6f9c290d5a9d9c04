import { useMutation } from '@tanstack/react-query';
import { PackageCheck, Upload, Users } from 'lucide-react';
import { useState } from 'react';
import type { PackageRecord, SigningKey } from '#common/contract/channels/package.ts';
import { AudienceChip } from '#renderer/components/audience-chip.tsx';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { PackageLevel } from '#renderer/components/package-level.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { usePackageTimestamp } from '#renderer/lib/package-timestamp.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { EditionDialog } from './edition-dialog.tsx';
import { PackageSignatures } from './package-signatures.tsx';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

export function SignedPackages({
  packages,
  current,
  keys,
  members,
}: {
  readonly packages: readonly PackageRecord[];
  /** Those of the result as it stands now. */
  readonly current: readonly PackageRecord[];
  readonly keys: readonly SigningKey[];
  readonly members: readonly { readonly name: string; readonly title: string }[];
}) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  const timestamp = usePackageTimestamp();
  const { ask } = timestamp;
  const [edition, setEdition] = useState(false);
  const submission = current[0]?.submission;
  const save = useMutation({
    mutationFn: (id: string) => call('package.export', { id }),
    onSuccess: (ticket) => {
      saveExport(ticket);
      tellDone(t.exported(ticket.fileName));
    },
  });
  return (
    <section className={css.block} aria-label={t.packages}>
      <h2 className={css.label}>{t.packages}</h2>
      {packages.map((one) => (
        <div key={one.id} className={css.package}>
          <div className={css.grow}>
            <div>
              <span className={css.code}>{one.code}</span> <AudienceChip audience={one.audience} />
            </div>
            <div className={css.third}>
              {format.dateTime(one.signedAt)} · {format.bytes(one.size)} · {format.percent(one.percent)}
              {one.evidenceFiles > 0 && ` · ${t.withEvidence(format.number(one.evidenceFiles))}`}
            </div>
            <PackageLevel
              record={one}
              pending={timestamp.isPending(one.id)}
              onStamp={ask === null ? null : () => ask(one.id)}
              onStop={timestamp.stop}
            />
            {one.withoutCopy.length > 0 && <div className={css.third}>{t.withoutCopy(one.withoutCopy.join(', '))}</div>}
          </div>
          <Button
            look={one === current[0] ? 'primary' : 'outline'}
            icon={PackageCheck}
            pending={save.isPending && save.variables === one.id}
            onPress={() => save.mutate(one.id)}
          >
            {t.export}
          </Button>
        </div>
      ))}
      {current[0] !== undefined && <PackageSignatures record={current[0]} members={members} keys={keys} />}
      {submission !== undefined && (
        <>
          <LinkButton to="/outbox" icon={Upload}>
            {t.toOutbox}
          </LinkButton>
          <Button icon={Users} onPress={() => setEdition(true)}>
            {t.editionFor}
          </Button>
        </>
      )}
      {edition && submission !== undefined && (
        <EditionDialog submission={submission} keys={keys} members={members} onClose={() => setEdition(false)} />
      )}
    </section>
  );
}
