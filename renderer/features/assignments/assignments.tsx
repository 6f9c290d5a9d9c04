import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { FileUp, FlaskConical, FolderOpen, ListX } from 'lucide-react';
import { useLocation } from 'wouter';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { laoTypeLong, laoTypeShort } from '#common/domain/lao.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { DataGrid, type Sort } from '#renderer/components/data-grid.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { offerAll, useInbox } from '#renderer/lib/files.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { submissionsQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellFailed } from '#renderer/lib/toasts.ts';
import { ContinueCard, ReadyCard } from './head-cards.tsx';
import { useImport } from './import-job.ts';
import { ImportPanel } from './import-panel.tsx';
import { countByFilter, filterRows, nextWork, searchText, sortRows, type Filter, type Order } from './rows.ts';
import { useColumns } from './columns.tsx';
import { assignmentWords } from './words.ts';
import css from './assignments.module.css';

export function Assignments() {
  const t = useMessages(assignmentWords);
  const language = useLanguage();
  const { data, error, refetch } = useQuery(submissionsQuery());
  const { state, start, dismiss } = useImport();
  useInbox('submission', start);
  const { input, choose } = useFileInput({
    accept: '.lpasub',
    multiple: true,
    label: t.import,
    onFiles: (files) => {
      offerAll(files).then(start, (failure: unknown) => {
        tellFailed(errorText(failure, language));
      });
    },
  });
  useCommands([{ id: 'import', label: t.import, shortcut: 'Ctrl+O', run: choose }]);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <div className={css.page} {...(data.length === 0 && { 'data-pane': true })}>
      {input}
      {data.length > 0 && (
        <div className={css.cards} data-pane>
          <ContinueCard next={nextWork(data)} />
          <ReadyCard rows={data} />
        </div>
      )}
      {state && <ImportPanel state={state} onClose={dismiss} />}
      {data.length === 0 ? (
        <Card className={css.fill}>
          <EmptyState
            icon={FileUp}
            title={t.emptyTitle}
            actions={
              <>
                <Button look="primary" size="large" icon={FolderOpen} keys="Ctrl+O" onPress={choose}>
                  {t.import}
                </Button>
                <Button
                  size="large"
                  icon={FlaskConical}
                  pending={state?.status === 'pending'}
                  onPress={() => {
                    start(null);
                  }}
                >
                  {t.sampleButton}
                </Button>
              </>
            }
          >
            {t.emptyText}
          </EmptyState>
        </Card>
      ) : (
        <List rows={data} onImport={choose} />
      )}
    </div>
  );
}

function List({ rows, onImport }: { readonly rows: readonly SubmissionSummary[]; readonly onImport: () => void }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort<Order>>({ by: 'state', descending: false });
  const field = useRef<HTMLInputElement>(null);
  const columns = useColumns();

  const folded = useMemo(() => new Map(rows.map((row) => [row.id, searchText(row, typeWords(row))] as const)), [rows]);
  const textOf = useCallback((row: SubmissionSummary) => folded.get(row.id) ?? '', [folded]);
  const sorted = useMemo(() => sortRows(rows, sort.by, sort.descending), [rows, sort]);
  const shown = useMemo(() => filterRows(sorted, filter, search, textOf), [sorted, filter, search, textOf]);
  const counts = useMemo(() => countByFilter(rows), [rows]);
  const next = useMemo(() => nextWork(rows), [rows]);
  const open = (row: SubmissionSummary) => {
    go(`/s/${row.id}`);
  };
  useCommands([{ id: 'search-list', label: t.searchAction, shortcut: '/', run: () => field.current?.focus() }]);

  return (
    <>
      <div className={css.bar}>
        <h1>{t.title}</h1>
        <span className={css.count} role="status">
          {t.places(format.number(shown.length))}
        </span>
        <span className={css.space} />
        <SearchField label={t.search} value={search} onChange={setSearch} keys="/" inputRef={field} />
        <Segmented
          label={t.filter}
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: t.all(format.number(counts.all)) },
            { value: 'todo', label: t.todo(format.number(counts.todo)) },
            { value: 'to-sign', label: t.toSign(format.number(counts['to-sign'])) },
            { value: 'done', label: t.done(format.number(counts.done)) },
          ]}
        />
        <Button size="small" className={css.import} icon={FolderOpen} onPress={onImport}>
          {t.import}
        </Button>
      </div>
      <Card className={css.fill}>
        <DataGrid
          label={t.table}
          columns={columns}
          rows={shown}
          rowKey={(row) => row.id}
          sort={sort}
          onSort={setSort}
          onOpen={open}
          isMarked={(row) => row.id === next?.id}
          empty={
            <EmptyState
              icon={ListX}
              title={t.nothingFound}
              actions={
                <Button
                  onPress={() => {
                    setSearch('');
                    setFilter('all');
                  }}
                >
                  {t.showAll}
                </Button>
              }
            >
              {t.nothingFoundText}
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}

const typeWords = (row: SubmissionSummary): string => `${laoTypeShort[row.laoType].th} ${laoTypeLong[row.laoType].th}`;
