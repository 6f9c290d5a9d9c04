import { CircleCheck, CircleX, Clock, Info, type LucideIcon } from 'lucide-react';
import type { CheckId, CheckResult } from '#common/domain/verdict.ts';
import { Icon } from '#renderer/components/icon.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { verifyWords } from './words.ts';
import css from './verdict.module.css';

const names = {
  structure: 'structure',
  files: 'filesCheck',
  signature: 'signature',
  certificate: 'certificate',
  submission: 'submission',
  instrument: 'instrumentCheck',
  history: 'history',
  scores: 'scores',
  evidence: 'evidence',
  timestamp: 'timestamp',
} as const satisfies Record<CheckId, string>;

const outcomes = {
  passed: { icon: CircleCheck, look: css.ok, word: 'passed' },
  failed: { icon: CircleX, look: css.bad, word: 'failedCheck' },
  warning: { icon: Info, look: css.ink, word: 'warning' },
  absent: { icon: Clock, look: css.third, word: 'absent' },
} as const satisfies Record<CheckResult['outcome'], { icon: LucideIcon; look: string | undefined; word: string }>;

/** Everything that was looked at. */
export function Checks({ checks }: { readonly checks: readonly CheckResult[] }) {
  const t = useMessages(verifyWords);
  const language = useLanguage();
  return (
    <ul aria-label={t.checks}>
      {checks.map((check) => {
        const { icon, look, word } = outcomes[check.outcome];
        return (
          <li key={check.check} className={css.check}>
            <Icon of={icon} className={look} />
            <b>
              {t[names[check.check]]} <span className="visually-hidden">{t[word]}</span>
            </b>
            <span className={css.second}>{check.summary[language]}</span>
          </li>
        );
      })}
    </ul>
  );
}
