import { assertNever } from './assert-never.ts';
import { dayNumber } from './calendar-day.ts';
import type {
  ChecklistRule,
  DeadlineRule,
  Indicator,
  Instrument,
  LevelsRule,
  PercentRule,
  Rule,
} from './instrument.ts';
import { compare, parseDecimal, zero } from './rational.ts';
import { allowedPoints } from './rule.ts';

/** What a schema cannot say about an instrument. */
export type InstrumentProblemCode =
  | 'duplicate-aspect'
  | 'empty-aspect'
  | 'unknown-aspect'
  | 'duplicate-id'
  | 'duplicate-number'
  | 'repeated-type'
  | 'points-not-reachable'
  | 'points-above-full'
  | 'levels-not-descending'
  | 'last-level-not-zero'
  | 'bands-not-descending'
  | 'bands-not-from-zero'
  | 'steps-not-descending'
  | 'steps-not-from-zero'
  | 'step-above-items'
  | 'repeated-item'
  | 'steps-not-ascending'
  | 'no-last-step'
  | 'not-a-date'
  | 'pass-mark'
  | 'duplicate-grade'
  | 'grades-not-descending'
  | 'grades-not-from-zero';

export interface InstrumentProblem {
  readonly code: InstrumentProblemCode;
  /** Id of the indicator, number of the aspect or id of the grade; '' when it is about the whole. */
  readonly where: string;
}

/** All problems of an instrument that fits its schema; empty when it can be used. */
export function checkInstrument(instrument: Instrument): readonly InstrumentProblem[] {
  return [...checkFrame(instrument), ...checkGrades(instrument), ...instrument.indicators.flatMap(checkIndicator)];
}

function checkFrame({ aspects, indicators }: Instrument): readonly InstrumentProblem[] {
  const numbers = aspects.map((aspect) => aspect.number.toString());
  const used = new Set(indicators.map((indicator) => indicator.aspect.toString()));
  const lost = indicators.filter((indicator) => !numbers.includes(indicator.aspect.toString()));
  return [
    ...repeated(numbers).map(problem('duplicate-aspect')),
    ...numbers.filter((number) => !used.has(number)).map(problem('empty-aspect')),
    ...lost.map(({ id }) => id).map(problem('unknown-aspect')),
    ...repeated(indicators.map(({ id }) => id)).map(problem('duplicate-id')),
    ...repeated(indicators.map(({ number }) => number)).map(problem('duplicate-number')),
  ];
}

function checkGrades({ grades, passMark }: Instrument): readonly InstrumentProblem[] {
  const bounds = grades.map((grade) => decimal(grade.from));
  return [
    ...(isPercent(passMark) ? [] : [problem('pass-mark')('')]),
    ...repeated(grades.map(({ id }) => id)).map(problem('duplicate-grade')),
    ...(descends(bounds, compare) ? [] : [problem('grades-not-descending')('')]),
    ...(isZero(grades.at(-1)?.from) ? [] : [problem('grades-not-from-zero')('')]),
  ];
}

function checkIndicator(indicator: Indicator): readonly InstrumentProblem[] {
  const reachable = allowedPoints(indicator.rule)[0] ?? 0;
  const codes: InstrumentProblemCode[] = [
    ...(reachable < indicator.points ? (['points-not-reachable'] as const) : []),
    ...(reachable > indicator.points ? (['points-above-full'] as const) : []),
    ...(new Set(indicator.appliesTo).size < indicator.appliesTo.length ? (['repeated-type'] as const) : []),
    ...checkRule(indicator.rule),
  ];
  return codes.map((code) => problem(code)(indicator.id));
}

function checkRule(rule: Rule): readonly InstrumentProblemCode[] {
  switch (rule.kind) {
    case 'levels':
      return checkLevels(rule);
    case 'percent':
      return checkBands(rule);
    case 'checklist':
      return checkChecklist(rule);
    case 'deadline':
      return checkDeadline(rule);
    default:
      return assertNever(rule);
  }
}

const checkLevels = ({ levels }: LevelsRule): readonly InstrumentProblemCode[] =>
  when([
    [!descends(pointsOf(levels), number), 'levels-not-descending'],
    [levels.at(-1)?.points !== 0, 'last-level-not-zero'],
  ]);

function checkBands({ bands }: PercentRule): readonly InstrumentProblemCode[] {
  const bounds = bands.map((band) => ({ from: decimal(band.from), open: band.inclusive ? 0 : 1 }));
  const last = bands.at(-1);
  return when([
    // "> 80" stands above "≥ 80".
    [!descends(bounds, (a, b) => compare(a.from, b.from) || a.open - b.open), 'bands-not-descending'],
    [!descends(pointsOf(bands), number), 'levels-not-descending'],
    [!isZero(last?.from) || last?.inclusive !== true, 'bands-not-from-zero'],
  ]);
}

function checkChecklist({ items, steps }: ChecklistRule): readonly InstrumentProblemCode[] {
  const bounds = steps.map((step) => step.atLeast);
  return when([
    [repeated(items.map(({ id }) => id)).length > 0, 'repeated-item'],
    [!descends(bounds, number), 'steps-not-descending'],
    [!descends(pointsOf(steps), number), 'levels-not-descending'],
    [bounds.at(-1) !== 0, 'steps-not-from-zero'],
    [bounds.some((bound) => bound > items.length), 'step-above-items'],
  ]);
}

function checkDeadline({ due, steps }: DeadlineRule): readonly InstrumentProblemCode[] {
  const bounds = steps.slice(0, -1).map((step) => step.lateDays ?? Number.MAX_SAFE_INTEGER);
  return when([
    [dayNumber(due) === null, 'not-a-date'],
    [!descends(bounds, (a, b) => b - a) || bounds.includes(Number.MAX_SAFE_INTEGER), 'steps-not-ascending'],
    [!descends(pointsOf(steps), number), 'levels-not-descending'],
    [steps.at(-1)?.lateDays !== null, 'no-last-step'],
  ]);
}

const when = (cases: readonly (readonly [boolean, InstrumentProblemCode])[]): readonly InstrumentProblemCode[] =>
  cases.filter(([holds]) => holds).map(([, code]) => code);

const problem =
  (code: InstrumentProblemCode) =>
  (where: string): InstrumentProblem => ({ code, where });

const repeated = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) < index)),
];

const pointsOf = (steps: readonly { readonly points: number }[]): readonly number[] =>
  steps.map(({ points }) => points);
const number = (a: number, b: number): number => a - b;
const decimal = (text: string) => parseDecimal(text) ?? zero;
const isZero = (text: string | undefined): boolean => text !== undefined && decimal(text).num === 0n;
const isPercent = (text: string): boolean => compare(decimal(text), { num: 100n, den: 1n }) <= 0;

function descends<T>(values: readonly T[], order: (a: T, b: T) => number): boolean {
  return values.every((value, index) => {
    const before = values[index - 1];
    return index === 0 || before === undefined || order(before, value) > 0;
  });
}
