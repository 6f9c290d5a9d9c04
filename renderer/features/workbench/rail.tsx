import { TriangleAlert } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import {
  Collection,
  GridList,
  GridListHeader,
  GridListSection,
  ListLayout,
  ToggleButton,
  ToggleButtonGroup,
  Virtualizer,
} from 'react-aria-components';
import type { Aspect } from '#common/domain/instrument.ts';
import { textIn } from '#common/domain/text.ts';
import { Bar } from '#renderer/components/bar.tsx';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage, useSettings } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { isList, RailFilterMenu, ShownList } from './rail-filter.tsx';
import { RailItem } from './rail-item.tsx';
import { passes, type RailFilter, type RailRow } from './rail-rows.ts';
import { railWords } from './rail-words.ts';
import css from './rail.module.css';

/** All indicators of this LAO, by aspect, with what each one lacks. */
export function Rail() {
  const { rows, filter, setFilter, indicator, detail, blind, goTo } = useDesk();
  // The newest functions behind one that stays the same: otherwise each message of the viewer would draw the list again.
  const latest = useRef({ goTo, setFilter });
  useEffect(() => {
    latest.current = { goTo, setFilter };
  });
  const [actions] = useState(() => ({
    goTo: (id: string) => latest.current.goTo(id),
    showAll: () => latest.current.setFilter('all'),
  }));
  return (
    <>
      <RailHead />
      <RailList
        rows={rows}
        filter={filter}
        current={indicator.id}
        aspects={detail.instrument.aspects}
        blind={blind}
        actions={actions}
      />
    </>
  );
}

function RailHead() {
  const t = useMessages(railWords);
  const format = useFormat();
  const { rows, filter, setFilter } = useDesk();
  const done = rows.filter((row) => row.settled).length;
  const count = (wanted: RailFilter) => format.number(rows.filter((row) => passes(row, wanted)).length);
  const percent = rows.length === 0 ? '0.00' : ((done / rows.length) * 100).toFixed(2);
  return (
    <header className={css.head}>
      <div className={cx(text.row, css.progress)}>
        <b className={text.clip}>{t.progress(format.number(done), format.number(rows.length))}</b>
        <span className={cx(css.percent, text.second)}>{t.percent(format.percent(percent))}</span>
      </div>
      <Bar share={rows.length === 0 ? 0 : done / rows.length} />
      <ToggleButtonGroup
        className={css.filters ?? ''}
        aria-label={t.filter}
        selectionMode="single"
        disallowEmptySelection={!isList(filter)}
        selectedKeys={isList(filter) ? [] : [filter]}
        onSelectionChange={(keys) => {
          const [key] = keys;
          if (key !== undefined) setFilter(key as RailFilter);
        }}
      >
        <ToggleButton id="all" className={css.filter ?? ''}>
          {t.all}
        </ToggleButton>
        <ToggleButton id="unscored" className={css.filter ?? ''}>
          {t.unscored(count('unscored'))}
        </ToggleButton>
        <ToggleButton id="to-fix" className={cx(css.filter, count('to-fix') !== format.number(0) && css.warn)}>
          <Icon of={TriangleAlert} />
          {t.toFix(count('to-fix'))}
        </ToggleButton>
      </ToggleButtonGroup>
      {isList(filter) && <ShownList list={filter} />}
    </header>
  );
}

/** Pixels, before a row was measured. */
const rowSizes = { estimatedRowSize: 76, estimatedHeadingSize: 31 };

const RailList = memo(function RailList({
  rows,
  filter,
  current,
  aspects: allAspects,
  blind,
  actions,
}: {
  readonly rows: readonly RailRow[];
  readonly filter: RailFilter;
  readonly current: string;
  readonly aspects: readonly Aspect[];
  readonly blind: boolean;
  readonly actions: { readonly goTo: (id: string) => void; readonly showAll: () => void };
}) {
  const t = useMessages(railWords);
  const language = useLanguage();
  const format = useFormat();
  const { blindMode, screenDigits } = useSettings();
  const currentRow = rows.find((row) => row.id === current);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = list.current;
    const row = () => box?.querySelector(`[data-key="${CSS.escape(current)}"]`);
    const show = () => row()?.scrollIntoView({ block: 'nearest' });
    // A row far away is not drawn: first to where it must be about, then exactly.
    const inOrder = rows.filter((one) => passes(one, filter));
    const order = inOrder.findIndex((one) => one.id === current);
    if (box && order >= 0 && !row())
      box.scrollTop = (box.scrollHeight * order) / Math.max(1, inOrder.length) - box.clientHeight / 2;
    show();
    const frame = requestAnimationFrame(show);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [current, currentRow, rows, filter]);
  const shown = rows.filter((row) => passes(row, filter));
  const aspects = allAspects
    .map((aspect) => ({
      ...aspect,
      shown: shown.filter((row) => row.indicator.aspect === aspect.number),
      all: rows.filter((row) => row.indicator.aspect === aspect.number),
    }))
    .filter((aspect) => aspect.shown.length > 0);
  const columns = (
    <div className={css.columns}>
      <span aria-hidden>{t.number}</span>
      <RailFilterMenu />
      <span className={text.grow} />
      {!blind && <span aria-hidden>{t.self}</span>}
      <span aria-hidden>{t.team}</span>
    </div>
  );
  if (shown.length === 0) {
    return (
      <>
        {columns}
        <div className={css.empty}>
          <p>{filter === 'unscored' ? t.noneUnscored : filter === 'to-fix' ? t.noneToFix : t.noneInList}</p>
          <Button size="small" onPress={actions.showAll}>
            {t.showAll}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      {columns}
      <Virtualizer layout={ListLayout} layoutOptions={rowSizes}>
        <GridList
          ref={list}
          className={css.list ?? ''}
          aria-label={t.rail}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={[current]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : keys;
            if (key !== undefined) actions.goTo(String(key));
          }}
          data-pane-start
        >
          {aspects.map((aspect) => (
            <GridListSection key={aspect.number} id={`aspect-${String(aspect.number)}`}>
              <GridListHeader className={css.aspect ?? ''}>
                <span className={text.clip}>
                  {t.aspect(format.number(aspect.number), textIn(aspect.title, language))}
                </span>
                <span className={css.count}>
                  {format.number(aspect.all.filter((row) => row.settled).length)}/{format.number(aspect.all.length)}
                </span>
              </GridListHeader>
              <Collection
                items={aspect.shown}
                // Drawn rows are kept while they say the same; only in blind mode does the open one look different.
                dependencies={[language, screenDigits, blindMode, blind, blindMode ? current : null]}
              >
                {(row) => (
                  <RailItem key={row.id} row={row} isHidden={row.id === current ? blind : blindMode && !row.settled} />
                )}
              </Collection>
            </GridListSection>
          ))}
        </GridList>
      </Virtualizer>
    </>
  );
});
