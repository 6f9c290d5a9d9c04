import type { ReceiptImport } from '#common/contract/channels/receipt.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { receiptWords } from './words.ts';
import css from './receipts.module.css';

/** In groups of four, to be read out on the telephone. */
const grouped = (fingerprint: string): string => fingerprint.toUpperCase().replace(/(.{4})(?=.)/g, '$1 ');

/** A receipt proves nothing as long as nobody has said whose key signed it. */
export function CentreDialog({
  centre,
  onConfirm,
  onClose,
}: {
  readonly centre: NonNullable<ReceiptImport['centre']>;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const t = useMessages(receiptWords);
  return (
    <Dialog
      title={t.trustTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" onPress={onConfirm}>
            {t.trust}
          </Button>
        </>
      }
    >
      <p>{t.trustText(centre.name)}</p>
      <dl className={css.facts}>
        <dt>{t.fingerprint}</dt>
        <dd className={css.fingerprint}>{grouped(centre.fingerprint)}</dd>
      </dl>
      <p className={css.second}>{centre.selfSigned ? t.selfSigned : t.issuedBy(centre.issuer)}</p>
    </Dialog>
  );
}
