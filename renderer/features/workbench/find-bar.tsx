import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Input, TextField } from 'react-aria-components';
import { IconButton } from '#renderer/components/button.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { roomWords } from './room-words.ts';
import type { EvidenceView } from './use-evidence-view.ts';
import css from './room.module.css';

/** Typing waits this long (ms) before the document is searched. */
const pause = 200;

/** Search in the open document: Enter goes on, Shift+Enter back, Esc ends it. */
export function FindBar({
  view,
  query,
  asked,
  onQuery,
  onClose,
}: {
  readonly view: EvidenceView;
  readonly query: string;
  /** Counts how often the search was asked for: each time the field takes the focus. */
  readonly asked: number;
  readonly onQuery: (query: string) => void;
  readonly onClose: () => void;
}) {
  const t = useMessages(roomWords);
  const field = useRef<HTMLInputElement>(null);
  /** What the frame was told last; the same words again would go on to the next place. */
  const told = useRef('');
  const { phase } = view.state;
  const evidence = view.document?.evidence;
  const ask = (back: boolean) => {
    told.current = query;
    view.send({ kind: 'find', query, back });
  };
  const askNow = useEffectEvent(() => ask(false));
  useEffect(() => {
    if (phase !== 'shown') return undefined;
    const timer = setTimeout(askNow, pause);
    return () => {
      clearTimeout(timer);
    };
  }, [query, phase, evidence]);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  const forget = useEffectEvent(() => view.send({ kind: 'find', query: '', back: false }));
  useEffect(() => () => forget(), []);
  return (
    <div className={css.find} role="search">
      <TextField aria-label={t.find} value={query} onChange={onQuery}>
        <Input
          ref={field}
          className={css.findInput ?? ''}
          placeholder={t.find}
          spellCheck={false}
          maxLength={200}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              ask(event.shiftKey);
            } else if (event.key === 'Escape') {
              event.preventDefault();
              event.stopPropagation();
              onClose();
            }
          }}
        />
      </TextField>
      <Outcome view={view} query={query} />
      <IconButton
        icon={ChevronUp}
        label={t.findPrevious}
        keys="Shift+F3"
        onPress={() => ask(true)}
        className={css.small ?? ''}
      />
      <IconButton
        icon={ChevronDown}
        label={t.findNext}
        keys="F3"
        onPress={() => ask(false)}
        className={css.small ?? ''}
      />
      <IconButton icon={X} label={t.findClose} keys="Escape" onPress={onClose} className={css.small ?? ''} />
    </div>
  );
}

function Outcome({ view, query }: { readonly view: EvidenceView; readonly query: string }) {
  const t = useMessages(roomWords);
  const format = useFormat();
  const { found, pages } = view.state;
  const text = (): string => {
    if (query.trim() === '') return '';
    if (found?.query !== query) return t.searching;
    if (found.total > 0) {
      const count = t.count(format.number(found.index), format.number(found.total));
      return found.complete ? count : `${count}+`;
    }
    if (!found.complete) return t.searching;
    if (found.wordless >= pages) return t.noWords;
    return found.wordless > 0 ? `${t.notFound} · ${t.someWordless(format.number(found.wordless))}` : t.notFound;
  };
  return (
    <span className={css.outcome} role="status">
      {text()}
    </span>
  );
}
