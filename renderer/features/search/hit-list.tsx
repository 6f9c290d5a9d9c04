import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import type { SearchHit } from '#common/contract/channels/search.ts';
import { Chip } from '#renderer/components/chip.tsx';
import { FoundWords } from '#renderer/components/found-words.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { kindIcons } from './hit-kinds.ts';
import type { FoundHits } from './use-found.ts';
import { searchWords } from './words.ts';
import css from './hit-list.module.css';

/** Height of a find at 100 % text size, px. */
const rowHeight = 84;
/** Finds before the end at which the next stretch is asked for. */
const ahead = 20;

/** Many finds, of which only the visible ones are drawn. One tab stop; arrows move, Enter or a click opens. */
export function HitList({
  found,
  withLao,
  onOpen,
}: {
  readonly found: FoundHits;
  readonly withLao: boolean;
  readonly onOpen: (hit: SearchHit) => void;
}) {
  const t = useMessages(searchWords);
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const { hits, total, isStale } = found;
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer's functions are not memoised on purpose
  const virtual = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight * scale,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const more = useEffectEvent(() => found.more());
  useEffect(() => {
    if (last >= hits.length - ahead) more();
  }, [last, hits.length]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowHeight * scale)) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: hits.length - 1,
    };
    const hit = hits[current];
    const next = moves[event.key];
    if (event.key === 'Enter' && hit) onOpen(hit);
    else if (next === undefined) return;
    else {
      const index = Math.max(0, Math.min(hits.length - 1, next));
      setCurrent(index);
      virtual.scrollToIndex(index);
    }
    event.preventDefault();
  };
  return (
    <div
      id="hits"
      ref={scroller}
      className={cx(css.list, isStale && css.stale)}
      role="listbox"
      aria-label={t.results}
      aria-activedescendant={`hit-${String(current)}`}
      aria-busy={isStale}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={css.all} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, size }) => {
          const hit = hits[index];
          return (
            hit && (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the list has the focus and its keys
              <div
                key={index}
                id={`hit-${String(index)}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === current}
                aria-posinset={index + 1}
                aria-setsize={total}
                className={cx(css.hit, index === current && css.current)}
                style={{ transform: `translateY(${String(start)}px)`, height: size }}
                onClick={() => {
                  setCurrent(index);
                  onOpen(hit);
                }}
              >
                <Hit hit={hit} withLao={withLao} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function Hit({ hit, withLao }: { readonly hit: SearchHit; readonly withLao: boolean }) {
  const t = useMessages(searchWords);
  const format = useFormat();
  const { kind, laoName, number, page, title, snippet, source } = hit;
  return (
    <>
      <span className={css.icon}>
        <Icon of={kindIcons[kind]} />
        {page !== null && <span className={css.page}>{format.number(page)}</span>}
      </span>
      <span className={css.text}>
        <span className={css.line}>
          <b className={css.title}>{title}</b>
          {page !== null && <span className={css.meta}>{t.page(format.number(page))}</span>}
          {source === 'ocr' && <Chip>{t.fromScan}</Chip>}
        </span>
        <span className={css.snippet}>
          {snippet.text === '' ? <span className={css.meta}>{t.wordsOnPage}</span> : <FoundWords snippet={snippet} />}
        </span>
        <span className={css.where}>
          {[
            t[kind === 'title' ? 'kind-title' : kind === 'page' ? 'kind-page' : kind],
            ...(withLao && kind !== 'lao' ? [laoName] : []),
            ...(number === null ? [] : [t.ofIndicator(format.digits(number))]),
          ].join(' · ')}
        </span>
      </span>
    </>
  );
}
