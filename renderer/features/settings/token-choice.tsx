import { BadgeCheck } from 'lucide-react';
import type { TokenCertificate } from '#common/contract/channels/package.ts';
import { SelectField } from '#renderer/components/select-field.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { tokenWords } from './token-words.ts';
import css from './settings.module.css';

/** The same certificate may lie on two tokens. */
const nameOf = ({ token, fingerprint }: TokenCertificate): string => `${fingerprint} ${token.serial} ${token.label}`;

/** One of the certificates on the inserted tokens, with whose it is, by whom, and until when. */
export function TokenChoice({
  certificates,
  value,
  onChange,
}: {
  readonly certificates: readonly TokenCertificate[];
  readonly value: TokenCertificate | null;
  readonly onChange: (certificate: TokenCertificate | null) => void;
}) {
  const t = useMessages(tokenWords);
  const format = useFormat();
  const problems = { key: t.keyProblem, usage: t.usageProblem, expired: t.expiredProblem };
  return (
    <div className={css.form}>
      <SelectField
        label={t.certificate}
        icon={BadgeCheck}
        value={value === null ? null : nameOf(value)}
        placeholder={t.certificateMissing}
        error={value?.problem == null ? undefined : problems[value.problem]}
        hint={
          value === null ? undefined : (
            <>
              {value.title !== '' && t.position(value.title)}
              {t.issued(value.issuer, value.algorithm)}
            </>
          )
        }
        onChange={(name) => onChange(certificates.find((one) => nameOf(one) === name) ?? null)}
        options={certificates.map((one) => ({
          value: nameOf(one),
          label: one.owner,
          note: t.note(one.token.label, format.date(one.validTo)),
        }))}
      />
      <p className={css.hint}>{t.proof}</p>
    </div>
  );
}
