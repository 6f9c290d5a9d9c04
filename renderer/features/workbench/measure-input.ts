import { z } from 'zod';
import type { DeadlineRule, Measure, PercentRule, Rule } from '#common/domain/instrument.ts';
import { checkMeasure } from '#common/domain/rule.ts';
import { parseDate } from '#common/domain/thai-date.ts';
import { toArabicDigits } from '#common/domain/thai-text.ts';

/** What stands in the fields of one indicator's form, as typed. */
export interface FormValues {
  readonly points: number | null;
  readonly numerator: string;
  readonly denominator: string;
  /** Null: nobody looked yet. Empty: looked, and none was found. */
  readonly ticked: readonly string[] | null;
  readonly doneOn: string;
  readonly notDone: boolean;
  readonly differenceReason: string;
  readonly overrideReason: string;
  readonly remark: string;
}

/** Why a field cannot be used yet; the screen has a sentence for each. */
export type FieldProblem = 'not-a-number' | 'denominator-zero' | 'not-a-date' | 'two-digit-year' | 'too-long';

const decimal = /^\d{1,15}(\.\d{1,6})?$/;

/** "๑,๒๓๔.๕" → "1234.5"; null when it is no number that the rules can take. */
export function readDecimal(text: string): string | null {
  const plain = toArabicDigits(text).replace(/[\s,]/g, '').replace(/^\./, '0.').replace(/\.$/, '');
  return decimal.test(plain) ? plain : null;
}

/** A year of two digits could be พ.ศ. or ค.ศ.; a deadline is no place to guess. */
const shortYear = /(^|\D)\d\d(\s*be)?$/i;

/** What is wrong with a day as typed; null when it is one, or nothing. */
export function dateProblem(text: string): 'not-a-date' | 'two-digit-year' | null {
  if (text.trim() === '') return null;
  if (parseDate(text) === null) return 'not-a-date';
  const plain = toArabicDigits(text).trim();
  return shortYear.test(plain) && !/^\d{4}-/.test(plain) ? 'two-digit-year' : null;
}

const problem = (code: FieldProblem) => ({ error: code });
const numberText = z
  .string()
  .refine((text) => text.trim() === '' || readDecimal(text) !== null, problem('not-a-number'));
const prose = z.string().max(10_000, problem('too-long'));

/** The form's own check; main checks the change again. */
export const formSchema = z
  .object({
    points: z.int().nullable(),
    numerator: numberText,
    denominator: numberText.refine((text) => Number(readDecimal(text) ?? 1) !== 0, problem('denominator-zero')),
    ticked: z.array(z.string()).readonly().nullable(),
    doneOn: z.string().superRefine((text, check) => {
      const found = dateProblem(text);
      if (found !== null) check.addIssue({ code: 'custom', message: found });
    }),
    notDone: z.boolean(),
    differenceReason: prose,
    overrideReason: prose,
    remark: prose,
  })
  .readonly();

/** The measure that the fields hold; null while they are empty, 'incomplete' while they cannot be used. */
export function readMeasure(rule: Rule, values: FormValues): Measure | null | 'incomplete' {
  switch (rule.kind) {
    case 'levels':
      return null;
    case 'percent':
      return readPercent(rule, values);
    case 'checklist': {
      const { ticked } = values;
      // In the rule's order, so that the same ticks are always the same measure.
      return (
        ticked && { kind: 'checklist', ticked: rule.items.map(({ id }) => id).filter((id) => ticked.includes(id)) }
      );
    }
    case 'deadline':
      return readDeadline(rule, values);
  }
}

function readPercent(rule: PercentRule, values: FormValues): Measure | null | 'incomplete' {
  if (values.numerator.trim() === '' && values.denominator.trim() === '') return null;
  const numerator = readDecimal(values.numerator);
  const denominator = readDecimal(values.denominator);
  if (numerator === null || denominator === null) return 'incomplete';
  const measure: Measure = { kind: 'percent', numerator, denominator };
  return checkMeasure(rule, measure) === null ? measure : 'incomplete';
}

function readDeadline(rule: DeadlineRule, values: FormValues): Measure | null | 'incomplete' {
  if (values.notDone) return { kind: 'deadline', doneOn: null };
  if (values.doneOn.trim() === '') return null;
  const doneOn = parseDate(values.doneOn);
  if (doneOn === null || dateProblem(values.doneOn) !== null) return 'incomplete';
  const measure: Measure = { kind: 'deadline', doneOn };
  return checkMeasure(rule, measure) === null ? measure : 'incomplete';
}

/** The numerator is larger than the denominator: possible for some rules, a slip in most. */
export function exceeds(values: FormValues): boolean {
  const numerator = readDecimal(values.numerator);
  const denominator = readDecimal(values.denominator);
  return numerator !== null && denominator !== null && Number(numerator) > Number(denominator);
}

export const sameMeasure = (a: Measure | null, b: Measure | null): boolean => JSON.stringify(a) === JSON.stringify(b);
