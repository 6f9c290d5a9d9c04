import { useQuery } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import type { ReceiptRecord } from '#common/contract/channels/receipt.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { ReceiptChip } from '#renderer/components/receipt-chip.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { ImportResults } from './import-results.tsx';
import { useReceiptPicker } from './receipt-import.tsx';
import { useReceiptImport } from './use-receipt-import.ts';
import { receiptWords } from './words.ts';
import css from './receipts.module.css';

/** Beside the signed packages of a submission: what the centre said of them. */
export function ReceiptsCard({ submission }: { readonly submission: string }) {
  const t = useMessages(receiptWords);
  const job = useReceiptImport();
  const { input, choose } = useReceiptPicker(job.start);
  const { data: receipts = [] } = useQuery(query('receipt.list', { submission }));
  return (
    <>
      {input}
      <ImportResults job={job} />
      <Card label={t.title} className={css.card}>
        <header className={css.head} data-pane>
          <div className={css.grow}>
            <h2>{t.title}</h2>
            <div className={css.second}>{receipts.length === 0 ? `${t.text} · ${t.none}` : t.text}</div>
          </div>
          <Button size="small" icon={FolderOpen} onPress={choose}>
            {t.import}
          </Button>
        </header>
        {receipts.map((receipt) => (
          <Receipt key={receipt.package} receipt={receipt} />
        ))}
      </Card>
    </>
  );
}

function Receipt({ receipt }: { readonly receipt: ReceiptRecord }) {
  const t = useMessages(receiptWords);
  const format = useFormat();
  const language = useLanguage();
  const { outcome, centre, issuedAt, percent, reasons, moreReasons, code } = receipt;
  return (
    <section className={css.receipt} aria-label={`${t.title} ${code}`}>
      <div className={css.line}>
        <ReceiptChip outcome={outcome} />
        <span className={css.code}>{code}</span>
        <span className={css.second}>
          {t.issued(centre.name, format.dateTime(issuedAt))}
          {percent !== null && ` · ${t.percent(format.digits(percent))}`}
        </span>
      </div>
      {reasons.length > 0 && (
        <ul className={css.reasons}>
          {reasons.map(({ code: kind, message, indicator, expected, actual }, index) => (
            <li key={index} data-code={kind}>
              {indicator !== undefined && <b>{t.indicator(format.digits(indicator))} </b>}
              {message[language]}
              {expected !== undefined && actual !== undefined && (
                <span className={css.second}> {t.change(expected, actual)}</span>
              )}
            </li>
          ))}
          {moreReasons > 0 && <li className={css.second}>{t.more(format.number(moreReasons))}</li>}
        </ul>
      )}
    </section>
  );
}
