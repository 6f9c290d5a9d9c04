import { useEffect, useRef } from 'react';
import { CircleStop } from 'lucide-react';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { ProgressBar } from '#renderer/components/progress-bar.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { shareOf, type CheckState } from './check-run.ts';
import { readinessWords } from './words.ts';
import css from './readiness.module.css';

type Running = Extract<CheckState, { kind: 'hashing' | 'decoding' }>;

/** The two halves of the check, one after the other, and the way out. */
export function RunningCheck({ state, onCancel }: { readonly state: Running; readonly onCancel: () => void }) {
  const t = useMessages(readinessWords);
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  // The button that started it is gone; the keyboard goes on here.
  useEffect(() => {
    box.current?.focus();
  }, []);
  const isHashing = state.kind === 'hashing';
  const total = isHashing ? state.total : state.bytes;
  const bytes = isHashing
    ? total === 0
      ? t.preparing
      : t.of(format.bytes(state.done), format.bytes(total))
    : `${t.complete} ${format.bytes(total)}`;
  const files = isHashing ? t.waiting : t.of(format.number(state.done), format.number(state.total));
  return (
    <Card label={t.runningTitle} className={css.running}>
      <div ref={box} tabIndex={-1} className={css.runningHead}>
        <h2>{t.runningTitle}</h2>
        <p className={css.text}>{t.runningText}</p>
      </div>
      <ProgressBar label={t.hashing} value={bytes} share={isHashing ? (total === 0 ? null : shareOf(state)) : 1} />
      <ProgressBar label={t.decoding} value={files} share={isHashing ? 0 : shareOf(state)} />
      <p className={css.now}>{state.label}</p>
      <div>
        <Button icon={CircleStop} onPress={onCancel}>
          {t.cancel}
        </Button>
      </div>
      <div className="visually-hidden" aria-live="polite">
        {isHashing ? t.hashing : t.decoding}
      </div>
    </Card>
  );
}
