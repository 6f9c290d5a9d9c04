import { useState, type ReactNode } from 'react';
import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { Segmented } from './segmented.tsx';
import css from './paper-choice.module.css';

const words = defineMessages({
  th: {
    choices: 'รูปแบบของเอกสารที่พิมพ์',
    text: 'ใช้กับเอกสารทุกฉบับในหน้านี้',
    language: 'ภาษาของเอกสาร',
    thai: 'ไทย',
    english: 'English',
    digits: 'ตัวเลขในเอกสาร',
    thaiDigits: 'เลขไทย ๑๒๓',
    arabicDigits: 'เลขอารบิก 123',
  },
  en: {
    choices: 'How papers are printed',
    text: 'For every paper on this screen',
    language: 'Language of the papers',
    thai: 'ไทย',
    english: 'English',
    digits: 'Digits in the papers',
    thaiDigits: 'Thai ๑๒๓',
    arabicDigits: 'Arabic 123',
  },
});

/** How papers are written. */
export interface Paper {
  readonly language: Language;
  readonly digits: Digits;
}

/** The choice of a screen, beginning with the settings. */
export function usePaper(): readonly [Paper, (paper: Paper) => void] {
  const { language, printDigits } = useSettings();
  return useState<Paper>({ language, digits: printDigits });
}

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <div className={css.label} aria-hidden>
        {label}
      </div>
      {children}
    </div>
  );
}

/** Language and digits of everything that a screen prints. */
export function PaperChoice({ paper, onChange }: { readonly paper: Paper; readonly onChange: (paper: Paper) => void }) {
  const t = useMessages(words);
  return (
    <div className={css.choices} role="group" aria-label={t.choices}>
      <Choice label={t.language}>
        <Segmented
          label={t.language}
          value={paper.language}
          onChange={(language) => onChange({ ...paper, language })}
          options={[
            { value: 'th', label: t.thai },
            { value: 'en', label: t.english },
          ]}
        />
      </Choice>
      <Choice label={t.digits}>
        <Segmented
          label={t.digits}
          value={paper.digits}
          onChange={(digits) => onChange({ ...paper, digits })}
          options={[
            { value: 'thai', label: t.thaiDigits },
            { value: 'arabic', label: t.arabicDigits },
          ]}
        />
      </Choice>
      <p className={css.text}>{t.text}</p>
    </div>
  );
}
