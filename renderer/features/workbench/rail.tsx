import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import {
  Collection,
  GridList,
  GridListHeader,
  GridListSection,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
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
import { RailItem } from './rail-item.tsx';
import { passes, type RailFilter } from './rail-rows.ts';
import { railWords } from './rail-words.ts';
import css from './rail.module.css';

/** All indicators of this LAO, by aspect, with what each one lacks. */
export function Rail() {
  return (
    <>
      <RailHead />
      <RailList />
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
      <div className={text.row}>
        <b className={text.clip}>{t.progress(format.number(done), format.number(rows.length))}</b>
        <span className={cx(css.percent, text.second)}>{t.percent(format.percent(percent))}</span>
      </div>
      <Bar share={rows.length === 0 ? 0 : done / rows.length} />
      <ToggleButtonGroup
        className={css.filters ?? ''}
        aria-label={t.filter}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={(keys) => {
          const [key] = keys;
          setFilter(key as RailFilter);
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
    </header>
  );
}

function RailList() {
  const t = useMessages(railWords);
  const language = useLanguage();
  const format = useFormat();
  const { blindMode, screenDigits } = useSettings();
  const { rows, row, filter, setFilter, indicator, detail, blind, goTo } = useDesk();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = () =>
      list.current?.querySelector(`[data-key="${CSS.escape(indicator.id)}"]`)?.scrollIntoView({ block: 'nearest' });
    show();
    // Rows out of view get their real height only when they come near, so the first jump may fall short.
    const frame = requestAnimationFrame(show);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [indicator.id, row]);
  const shown = rows.filter((row) => passes(row, filter));
  const aspects = detail.instrument.aspects
    .map((aspect) => ({
      ...aspect,
      shown: shown.filter((row) => row.indicator.aspect === aspect.number),
      all: rows.filter((row) => row.indicator.aspect === aspect.number),
    }))
    .filter((aspect) => aspect.shown.length > 0);
  if (shown.length === 0) {
    return (
      <div className={css.empty}>
        <p>{filter === 'unscored' ? t.noneUnscored : t.noneToFix}</p>
        <Button size="small" onPress={() => setFilter('all')}>
          {t.showAll}
        </Button>
      </div>
    );
  }
  return (
    <>
      <div className={css.columns} aria-hidden>
        <span>{t.number}</span>
        <span className={text.grow} />
        {!blind && <span>{t.self}</span>}
        <span>{t.team}</span>
      </div>
      <GridList
        ref={list}
        className={css.list ?? ''}
        aria-label={t.rail}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[indicator.id]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (key !== undefined) goTo(String(key));
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
              dependencies={[language, screenDigits, blindMode, blind, blindMode ? indicator.id : null]}
            >
              {(row) => (
                <RailItem
                  key={row.id}
                  row={row}
                  isHidden={row.id === indicator.id ? blind : blindMode && !row.settled}
                />
              )}
            </Collection>
          </GridListSection>
        ))}
      </GridList>
    </>
  );
}
