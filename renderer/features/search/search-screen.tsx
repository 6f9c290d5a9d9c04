import { Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { SearchResult } from '#common/contract/channels/search.ts';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { openHit } from '#renderer/lib/open-hit.ts';
import { searchAddress, useIndexing, useRested, type SearchFor } from '#renderer/lib/search.ts';
import { countOf, hitGroups, kindsOfGroup, type HitGroup } from './hit-kinds.ts';
import { HitList } from './hit-list.tsx';
import { useFound } from './use-found.ts';
import { searchWords } from './words.ts';
import css from './search-screen.module.css';

/** Everything on this computer that has these words, or everything of one submission. */
export function SearchScreen({ query, submission }: { readonly query: string; readonly submission: string | null }) {
  const t = useMessages(searchWords);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => decoded(query));
  const [group, setGroup] = useState<HitGroup>('all');
  const [everywhere, setEverywhere] = useState(submission === null);
  const words = useRested(text.trim());
  const [address, setAddress] = useState(query);
  // The palette leads here with other words while this screen stands.
  if (query !== address) {
    setAddress(query);
    if (decoded(query) !== words) setText(decoded(query));
  }
  const wanted: SearchFor = useMemo(
    () => ({ query: words, submission: everywhere ? null : submission, kinds: kindsOfGroup(group) }),
    [words, everywhere, submission, group],
  );
  const found = useFound(wanted);
  useEffect(() => {
    field.current?.focus();
  }, []);
  // The way back from a find leads to the same finds.
  useEffect(() => {
    navigate(searchAddress(words, submission), { replace: true });
  }, [words, submission]);
  useCommands([
    { id: 'search-field', label: t.toField, shortcut: '/', hint: t.toFieldHint, run: () => field.current?.focus() },
  ]);
  const total = countOf('all', found.counts);
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 className={css.title}>{t.title}</h1>
        <div className={css.field}>
          <SearchField
            label={t.label}
            value={text}
            onChange={setText}
            keys="/"
            inputRef={field}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
              if (event.nativeEvent.isComposing || found.hits.length === 0) return;
              event.preventDefault();
              document.getElementById('hits')?.focus();
            }}
          />
        </div>
        {submission !== null && (
          <Segmented
            label={t.scope}
            value={everywhere ? 'all' : 'here'}
            options={[
              { value: 'here', label: t.here },
              { value: 'all', label: t.everywhere },
            ]}
            onChange={(value) => setEverywhere(value === 'all')}
          />
        )}
      </header>
      {words !== '' && total > 0 && <Groups counts={found.counts} group={group} onGroup={setGroup} />}
      <section className={css.body} aria-label={t.results} data-pane>
        {words === '' ? (
          <EmptyState icon={Search} title={t.emptyTitle}>
            {t.emptyText}
          </EmptyState>
        ) : found.error ? (
          <ErrorState error={found.error} onRetry={found.retry} />
        ) : found.isFirst ? (
          <Waiting text={t.looking} />
        ) : found.hits.length === 0 ? (
          <Nothing words={words} isNarrowed={!everywhere || (group !== 'all' && total > 0)} />
        ) : (
          <HitList key={`${words} ${group}`} found={found} withLao={everywhere} onOpen={openHit} />
        )}
      </section>
    </div>
  );
}

function Groups({
  counts,
  group,
  onGroup,
}: {
  readonly counts: SearchResult['counts'];
  readonly group: HitGroup;
  readonly onGroup: (group: HitGroup) => void;
}) {
  const t = useMessages(searchWords);
  const format = useFormat();
  const names = { all: t.all, documents: t.documents, titles: t.titles, lao: t.answers, team: t.team };
  return (
    <div className={css.groups}>
      <Segmented
        label={t.kinds}
        value={group}
        options={hitGroups.map((value) => ({
          value,
          label: `${names[value]} ${format.number(countOf(value, counts))}`,
        }))}
        onChange={onGroup}
      />
    </div>
  );
}

function Nothing({ words, isNarrowed }: { readonly words: string; readonly isNarrowed: boolean }) {
  const t = useMessages(searchWords);
  const format = useFormat();
  const indexing = useIndexing();
  const unread = indexing === null ? 0 : indexing.files - indexing.filesDone;
  const waiting = indexing?.ocrWaiting ?? 0;
  return (
    <EmptyState icon={Search} title={t.nothingTitle(words)}>
      <ul className={css.tips}>
        {unread > 0 && <li>{t.unread(format.number(unread))}</li>}
        {unread === 0 && waiting > 0 && <li>{t.unreadScans(format.number(waiting))}</li>}
        {isNarrowed && <li>{t.widen}</li>}
        <li>{t.shorter}</li>
        <li>{t.scansAreRough}</li>
      </ul>
    </EmptyState>
  );
}

/** The address may come as it was written, or read already. */
function decoded(words: string): string {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}
