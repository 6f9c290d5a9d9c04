import { CircleCheck, CircleX } from 'lucide-react';
import type { Signer } from '#common/domain/verdict.ts';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages, type Messages } from '#renderer/lib/messages.ts';
import { verifyWords } from './words.ts';
import css from './verdict.module.css';

export function PackageSigners({ signers }: { readonly signers: readonly Signer[] }) {
  const t = useMessages(verifyWords);
  const format = useFormat();
  const issuerOf = ({ anchor, selfSigned, issuer }: Signer): string => {
    if (anchor !== null) return t.trustedThrough(issuer, anchor);
    return selfSigned ? t.selfSigned : t.issuerUnchecked(issuer);
  };
  return (
    <section className={css.signedBy} aria-label={t.signers}>
      <h3 className={css.label}>{t.signers}</h3>
      <ul className={css.signers}>
        {signers.map((signer) => (
          <li key={`${signer.fingerprint} ${signer.signedAt}`} className={css.signer}>
            <Icon of={signer.valid ? CircleCheck : CircleX} className={signer.valid ? css.ok : css.bad} />
            <div>
              <b>{signer.name}</b>
              {signer.signedAs !== null && signer.signedAs.name !== signer.name && (
                <div className={css.bad}>{t.signedInName(signer.signedAs.name)}</div>
              )}
              <div className={css.third}>
                {[
                  ...roleWords(signer, t),
                  format.dateTime(signer.signedAt),
                  signer.timestamp === null
                    ? t.levelB
                    : t.levelT(format.dateTime(signer.timestamp.at), signer.timestamp.authority) +
                      (signer.timestamp.trusted === true
                        ? ''
                        : t[signer.timestamp.trusted === null ? 'timeUnchecked' : 'timeUntrusted']),
                  issuerOf(signer),
                  ...(signer.valid ? [] : [t.badSigner]),
                ].join(' · ')}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Words = typeof verifyWords extends Messages<infer W> ? W : never;

/** What stands under the signature; packages of before know only what the certificate says. */
function roleWords({ role, signedAs, title, closes }: Signer, t: Words): readonly string[] {
  const position = signedAs?.title ?? title;
  const said = role === null ? [] : [closes ? t.closes : t[`role-${role}`]];
  return position === '' || said.includes(position) ? said : [...said, position];
}
