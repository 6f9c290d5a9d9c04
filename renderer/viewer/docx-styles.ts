import { officeFontFaces } from './docx-fonts.ts';
import { counterStarts } from './docx-numbering.ts';

/**
 * Rules of a document as a style sheet that reaches nothing but its pages. Words of a document are in them (names of its
 * styles): whatever does not parse as a rule of its own is lost, and what is imported or placed elsewhere is left out.
 */
export function documentStyles(
  texts: readonly string[],
  scope: string,
): { readonly sheet: CSSStyleSheet; readonly counters: ReadonlyMap<string, number> } {
  const read = new CSSStyleSheet();
  read.replaceSync(texts.join('\n'));
  const [faces, rules]: [string[], string[]] = [[], []];
  for (const rule of read.cssRules) {
    if (rule instanceof CSSFontFaceRule) faces.push(rule.cssText);
    else if (rule instanceof CSSStyleRule || rule instanceof CSSCounterStyleRule) rules.push(rule.cssText);
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${faces.join('\n')}\n${officeFontFaces()}\n@scope (${scope}) {\n${rules.join('\n')}\n}`);
  return { sheet, counters: counterStarts(read.cssRules) };
}
