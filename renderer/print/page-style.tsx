import { useLayoutEffect } from 'react';
import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';

/** CSS string in double quotes; what was typed may hold quotes and backslashes. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ')}"`;

/**
 * Running head and foot of every sheet, written as CSS page margins: Chromium's own header templates know only Arabic
 * digits and cannot leave out the first page.
 */
function marginRules(lang: Language, digits: Digits, foot: string, label: string | null): string {
  const style = digits === 'thai' ? 'thai' : 'decimal';
  const [before, between] = lang === 'th' ? ['หน้า ', ' จาก '] : ['Page ', ' of '];
  const mark = label === null ? '' : `@top-right { content: ${quoted(label)}; font: 700 10pt Sarabun; }`;
  return `
    @page {
      @top-center { content: "– " counter(page, ${style}) " –"; font: 400 12pt Sarabun; }
      ${mark}
      @bottom-left { content: ${quoted(foot)}; }
      @bottom-right { content: ${quoted(before)} counter(page, ${style}) ${quoted(between)} counter(pages, ${style}); }
    }
    @page :first { @top-center { content: none; } }`;
}

/** Page margins with data in them, set through a constructed sheet, since the policy allows no style element. */
export function PageStyle({
  language,
  digits,
  foot,
  label,
}: {
  readonly language: Language;
  readonly digits: Digits;
  readonly foot: string;
  /** Printed at the top of every page. */
  readonly label: string | null;
}) {
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(marginRules(language, digits, foot, label));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, [language, digits, foot, label]);
  return null;
}
