import { useState } from 'react';
import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';
import { Segmented } from '#renderer/components/segmented.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { provinceWords } from './words.ts';
import css from './province.module.css';

export interface Paper {
  readonly language: Language;
  readonly digits: Digits;
}

/** How papers are written, beginning with the settings. */
export function usePaper(): readonly [Paper, (paper: Paper) => void] {
  const { language, printDigits } = useSettings();
  return useState<Paper>({ language, digits: printDigits });
}

export function PaperChoice({ paper, onChange }: { readonly paper: Paper; readonly onChange: (paper: Paper) => void }) {
  const t = useMessages(provinceWords);
  return (
    <div className={css.choices}>
      <div>
        <div className={css.label} aria-hidden>
          {t.language}
        </div>
        <Segmented
          label={t.language}
          value={paper.language}
          onChange={(language) => onChange({ ...paper, language })}
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
          value={paper.digits}
          onChange={(digits) => onChange({ ...paper, digits })}
          options={[
            { value: 'thai', label: t.thaiDigits },
            { value: 'arabic', label: t.arabicDigits },
          ]}
        />
      </div>
    </div>
  );
}
