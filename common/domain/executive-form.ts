import type { Indicator, Instrument } from './instrument.ts';
import { toArabicDigits } from './thai-text.ts';

/** What a province fills in: which indicators speak to what. Numbers as printed in the book, separated by commas. */
export interface ExecutiveForm {
  /** Nine, in order; an empty name is left open on paper. */
  readonly issues: readonly { readonly name: string; readonly numbers: string }[];
  readonly energy: string;
  readonly plan: string;
  readonly satisfaction: string;
}

export const executiveIssues = 9;

/** Only the first and the last are named in the letter of 2564; nobody here knows the others, so they stay open. */
const knownNames: Readonly<Record<number, string>> = { 1: 'การลดพลังงาน', 9: 'การบูรณาการความร่วมมือระหว่างหน่วยงาน' };

const speaks = {
  energy: /พลังงาน/,
  plan: /สอดคล้อง.*แผน|แผน.*สอดคล้อง/,
  satisfaction: /ความพึงพอใจ/,
  together: /บูรณาการ|ความร่วมมือ/,
};

/** A first proposal by the words of the titles, for a person to correct. */
export function proposeExecutiveForm({ indicators }: Instrument): ExecutiveForm {
  const numbers = (words: RegExp) =>
    indicators
      .filter(({ title }) => words.test(title.th))
      .map(({ number }) => number)
      .join(', ');
  const byIssue: Readonly<Record<number, RegExp>> = { 1: speaks.energy, 9: speaks.together };
  return {
    issues: Array.from({ length: executiveIssues }, (_, index) => {
      const words = byIssue[index + 1];
      return { name: knownNames[index + 1] ?? '', numbers: words === undefined ? '' : numbers(words) };
    }),
    energy: numbers(speaks.energy),
    plan: numbers(speaks.plan),
    satisfaction: numbers(speaks.satisfaction),
  };
}

/** The indicators of these numbers, or the first number that the instrument does not have. */
export function findIndicators(
  { indicators }: Instrument,
  numbers: string,
): { readonly found: readonly Indicator[] } | { readonly unknown: string } {
  const found: Indicator[] = [];
  for (const number of toArabicDigits(numbers)
    .split(/[,\s]+/)
    .filter((one) => one !== '')) {
    const indicator = indicators.find((one) => one.number === number);
    if (indicator === undefined) return { unknown: number };
    if (!found.includes(indicator)) found.push(indicator);
  }
  return { found };
}

/** The first number of a form that the instrument does not have; null when all are there. */
export function unknownNumber(instrument: Instrument, form: ExecutiveForm): string | null {
  const texts = [...form.issues.map(({ numbers }) => numbers), form.energy, form.plan, form.satisfaction];
  for (const text of texts) {
    const result = findIndicators(instrument, text);
    if ('unknown' in result) return result.unknown;
  }
  return null;
}
