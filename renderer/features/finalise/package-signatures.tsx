import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileInput, Lock, PenLine, X } from 'lucide-react';
import { useState } from 'react';
import type { PackageRecord, SigningKey } from '#common/contract/channels/package.ts';
import { Button } from '#renderer/components/button.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { SignDialog } from '#renderer/components/sign-dialog.tsx';
import { call } from '#renderer/lib/api.ts';
import { codeOf, errorText } from '#renderer/lib/errors.ts';
import { offerAll } from '#renderer/lib/files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { refresh } from '#renderer/lib/queries.ts';
import { signAs, type SignRequest } from '#renderer/lib/sign-as.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone, tellFailed } from '#renderer/lib/toasts.ts';
import { signatureWords } from './signature-words.ts';
import css from './sign-card.module.css';

type Member = PackageRecord['signers'][number];

/** The signatures of others on the package: on this computer, or brought back from another; the chair closes it. */
export function PackageSignatures({
  record,
  members,
  keys,
}: {
  readonly record: PackageRecord;
  readonly members: readonly Pick<Member, 'name' | 'title'>[];
  readonly keys: readonly SigningKey[];
}) {
  const t = useMessages(signatureWords);
  const language = useLanguage();
  const client = useQueryClient();
  const [open, setOpen] = useState<'sign' | 'close' | null>(null);
  const signed = new Set(record.signers.map(({ name }) => name));
  const missing = members.map(({ name }) => name).filter((name) => !signed.has(name));
  const changed = (next: PackageRecord, said: string) => {
    refresh(client, { what: 'packages', id: record.submission });
    tellDone(next.signers.length > record.signers.length ? said : t.nothingNew);
  };
  const receive = useMutation({
    mutationFn: (request: { readonly ticket: string; readonly job: string }) =>
      call('package.receive', { id: record.id, ...request }),
    meta: { shown: true },
    onSuccess: (next) => changed(next, t.received),
    onError: (error) => {
      if (codeOf(error) === 'cancelled') tellDone(t.cancelled);
      else tellFailed(errorText(error, language));
    },
  });
  const cancel = useMutation({ mutationFn: (job: string) => call('package.cancel', { job }) });
  const { input, choose } = useFileInput({
    accept: '.asice',
    label: t.receive,
    onFiles: (files) => {
      offerAll(files).then(
        ([offered]) => {
          if (offered !== undefined) receive.mutate({ ticket: offered.ticket, job: crypto.randomUUID() });
        },
        (error: unknown) => tellFailed(errorText(error, language)),
      );
    },
  });
  const sign = async (form: SignRequest, job: string) => {
    const as = signAs(form, open === 'close', language);
    const { key, passphrase, pin } = form;
    const next = await call('package.addSignature', { id: record.id, key, passphrase, pin, as, job });
    changed(next, open === 'close' ? t.closedNow : t.signedToo(form.name));
  };
  return (
    <div className={css.ways}>
      {input}
      {record.closed && (
        <Chip tone="ok" icon={Lock}>
          {t.closed}
        </Chip>
      )}
      <Button size="small" look="quiet" icon={PenLine} onPress={() => setOpen('sign')}>
        {record.closed ? t.acknowledge : t.sign}
      </Button>
      <Button
        size="small"
        look="quiet"
        icon={receive.isPending ? X : FileInput}
        pending={receive.isPending && cancel.variables === receive.variables.job && !cancel.isError}
        onPress={receive.isPending ? () => cancel.mutate(receive.variables.job) : choose}
      >
        {receive.isPending ? t.cancelReceiving : t.receive}
      </Button>
      {!record.closed && (
        <Button size="small" look="quiet" icon={Lock} onPress={() => setOpen('close')}>
          {t.close}
        </Button>
      )}
      {receive.isPending && (
        <div className={css.receiving}>
          <JobProgress job={receive.variables.job} label={t.receiving} />
        </div>
      )}
      {open !== null && (
        <SignDialog
          title={open === 'close' ? t.closeTitle : record.closed ? t.acknowledge : t.sign}
          text={open === 'close' ? (missing.length > 0 ? t.closeMissing(missing.join(', ')) : t.closeText) : t.signText}
          keys={keys}
          members={members}
          roles={open === 'close' ? ['chair'] : record.closed ? ['lao'] : ['member', 'chair', 'lao']}
          onSign={sign}
          onCancel={cancel.mutateAsync}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
