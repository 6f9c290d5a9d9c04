import type { MarksJob } from '#common/contract/print-job.ts';
import type { Language } from '#common/domain/text.ts';
import { formatDate, formatTime } from '#common/domain/thai-date.ts';
import { hexOf } from './pdf-marks.ts';
import type { PdfMark } from './pdf/pdf-job.ts';

export interface ListGround {
  /** Of the document. */
  readonly title: string;
  readonly lao: string;
  readonly language: Language;
}

/** What is printed behind the document: every mark in the order of its number. Digits as on the marks themselves. */
export function marksJob(marks: readonly PdfMark[], { title, lao, language }: ListGround): MarksJob {
  const digits = 'arabic';
  const when = (iso: string) =>
    `${formatDate(iso, { language, style: 'short', digits })} ${formatTime(iso, { language, digits })}`;
  return {
    kind: 'marks',
    language,
    digits,
    title,
    lao,
    marks: marks.map((mark) => ({
      number: String(mark.number),
      page: String(mark.page),
      mark: mark.kind,
      fill: hexOf(mark.fill),
      line: hexOf(mark.line),
      said: mark.contents === mark.quote ? [] : mark.contents.split('\n'),
      quote: mark.quote,
      indicator: mark.subject,
      author: mark.author,
      at: when(mark.modifiedAt),
    })),
  };
}
