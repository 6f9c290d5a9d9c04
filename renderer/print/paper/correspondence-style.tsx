import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';
import { pageCount, pageNumber, quoted, usePageRules } from '#renderer/print/page-style.tsx';

/**
 * Margins of memos and letters as the rules on official correspondence have them: the emblem 1.5 cm below the edge, the
 * number of the page at its top from the second on, and nothing else at head or foot of the first.
 */
export function CorrespondenceStyle({
  language,
  digits,
  label,
}: {
  readonly language: Language;
  readonly digits: Digits;
  readonly label: string | null;
}) {
  const mark = label === null ? '' : `@top-right { content: ${quoted(label)}; font: 700 9pt Sarabun; }`;
  usePageRules(`
    @page {
      margin: 25mm 20mm 20mm 30mm;
      @top-center { content: ${pageNumber(digits)}; font: 400 12pt Sarabun; }
      ${mark}
      @bottom-right { content: ${pageCount(language, digits)}; border: 0; }
    }
    @page :first {
      margin-top: 15mm;
      @top-center { content: none; }
      @bottom-right { content: none; }
    }`);
  return null;
}
