import { Braces, ChartColumn, Files, FileSpreadsheet, FileStack, Landmark, Printer, Sheet, Table2 } from 'lucide-react';
import { useState } from 'react';
import type { DataFormat, ProvinceGroup, ReportParts } from '#common/contract/channels/province.ts';
import { textIn } from '#common/domain/text.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import type { Paper } from '#renderer/components/paper-choice.tsx';
import { call } from '#renderer/lib/api.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { ExecutiveDialog } from './executive-dialog.tsx';
import { JobState } from './job-state.tsx';
import { useProvinceJob } from './use-province-job.ts';
import { provinceWords } from './words.ts';
import css from './province.module.css';

/** The results that may be counted together, and what can be made of them. */
export function GroupCard({ group, paper }: { readonly group: ProvinceGroup; readonly paper: Paper }) {
  const t = useMessages(provinceWords);
  const language = useLanguage();
  const format = useFormat();
  const { state, start, cancel } = useProvinceJob();
  const { key } = group;
  const name = t.group(key.province, format.digits(String(key.year)));
  const isBusy = state?.status === 'pending';
  const data = (kind: DataFormat) => () =>
    start(key, (job) => call('province.data', { group: key, format: kind, language, job }));
  const [isAsking, setAsking] = useState(false);
  const summary = () => start(key, (job) => call('province.summary', { group: key, ...paper, job }));
  const reports = (parts: ReportParts) => () =>
    start(key, (job) => call('province.reports', { group: key, parts, ...paper, job }));
  const isOurs = JSON.stringify(state?.variables?.group) === JSON.stringify(key);
  return (
    <Card label={name} className={css.card}>
      <header className={css.head}>
        <div className={css.grow}>
          <h2>{name}</h2>
          <div className={css.facts}>
            {key.sample && <Chip tone="warn">{t.sample}</Chip>}
            <span>{textIn(group.instrumentTitle, language)}</span>
            <span>{t.version(group.instrumentVersion)}</span>
            <span>{t.counts(format.number(group.finalised), format.number(group.all))}</span>
          </div>
        </div>
        {group.finalised > 0 && (
          <div className={css.actions}>
            <Button icon={ChartColumn} pending={isBusy} onPress={summary}>
              {t.summary}
            </Button>
            <Button icon={Landmark} pending={isBusy} onPress={() => setAsking(true)}>
              {t.executive}
            </Button>
            <Menu
              label={t.reports}
              trigger={
                <Button icon={Printer} pending={isBusy}>
                  {t.reports}
                </Button>
              }
              groups={[
                [
                  { id: 'each', label: t.each, icon: Files, run: reports('each') },
                  { id: 'joined', label: t.joined, icon: FileStack, run: reports('joined') },
                  { id: 'both', label: t.both, icon: Printer, run: reports('both') },
                ],
              ]}
            />
            <Menu
              label={t.data}
              trigger={
                <Button icon={FileSpreadsheet} pending={isBusy}>
                  {t.data}
                </Button>
              }
              groups={[
                [
                  { id: 'xlsx', label: t.xlsx, icon: FileSpreadsheet, run: data('xlsx') },
                  { id: 'csv', label: t.csv, icon: Table2, run: data('csv') },
                  { id: 'csv-totals', label: t.csvTotals, icon: Sheet, run: data('csv-totals') },
                  { id: 'json', label: t.json, icon: Braces, run: data('json') },
                ],
              ]}
            />
          </div>
        )}
      </header>
      {group.finalised === 0 && <p className={css.text}>{t.nothingText}</p>}
      {isAsking && (
        <ExecutiveDialog
          group={key}
          onClose={() => setAsking(false)}
          onPrint={(form) => {
            setAsking(false);
            start(key, (job) => call('province.executive', { group: key, form, ...paper, job }));
          }}
        />
      )}
      {isOurs && state !== null && <JobState state={state} onCancel={cancel} />}
    </Card>
  );
}
