import type { VerifyReport } from '#common/domain/verdict.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { verifyWords } from './words.ts';
import css from './verdict.module.css';

/** Codes and digests in full, for whoever compares with another tool. */
export function TechnicalDialog({ report, onClose }: { readonly report: VerifyReport; readonly onClose: () => void }) {
  const t = useMessages(verifyWords);
  const format = useFormat();
  const language = useLanguage();
  return (
    <Dialog
      title={t.technical}
      isOpen
      onClose={onClose}
      width="wide"
      actions={<Button onPress={onClose}>{t.close}</Button>}
    >
      <p className={css.second}>{t.technicalText}</p>
      <ul className={css.technical}>
        {report.signers.map((signer) => (
          <li key={signer.fingerprint}>
            <b>{signer.name}</b>
            <div>
              {t.fingerprint} <code className={css.digest}>{signer.fingerprint}</code>
            </div>
            <div>
              {t.issuer}: {signer.issuer} · {t.validity(format.date(signer.validFrom), format.date(signer.validTo))}
            </div>
          </li>
        ))}
        {report.findings.map((finding, index) => (
          <li key={index}>
            <code className={css.digest}>
              {finding.code} {finding.file} {finding.indicator}
            </code>
            <div>{finding.message[language]}</div>
            {finding.expected !== undefined && (
              <div>
                {t.atSigning}: <code className={css.digest}>{finding.expected}</code>
              </div>
            )}
            {finding.actual !== undefined && (
              <div>
                {t.now}: <code className={css.digest}>{finding.actual}</code>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
