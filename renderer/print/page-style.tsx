import { useLayoutEffect } from 'react';
import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';

/** CSS string in double quotes; what was typed may hold quotes and backslashes. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ')}"`;

const counterStyle = (digits: Digits): string => (digits === 'thai' ? 'thai' : 'decimal');

/** "– ๒ –" */
export const pageNumber = (digits: Digits): string => `"– " counter(page, ${counterStyle(digits)}) " –"`;

/** "หน้า ๒ จาก ๓", and of what where that is not the whole file. */
export function pageCount(language: Language, digits: Digits, of = ''): string {
  const [before, between] = language === 'th' ? ['หน้า ', ' จาก '] : ['Page ', ' of '];
  const style = counterStyle(digits);
  return `${quoted(before)} counter(page, ${style}) ${quoted(between)} counter(pages, ${style}) ${quoted(of)}`;
}

/**
 * Running head and foot of every sheet, written as CSS page margins: Chromium's own header templates know only Arabic
 * digits and cannot leave out the first page.
 */
function marginRules({ language, digits, foot, label, of }: PageStyling): string {
  const mark = label === null ? '' : `@top-right { content: ${quoted(label)}; font: 700 10pt Sarabun; }`;
  return `
    @page {
      @top-center { content: ${pageNumber(digits)}; font: 400 12pt Sarabun; }
      ${mark}
      @bottom-left { content: ${quoted(foot)}; }
      @bottom-right { content: ${pageCount(language, digits, of)}; }
    }
    @page :first { @top-center { content: none; } }`;
}

/** Sets page rules with data in them through a constructed sheet, since the policy allows no style element. */
export function usePageRules(rules: string): void {
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, [rules]);
}

interface PageStyling {
  readonly language: Language;
  readonly digits: Digits;
  readonly foot: string;
  /** Printed at the top of every page. */
  readonly label: string | null;
  /** Of what the pages are counted, where they become a part of something longer. */
  readonly of?: string;
}

/** Running head and foot of a report or a list. */
export function PageStyle(styling: PageStyling) {
  usePageRules(marginRules(styling));
  return null;
}
