import { assertNever } from './assert-never.ts';
import { dayNumber } from './calendar-day.ts';
import { isList, isRecord, isText } from './guards.ts';
import type { ChecklistRule, DeadlineRule, Measure, PercentRule, Rule } from './instrument.ts';
import { add, compare, divide, parseDecimal, times, toFixed2, type Rational } from './rational.ts';
import type { Percent } from './totals.ts';

export type MeasureProblem =
  | 'wrong-kind' // a measure of another rule, or a rule that needs none
  | 'not-a-number'
  | 'denominator-zero'
  | 'unknown-item'
  | 'repeated-item'
  | 'not-a-date';

/**
 * Points that the rule gives for what was found; null when nothing (valid) was measured. Levels have no measure: the
 * assessor picks the level itself, so there is nothing to propose.
 */
export function proposePoints(rule: Rule, measure: Measure | null): number | null {
  if (measure === null || checkMeasure(rule, measure) !== null) return null;
  if (rule.kind === 'percent') return pointsOfPercent(rule, measure);
  if (rule.kind === 'deadline') return pointsOfDeadline(rule, daysLate(rule, measure));
  return rule.kind === 'checklist' && measure.kind === 'checklist'
    ? pointsOfChecklist(rule, measure.ticked.length)
    : null;
}

/** Compared exactly, not as printed: 79.996 % prints as 80.00 but does not reach "ร้อยละ 80 ขึ้นไป". */
function pointsOfPercent(rule: PercentRule, measure: Measure): number | null {
  const percent = exactPercent(measure);
  if (percent === null) return null;
  const reached = rule.bands.find((band) => {
    const from = parseDecimal(band.from);
    if (from === null) return false;
    const order = compare(percent, from);
    return band.inclusive ? order >= 0 : order > 0;
  });
  return reached?.points ?? null;
}

const pointsOfChecklist = (rule: ChecklistRule, ticked: number): number | null =>
  rule.steps.find((step) => ticked >= step.atLeast)?.points ?? null;

const pointsOfDeadline = (rule: DeadlineRule, late: number | null): number | null =>
  rule.steps.find((step) => step.lateDays === null || (late !== null && late <= step.lateDays))?.points ?? null;

function exactPercent(measure: Measure): Rational | null {
  if (measure.kind !== 'percent') return null;
  const numerator = parseDecimal(measure.numerator);
  const denominator = parseDecimal(measure.denominator);
  return numerator === null || denominator === null ? null : divide(times(numerator, 100n), denominator);
}

/** Two decimals, half up; may exceed 100 (collected ÷ estimated). Null without a valid numerator and denominator. */
export function percentOf(measure: Measure | null): Percent {
  const percent = measure === null ? null : exactPercent(measure);
  return percent === null ? null : toFixed2(percent);
}

/** Of two percentages as printed: "−4.65", "+2.00", "0.00". */
export function percentDifference(percent: string, other: string): string {
  const [a, b] = [parseDecimal(percent), parseDecimal(other)];
  if (a === null || b === null) return '';
  const order = compare(a, b);
  const apart = add(order < 0 ? b : a, times(order < 0 ? a : b, -1n));
  return `${order < 0 ? '−' : order > 0 ? '+' : ''}${toFixed2(apart)}`;
}

/** Every point value that the rule can give, highest first. */
export function allowedPoints(rule: Rule): readonly number[] {
  return [...new Set(outcomes(rule).map((outcome) => outcome.points))].sort((a, b) => b - a);
}

function outcomes(rule: Rule): readonly { readonly points: number }[] {
  switch (rule.kind) {
    case 'levels':
      return rule.levels;
    case 'percent':
      return rule.bands;
    case 'checklist':
    case 'deadline':
      return rule.steps;
    default:
      return assertNever(rule);
  }
}

/** Calendar days after the due day; negative when early; null when not done, or no deadline was measured. */
export function daysLate(rule: DeadlineRule, measure: Measure | null): number | null {
  const done = measure?.kind === 'deadline' ? dayNumber(measure.doneOn) : null;
  const due = dayNumber(rule.due);
  return done === null || due === null ? null : done - due;
}

/** What is wrong with a measure for this rule; null when it can be used. Safe for input that breaks its type. */
export function checkMeasure(rule: Rule, measure: Measure): MeasureProblem | null {
  const given: unknown = measure;
  if (!isRecord(given) || given.kind !== rule.kind) return 'wrong-kind';
  switch (rule.kind) {
    case 'levels':
      return 'wrong-kind';
    case 'percent': {
      const denominator = parseDecimal(given.denominator);
      if (parseDecimal(given.numerator) === null || denominator === null) return 'not-a-number';
      return denominator.num === 0n ? 'denominator-zero' : null;
    }
    case 'checklist': {
      const ticked = given.ticked;
      if (!isList(ticked)) return 'unknown-item';
      const known = new Set(rule.items.map((item) => item.id));
      if (!ticked.every((id) => isText(id) && known.has(id))) return 'unknown-item';
      return new Set(ticked).size < ticked.length ? 'repeated-item' : null;
    }
    case 'deadline':
      return given.doneOn === null || dayNumber(given.doneOn) !== null ? null : 'not-a-date';
    default:
      return assertNever(rule);
  }
}
