import { CircleCheck, CircleX, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ReceiptImport } from '#common/contract/channels/receipt.ts';
import { IconButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { CentreDialog } from '#renderer/components/centre-dialog.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { ReceiptChip } from '#renderer/components/receipt-chip.tsx';
import { errorText, failureText } from '#renderer/lib/errors.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import type { useReceiptImport } from './use-receipt-import.ts';
import { receiptWords } from './words.ts';
import css from './receipts.module.css';

const looks: Readonly<
  Record<ReceiptImport['outcome'], { readonly icon: LucideIcon; readonly look: 'ok' | 'warn' | 'bad' }>
> = {
  kept: { icon: CircleCheck, look: 'ok' },
  'already-there': { icon: CircleCheck, look: 'ok' },
  older: { icon: CircleCheck, look: 'ok' },
  'unknown-centre': { icon: TriangleAlert, look: 'warn' },
  'unknown-package': { icon: TriangleAlert, look: 'warn' },
  refused: { icon: CircleX, look: 'bad' },
};

/** What became of each receipt file; asks once for each centre that is not known yet. */
export function ImportResults({ job }: { readonly job: ReturnType<typeof useReceiptImport> }) {
  const t = useMessages(receiptWords);
  const language = useLanguage();
  const { results, error, isPending, asked } = job;
  if (results === null && error === null && !isPending) return null;
  return (
    <Card label={t.resultTitle} className={css.results}>
      <div className={css.grow} role="status">
        {isPending && t.importing}
        {error && <Note tone="bad">{errorText(error, language)}</Note>}
        <ul>
          {results?.map((result) => (
            <Result key={result.ticket} result={result} />
          ))}
        </ul>
      </div>
      <IconButton icon={X} label={t.close} onPress={job.dismiss} />
      {asked && (
        <CentreDialog
          centre={asked}
          onConfirm={() => job.confirm(asked.fingerprint)}
          onClose={() => job.decline(asked.fingerprint)}
        />
      )}
    </Card>
  );
}

function Result({ result }: { readonly result: ReceiptImport }) {
  const t = useMessages(receiptWords);
  const language = useLanguage();
  const { outcome, failure, laoName, fileName, receipt } = result;
  const { icon, look } = looks[outcome];
  return (
    <li className={css.result}>
      <Icon of={icon} className={css[look]} />
      <div>
        <b>{laoName ?? fileName}</b>{' '}
        {receipt !== null && outcome !== 'unknown-centre' && <ReceiptChip outcome={receipt.outcome} />}
        <div className={css.second}>
          {outcome === 'refused' ? failureText(failure ?? { code: 'internal' }, language) : t[outcome]}
        </div>
      </div>
    </li>
  );
}
