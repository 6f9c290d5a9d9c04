import { useMutation } from '@tanstack/react-query';
import { Braces, FileSpreadsheet, Sheet, Table2 } from 'lucide-react';
import type { DataFormat } from '#common/contract/channels/province.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import css from './reports.module.css';

const words = defineMessages({
  th: {
    title: 'ข้อมูลผลการประเมิน',
    text: 'คะแนน เหตุผล และหลักฐานที่อ้างของทุกข้อ สำหรับตารางคำนวณหรือโปรแกรมอื่น',
    save: 'บันทึกข้อมูล',
    xlsx: 'Excel (.xlsx)',
    csv: 'CSV แถวละตัวชี้วัด',
    csvTotals: 'CSV แถวละ อปท.',
    json: 'JSON ตามสคีมา',
    saved: (name: string) => `บันทึก ${name} แล้ว`,
  },
  en: {
    title: 'The result as data',
    text: 'Scores, reasons and cited evidence of every indicator, for spreadsheets and other programs',
    save: 'Save data',
    xlsx: 'Excel (.xlsx)',
    csv: 'CSV, a row per indicator',
    csvTotals: 'CSV, a row per LAO',
    json: 'JSON with a schema',
    saved: (name) => `${name} was saved`,
  },
});

/** The result of this LAO for spreadsheets and other programs; a draft says that it is one. */
export function DataCard({ submission }: { readonly submission: string }) {
  const t = useMessages(words);
  const language = useLanguage();
  const save = useMutation({
    mutationFn: (format: DataFormat) => call('report.data', { submission, format, language }),
    onSuccess: (ticket) => {
      saveExport(ticket);
      tellDone(t.saved(ticket.fileName));
    },
  });
  const run = (format: DataFormat) => () => !save.isPending && save.mutate(format);
  useCommands([{ id: 'result-data', label: `${t.save}: ${t.xlsx}`, run: run('xlsx') }]);
  return (
    <Card label={t.title} className={css.exchange}>
      <header className={css.head} data-pane>
        <div className={css.grow}>
          <h2>{t.title}</h2>
          <div className={css.text}>{t.text}</div>
        </div>
        <Menu
          label={t.save}
          trigger={
            <Button size="small" icon={FileSpreadsheet} pending={save.isPending}>
              {t.save}
            </Button>
          }
          groups={[
            [
              { id: 'xlsx', label: t.xlsx, icon: FileSpreadsheet, run: run('xlsx') },
              { id: 'csv', label: t.csv, icon: Table2, run: run('csv') },
              { id: 'csv-totals', label: t.csvTotals, icon: Sheet, run: run('csv-totals') },
              { id: 'json', label: t.json, icon: Braces, run: run('json') },
            ],
          ]}
        />
      </header>
    </Card>
  );
}
