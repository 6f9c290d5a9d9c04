import type { ReceiptImport } from '#common/contract/channels/receipt.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import css from './centre-dialog.module.css';

const words = defineMessages({
  th: {
    trustTitle: 'ใบรับนี้มาจากศูนย์จริงหรือไม่',
    trustText: (centre: string) =>
      `ลงนามโดย “${centre}” ซึ่งเครื่องนี้ยังไม่เคยพบ ใครก็ออกใบรับชื่อนี้ได้ จึงต้องเทียบลายพิมพ์กับศูนย์ทางอื่นก่อน เช่น โทรศัพท์หรือหนังสือราชการ`,
    fingerprint: 'ลายพิมพ์ใบรับรองของศูนย์ (SHA-256)',
    selfSigned: 'ใบรับรองออกเอง',
    issuedBy: (issuer: string) => `ใบรับรองออกโดย ${issuer}`,
    trust: 'ตรงกัน ยืนยันศูนย์นี้',
    cancel: 'ยังไม่ยืนยัน',
  },
  en: {
    trustTitle: 'Does this receipt come from the real centre?',
    trustText: (centre) =>
      `Signed by “${centre}”, whom this computer has not met before. Anybody can issue receipts under this name: compare the fingerprint with the centre by another way first, such as the telephone or an official letter.`,
    fingerprint: 'Fingerprint of the centre’s certificate (SHA-256)',
    selfSigned: 'Self-signed certificate',
    issuedBy: (issuer) => `Certificate issued by ${issuer}`,
    trust: 'It is the same: confirm this centre',
    cancel: 'Not yet',
  },
});

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
  const t = useMessages(words);
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
