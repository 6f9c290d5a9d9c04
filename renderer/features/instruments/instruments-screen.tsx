import { useMutation, useQuery } from '@tanstack/react-query';
import { Ellipsis, FileDown, FileSpreadsheet, MapPin, Trash2 } from 'lucide-react';
import { useLocation } from 'wouter';
import type { InstrumentRow } from '#common/contract/channels/instrument.ts';
import { textIn } from '#common/domain/text.ts';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { ImportWorkbook } from './import-workbook.tsx';
import { instrumentWords } from './words.ts';
import css from './instruments.module.css';

/** The rules on this computer: what came with the program or a submission, and what the province makes itself. */
export function InstrumentsScreen() {
  const t = useMessages(instrumentWords);
  const list = useQuery(query('instrument.list', {}));
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  return (
    <div className={css.page} data-pane>
      <h1>{t.title}</h1>
      <p className={css.intro}>{t.intro}</p>
      <ImportWorkbook />
      <ul className={css.list}>
        {list.data.map((row) => (
          <li key={row.digest}>
            <InstrumentCard row={row} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function InstrumentCard({ row }: { readonly row: InstrumentRow }) {
  const t = useMessages(instrumentWords);
  const format = useFormat();
  const language = useLanguage();
  const [, go] = useLocation();
  const { digest } = row;
  const save = useMutation({
    mutationFn: (channel: 'instrument.template' | 'instrument.file') => call(channel, { digest }),
    onSuccess: saveExport,
  });
  const remove = useMutation({
    mutationFn: () => call('instrument.remove', { digest }),
    onSuccess: () => tellDone(t.removed),
  });
  const write = { to: `/instruments/${digest}/provincial` };
  return (
    <Card label={textIn(row.title, language)} className={css.card}>
      <div className={css.grow}>
        <h2 className={css.title}>{textIn(row.title, language)}</h2>
        <div className={css.facts}>
          <Chip tone={row.source === 'own' ? 'provincial' : 'neutral'}>{t[row.source]}</Chip>
          {row.sample && <Chip tone="warn">{t.sample}</Chip>}
          <span>{t.year(format.digits(String(row.year)))}</span>
          <span>{t.version(row.version)}</span>
          <span>{t.counts(format.number(row.indicators), format.number(row.provincial))}</span>
          {row.submissions > 0 && <span>{t.used(format.number(row.submissions))}</span>}
          {row.savedAt !== null && <span>{format.dateTime(row.savedAt)}</span>}
        </div>
      </div>
      <div className={css.actions}>
        {row.provincial > 0 && (
          <LinkButton size="small" icon={MapPin} {...write}>
            {t.write}
          </LinkButton>
        )}
        <Menu
          label={t.more}
          trigger={
            <Button size="small" look="quiet" icon={Ellipsis}>
              {t.more}
            </Button>
          }
          groups={[
            [
              {
                id: 'template',
                label: t.template,
                icon: FileSpreadsheet,
                run: () => save.mutate('instrument.template'),
              },
              { id: 'file', label: t.file, icon: FileDown, run: () => save.mutate('instrument.file') },
              { id: 'write', label: t.write, icon: MapPin, run: () => go(write.to) },
            ],
            ...(row.source === 'own' && row.submissions === 0
              ? [[{ id: 'remove', label: t.remove, icon: Trash2, run: () => remove.mutate() }]]
              : []),
          ]}
        />
      </div>
    </Card>
  );
}
