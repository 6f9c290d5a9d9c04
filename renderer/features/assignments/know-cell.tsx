import { CircleCheck, CloudDownload, Download, FilePlus2, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Icon } from '#renderer/components/icon.tsx';
import { RowButton } from '#renderer/components/row-button.tsx';
import { percentOf, useDownload } from '#renderer/lib/download-queue.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useReceiptOf } from '#renderer/lib/receipts.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { downloadWords } from './download-words.ts';
import { canDownload, type Queued, type WorkRow } from './work-rows.ts';
import { assignmentWords } from './words.ts';
import css from './cells.module.css';

/** The one thing to know about a row, worst first; of what is not here, the one thing to do. */
export function KnowCell({ row, onDownload }: { readonly row: WorkRow; readonly onDownload: () => void }) {
  const t = useMessages(assignmentWords);
  const td = useMessages(downloadWords);
  const format = useFormat();
  const { here, queued } = row;
  if (here === null || here.state === 'importing') {
    if (queued !== null) return <OnItsWay queued={queued} />;
    if (!canDownload(row)) return null;
    return (
      <RowButton icon={Download} label={td.of(td.download, row.laoName)} onPress={onDownload}>
        {td.download}
      </RowButton>
    );
  }
  if (here.quarantined > 0)
    return (
      <Known look={css.bad} icon={TriangleAlert}>
        {t.quarantined(format.number(here.quarantined))}
      </Known>
    );
  if (row.withdrawn) return <Known look={css.small}>{td.kept}</Known>;
  if (queued !== null) return <NewRevision queued={queued} />;
  if (row.newRevision)
    return (
      <RowButton icon={FilePlus2} label={td.of(td['download-new'], row.laoName)} onPress={onDownload}>
        {td.newRevision}
      </RowButton>
    );
  if (here.toFix > 0 && here.state === 'in-review')
    return (
      <Known look={css.warn} icon={TriangleAlert}>
        {t.toFix(format.number(here.toFix))}
      </Known>
    );
  if (here.state !== 'signed') return null;
  return <Signed submission={here.id} />;
}

/** Why the centre did not take it; before it has answered, that the package can be sent. */
function Signed({ submission }: { readonly submission: string }) {
  const t = useMessages(assignmentWords);
  const language = useLanguage();
  const receipt = useReceiptOf(submission);
  if (receipt === null)
    return (
      <Known look={css.small} icon={CircleCheck}>
        {t.exportNow}
      </Known>
    );
  const [first, ...others] = receipt.reasons;
  if (first === undefined) return null;
  const where = first.indicator === undefined ? '' : `${t.indicatorNumber(first.indicator)} `;
  const more = others.length + receipt.moreReasons === 0 ? '' : ` (+${others.length + receipt.moreReasons})`;
  return (
    <Known look={receipt.outcome === 'rejected' ? css.bad : css.warn} icon={TriangleAlert}>
      {`${where}${first.message[language]}${more}`}
    </Known>
  );
}

/** One line; what does not fit is in the tooltip. */
function Known({
  look,
  icon,
  children,
}: {
  readonly look: string | undefined;
  readonly icon?: LucideIcon;
  readonly children: string;
}) {
  return (
    <span className={css.know} title={children}>
      <span className={look}>
        {icon && <Icon of={icon} />} {children}
      </span>
    </span>
  );
}

function OnItsWay({ queued }: { readonly queued: Queued }) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const download = useDownload(queued.submission);
  if (queued.state === 'failed') {
    return (
      <Known look={css.bad} icon={TriangleAlert}>
        {reasonOf(queued, t, format.number)}
      </Known>
    );
  }
  if (download === null || download.bytes === 0 || queued.state === 'queued') return null;
  return <Known look={css.small}>{t.sizeLeft(format.bytes(download.bytes - download.bytesDone))}</Known>;
}

/** In a word or two; the panel and the row's dialog have the sentence. */
function reasonOf(
  { code, problems }: Queued,
  t: { noRoom: string; mustSignIn: string; seeWhy: string; problems: (n: string) => string },
  number: (n: number) => string,
): string {
  if (code === 'download.no-room' || code === 'storage.disk-full') return t.noRoom;
  if (code === 'sign-in.required') return t.mustSignIn;
  return problems > 0 ? t.problems(number(problems)) : t.seeWhy;
}

function NewRevision({ queued }: { readonly queued: Queued }) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const download = useDownload(queued.submission);
  const words: Readonly<Record<Queued['state'], string>> = {
    queued: t.newQueued,
    running: t.newComing(format.number(download === null ? 0 : percentOf(download))),
    waiting: t.newWaiting,
    paused: t.newPaused,
    failed: t.newFailed,
  };
  return queued.state === 'failed' ? (
    <Known look={css.bad} icon={TriangleAlert}>
      {words.failed}
    </Known>
  ) : (
    <Known look={css.small} icon={CloudDownload}>
      {words[queued.state]}
    </Known>
  );
}
