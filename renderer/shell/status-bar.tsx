import { useQuery } from '@tanstack/react-query';
import { Circle, CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Icon } from '#renderer/components/icon.tsx';
import { Kbd } from '#renderer/components/kbd.tsx';
import { useCommandList } from '#renderer/lib/commands.tsx';
import { useDurable, type Durable } from '#renderer/lib/durable.ts';
import { failureText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { shortcutsOf, type Command } from '#renderer/lib/keyboard.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { assignmentsQuery, submissionsQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { useThrottled } from '#renderer/lib/throttled.ts';
import { NetworkState, OutboxState, QueueState } from './network-state.tsx';
import { submissionIn } from './places.ts';
import { shellWords } from './words.ts';
import css from './status-bar.module.css';

export function StatusBar({ children }: { readonly children: ReactNode }) {
  const t = useMessages(shellWords);
  const hints = useCommandList()
    .filter((command) => command.hint !== undefined && command.enabled !== false)
    // The list of all keys comes last, on every screen.
    .toSorted((a, b) => Number(a.id === 'keys') - Number(b.id === 'keys'));
  return (
    <footer className={css.bar} aria-label={t.status} data-pane tabIndex={-1}>
      <DurableState />
      <NetworkState />
      <QueueState />
      <OutboxState />
      {children}
      <span className={css.space} />
      {hints.map((command) => (
        <span key={command.id} className={css.hint}>
          <Kbd keys={hintKeys(command)} />
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

/** One key is enough to know, but arrows come in pairs. */
const hintKeys = (command: Command): string => {
  const keys = shortcutsOf(command);
  return keys.every((one) => one.startsWith('Arrow')) ? keys.join('+') : (keys[0] ?? '');
};

function Where() {
  const t = useMessages(shellWords);
  const format = useFormat();
  const [location] = useLocation();
  const { data = [] } = useQuery(submissionsQuery());
  const id = submissionIn(location);
  const { data: assigned = [] } = useQuery(assignmentsQuery());
  const row = data.find((other) => other.id === id) ?? (id === null ? (data[0] ?? assigned[0]) : undefined);
  if (!row) return null;
  return <span className={css.place}>{t.place(row.team, row.province, format.digits(String(row.year)))}</span>;
}
