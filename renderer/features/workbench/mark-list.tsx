import { FileDown, Unlink2, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { GridList, GridListItem, ListLayout, Virtualizer } from 'react-aria-components';
import { markKinds } from '#common/domain/annotation.ts';
import { isRedaction, redactionsOn } from '#common/domain/redaction.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { CiteTab } from '#renderer/components/cite-tab.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { SelectField } from '#renderer/components/select-field.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { toolIcons } from './mark-icons.ts';
import { inScope, markRows, noFilter, passesFilter, type MarkFilter, type MarkRow } from './mark-list-rows.ts';
import { markingWords } from './marking-words.ts';
import type { DeskView } from './use-desk-state.ts';
import type { SaveCopy } from './save-copy.ts';
import type { Marking } from './use-marking.ts';
import { viewerWords } from './viewer-words.ts';
import css from './marking.module.css';

const rowSizes = { rowHeight: 58 };

/** Beside the page: every mark of the file, the indicator or the submission, to be found and jumped to. */
export function MarkList({
  view,
  marking,
  copy,
}: {
  readonly view: DeskView;
  readonly marking: Marking;
  readonly copy: SaveCopy | null;
}) {
  const t = useMessages(markingWords);
  const format = useFormat();
  const [filter, setFilter] = useState(noFilter);
  const all = useMarkRows();
  const { indicator } = useDesk();
  const { open } = view;
  const sha256 = open?.kind === 'file' ? open.item.sha256 : null;
  const scoped = inScope(all, filter.scope, { sha256, indicator: indicator.id });
  const shown = scoped.filter((row) => passesFilter(row, filter));
  const set = (changed: Partial<MarkFilter>) => setFilter((known) => ({ ...known, ...changed }));
  const jump = (row: MarkRow | undefined) => {
    if (row) marking.showMark(row.mark);
  };
  return (
    <aside className={css.panel} aria-label={t.list}>
      <header className={css.panelHead}>
        <b className={text.grow}>{t.list}</b>
        {copy && <IconButton icon={FileDown} label={copy.label} keys={copy.keys} onPress={copy.run} />}
        <IconButton icon={X} label={t.closeList} keys="B" onPress={marking.closeList} />
      </header>
      {sha256 !== null && <Redactions sha256={sha256} />}
      <Filters rows={scoped} filter={filter} onChange={set} />
      <p className={css.count} aria-live="polite">
        {t.count(format.number(shown.length), format.number(scoped.length))}
      </p>
      {shown.length === 0 ? (
        <Empty isFiltered={scoped.length > 0} onClear={() => setFilter({ ...noFilter, scope: filter.scope })} />
      ) : (
        <Virtualizer layout={ListLayout} layoutOptions={rowSizes}>
          <GridList
            className={css.rows ?? ''}
            aria-label={t.list}
            items={shown}
            dependencies={[view.selected]}
            onAction={(key) => jump(shown.find((row) => row.id === key))}
          >
            {(row) => <Row row={row} isCurrent={row.id === view.selected} />}
          </GridList>
        </Virtualizer>
      )}
    </aside>
  );
}

/** What copies of the open file hide. */
function Redactions({ sha256 }: { readonly sha256: string }) {
  const t = useMessages(markingWords);
  const format = useFormat();
  const { snapshot } = useDesk();
  const { length } = redactionsOn(snapshot.review.marks, sha256);
  return length === 0 ? null : (
    <p className={css.redacted} role="status">
      <b>{t.redacted(format.number(length))}</b> {t.redactedNote}
    </p>
  );
}

function useMarkRows(): readonly MarkRow[] {
  const { detail, snapshot, citations, lost } = useDesk();
  return useMemo(() => {
    const files = [...detail.manifest.evidence, ...snapshot.review.teamEvidence];
    const titles = new Map(files.map(({ sha256, title }) => [sha256, title]));
    const numbers = new Map(citations.flatMap(({ mark, number }) => (mark ? [[mark.id, number] as const] : [])));
    return markRows({ review: snapshot.review, titles, numbers, lost });
  }, [detail, snapshot, citations, lost]);
}

function Filters({
  rows,
  filter,
  onChange,
}: {
  readonly rows: readonly MarkRow[];
  readonly filter: MarkFilter;
  readonly onChange: (changed: Partial<MarkFilter>) => void;
}) {
  const t = useMessages(markingWords);
  const names = useMessages(viewerWords);
  const authors = [...new Map(rows.map(({ mark }) => [mark.author.id, mark.author.name]))];
  return (
    <div className={css.filters}>
      <Segmented
        label={t.scope}
        value={filter.scope}
        options={[
          { value: 'file', label: t.inFile },
          { value: 'indicator', label: t.inIndicator },
          { value: 'all', label: t.inAll },
        ]}
        onChange={(scope) => onChange({ scope, author: '' })}
      />
      <SearchField label={t.search} value={filter.text} onChange={(typed) => onChange({ text: typed })} autoFocus />
      <div className={css.pair}>
        <SelectField
          label={t.kind}
          hideLabel
          size="compact"
          value={filter.kind}
          options={[
            { value: 'any' as const, label: t.anyKind },
            ...markKinds.map((kind) => ({ value: kind, label: names[`${kind}Name`] })),
          ]}
          onChange={(kind) => onChange({ kind })}
        />
        <SelectField
          label={t.state}
          hideLabel
          size="compact"
          value={filter.state}
          options={[
            { value: 'any' as const, label: t.anyState },
            { value: 'cited' as const, label: t.isCited },
            { value: 'uncited' as const, label: t.isUncited },
            { value: 'lost' as const, label: t.isLost },
          ]}
          onChange={(state) => onChange({ state })}
        />
      </div>
      {authors.length > 1 && (
        <SelectField
          label={t.author}
          hideLabel
          size="compact"
          value={filter.author}
          options={[{ value: '', label: t.anyAuthor }, ...authors.map(([value, label]) => ({ value, label }))]}
          onChange={(author) => onChange({ author })}
        />
      )}
    </div>
  );
}

function Row({ row, isCurrent }: { readonly row: MarkRow; readonly isCurrent: boolean }) {
  const t = useMessages(markingWords);
  const names = useMessages(viewerWords);
  const format = useFormat();
  const { rows } = useDesk();
  const { mark, words, file, number, citedIn, isLost } = row;
  const title = words === '' ? names[`${mark.kind}Name`] : words;
  const numberOf = (id: string) => rows.find((one) => one.indicator.id === id)?.indicator.number ?? id;
  const meta = [
    t.page(format.number(mark.page)),
    ...(citedIn.length > 0
      ? [names.captionCited(citedIn.map(numberOf).join(', '))]
      : [t.indicator(numberOf(mark.indicator))]),
    file,
    mark.author.name,
    format.time(mark.modifiedAt),
  ].join(' · ');
  return (
    <GridListItem
      id={row.id}
      textValue={`${names[`${mark.kind}Name`]} ${title} ${file} ${meta}${isLost ? ` ${t.lost}` : ''}`}
      className={cx(css.row, isLost && css.lostRow)}
      data-current={isCurrent ? 'true' : undefined}
    >
      {number === null ? (
        <span
          className={css.kind}
          data-colour={isRedaction(mark) ? 'redaction' : citedIn.length > 0 ? 'cited' : mark.colour}
        >
          <Icon of={isLost ? Unlink2 : toolIcons[mark.kind]} />
        </span>
      ) : (
        <CiteTab number={number} />
      )}
      <span className={css.rowText}>
        <span className={text.clip}>{title}</span>
        <small className={text.clip}>{isLost ? `${t.lost} · ${meta}` : meta}</small>
      </span>
    </GridListItem>
  );
}

function Empty({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const t = useMessages(markingWords);
  return (
    <div className={css.empty}>
      <b>{isFiltered ? t.noMatch : t.noMarks}</b>
      {isFiltered ? (
        <Button size="small" onPress={onClear}>
          {t.clearFilter}
        </Button>
      ) : (
        <p className={text.second}>{t.noMarksText}</p>
      )}
    </div>
  );
}
