import { useQuery } from '@tanstack/react-query';
import { Circle, CircleCheck, CircleX, TriangleAlert, WifiOff } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Icon } from '#renderer/components/icon.tsx';
import { Kbd } from '#renderer/components/kbd.tsx';
import { useCommandList } from '#renderer/lib/commands.tsx';
import { useDurable, type Durable } from '#renderer/lib/durable.ts';
import { failureText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { shortcutsOf } from '#renderer/lib/keyboard.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { submissionsQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { submissionIn } from './places.ts';
import { shellWords } from './words.ts';
import css from './status-bar.module.css';

export function StatusBar() {
  const t = useMessages(shellWords);
  const hints = useCommandList()
    .filter((command) => command.hint !== undefined && command.enabled !== false)
    // The list of all keys comes last, on every screen.
    .toSorted((a, b) => Number(a.id === 'keys') - Number(b.id === 'keys'));
  return (
    <footer className={css.bar} aria-label={t.status} data-pane tabIndex={-1}>
      <DurableState />
      <span>
        <Icon of={WifiOff} />
        {t.offline}
      </span>
      <span className={css.space} />
      {hints.map((command) => (
        <span key={command.id} className={css.hint}>
          <Kbd keys={shortcutsOf(command)[0] ?? ''} />
          {command.hint}
        </span>
      ))}
      <Where />
    </footer>
  );
}

/** The truth about the last change: never "saved" before main said so. */
function DurableState() {
  const t = useMessages(shellWords);
  const language = useLanguage();
  const format = useFormat();
  const durable = useDurable();
  const slow = useSlow(durable.kind === 'saving');
  switch (durable.kind) {
    case 'unknown':
      return (
        <State kind={durable.kind} look={css.ok} icon={<Icon of={CircleCheck} />}>
          {t.ready}
        </State>
      );
    case 'saving':
      return slow ? (
        <State kind={durable.kind} look={css.warn} icon={<Icon of={TriangleAlert} />}>
          {t.savingLong}
        </State>
      ) : (
        <State kind={durable.kind} look={css.neutral} icon={<Icon of={Circle} />}>
          {t.saving}
        </State>
      );
    case 'saved':
      return (
        <State kind={durable.kind} look={css.ok} icon={<Icon of={CircleCheck} />} spoken={t.savedPlain}>
          {t.saved(format.timeSeconds(durable.at))}
        </State>
      );
    case 'failed':
      return (
        <span className={css.bad} role="alert" data-durable={durable.kind}>
          <Icon of={CircleX} />
          {t.notSaved}: {failureText({ code: durable.code }, language)}
        </span>
      );
  }
}

function State({
  kind,
  look,
  icon,
  spoken,
  children,
}: {
  readonly kind: Durable['kind'];
  readonly look: string | undefined;
  readonly icon: ReactNode;
  readonly spoken?: string;
  readonly children: ReactNode;
}) {
  const announced = useThrottled(spoken ?? '', 5000);
  return (
    <span className={look} data-durable={kind}>
      {icon}
      {children}
      <span className="visually-hidden" aria-live="polite">
        {announced}
      </span>
    </span>
  );
}

function useSlow(saving: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!saving) return undefined;
    const timer = setTimeout(() => {
      setSlow(true);
    }, 2000);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [saving]);
  return slow;
}

/** A screen reader hears the newest word at most once in `pause` milliseconds. */
function useThrottled(text: string, pause: number): string {
  const [heard, setHeard] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setHeard(text);
    }, pause);
    return () => {
      clearTimeout(timer);
    };
  }, [text, pause]);
  return heard;
}

function Where() {
  const t = useMessages(shellWords);
  const format = useFormat();
  const [location] = useLocation();
  const { data = [] } = useQuery(submissionsQuery());
  const id = submissionIn(location);
  const row = data.find((other) => other.id === id) ?? (id === null ? data[0] : undefined);
  if (!row) return null;
  return <span className={css.place}>{t.place(row.team, row.province, format.digits(String(row.year)))}</span>;
}
