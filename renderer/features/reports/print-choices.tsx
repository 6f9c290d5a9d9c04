import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';
import { Segmented } from '#renderer/components/segmented.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { reportWords } from './words.ts';
import css from './reports.module.css';

export interface PrintChoice {
  readonly language: Language;
  readonly digits: Digits;
}

/** Language and digits of everything that this screen prints. */
export function PrintChoices({
  choice,
  onChange,
}: {
  readonly choice: PrintChoice;
  readonly onChange: (choice: PrintChoice) => void;
}) {
  const t = useMessages(reportWords);
  return (
    <div className={css.choices} role="group" aria-label={t.choices}>
      <div>
        <div className={css.label} aria-hidden>
          {t.language}
        </div>
        <Segmented
          label={t.language}
          value={choice.language}
          onChange={(language) => onChange({ ...choice, language })}
          options={[
            { value: 'th', label: t.thai },
            { value: 'en', label: t.english },
          ]}
        />
      </div>
      <div>
        <div className={css.label} aria-hidden>
          {t.digits}
        </div>
        <Segmented
          label={t.digits}
          value={choice.digits}
          onChange={(digits) => onChange({ ...choice, digits })}
          options={[
            { value: 'thai', label: t.thaiDigits },
            { value: 'arabic', label: t.arabicDigits },
          ]}
        />
      </div>
      <p className={css.text}>{t.choicesText}</p>
    </div>
  );
}
