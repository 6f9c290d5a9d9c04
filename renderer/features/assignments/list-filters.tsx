import { useMemo, type Ref } from 'react';
import { SearchField } from '#renderer/components/search-field.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { SelectField } from '#renderer/components/select-field.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { countByFilter, type Filter, type roundsOf } from './rows.ts';
import type { WorkRow } from './work-rows.ts';
import { assignmentWords } from './words.ts';
import css from './assignments.module.css';

export interface Shown {
  readonly filter: Filter;
  readonly search: string;
  /** Null: all rounds. */
  readonly round: string | null;
}

const everyRound = '';

/** Which rows the list shows: by word, by what is to be done, by round where there are several. */
export function ListFilters({
  rows,
  served,
  shown,
  onChange,
  searchRef,
}: {
  /** Of the chosen round. */
  readonly rows: readonly WorkRow[];
  readonly served: boolean;
  readonly shown: Shown;
  readonly onChange: (shown: Shown) => void;
  readonly searchRef: Ref<HTMLInputElement>;
}) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const counts = useMemo(() => countByFilter(rows), [rows]);
  return (
    <>
      <SearchField
        label={t.search}
        value={shown.search}
        onChange={(search) => onChange({ ...shown, search })}
        keys="/"
        inputRef={searchRef}
      />
      <Segmented
        label={t.filter}
        value={shown.filter}
        onChange={(filter) => onChange({ ...shown, filter })}
        options={[
          { value: 'all', label: t.all(format.number(counts.all)) },
          { value: 'todo', label: t.todo(format.number(counts.todo)) },
          { value: 'to-sign', label: t.toSign(format.number(counts['to-sign'])) },
          { value: 'done', label: t.done(format.number(counts.done)) },
          ...(served
            ? [
                { value: 'to-download' as const, label: t.toDownload(format.number(counts['to-download'])) },
                { value: 'trouble' as const, label: t.trouble(format.number(counts.trouble)) },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** Only where there is a choice. */
export function RoundFilter({
  rounds,
  shown,
  onChange,
}: {
  readonly rounds: ReturnType<typeof roundsOf>;
  readonly shown: Shown;
  readonly onChange: (shown: Shown) => void;
}) {
  const t = useMessages(assignmentWords);
  const language = useLanguage();
  return (
    <div className={css.round}>
      <SelectField
        label={t.roundFilter}
        hideLabel
        size="compact"
        value={shown.round ?? everyRound}
        onChange={(round) => onChange({ ...shown, round: round === everyRound ? null : round })}
        options={[
          { value: everyRound, label: t.allRounds },
          ...rounds.map(({ round, roundTitle }) => ({ value: round, label: roundTitle[language] })),
        ]}
      />
    </div>
  );
}
