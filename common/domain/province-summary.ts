import { inDigits } from './print-digits.ts';
import { aspectFigures, overallFigures, typeFigures, weakestIndicators, type Spread } from './province-figures.ts';
import { laoRows, leftOutRows, passRows, type LaoRow, type LeftOutRow, type PassRow } from './province-lists.ts';
import type { ProvinceInput } from './province-input.ts';
import { noticesOf, openingOf, originOf, overviewOf } from './province-wording.ts';
import { toFixed2, type Rational } from './rational.ts';
import type { Language } from './text.ts';
import type { Digits } from './thai-date.ts';
import { formatNumber } from './thai-text.ts';
import { laoTypeLong } from './lao.ts';

/** A length in percent of the axis, 0–100, and the number as printed. */
interface Bar {
  readonly length: number;
  readonly text: string;
}

/** Everything the printed summary of a province says, computed and worded: the page only lays it out. */
export interface ProvinceSummaryData {
  readonly kind: 'province-summary';
  readonly language: Language;
  readonly digits: Digits;
  readonly title: string;
  readonly province: string;
  readonly year: string;
  readonly notices: readonly string[];
  readonly opening: string;
  readonly overview: readonly { readonly label: string; readonly value: string }[];
  readonly passMark: Bar;
  readonly aspects: readonly AspectRow[];
  readonly overall: Omit<AspectRow, 'aspect' | 'title'>;
  readonly grades: {
    readonly heads: readonly string[];
    readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
    readonly total: readonly string[];
    readonly bars: readonly { readonly label: string; readonly count: Bar }[];
  };
  readonly weakest: readonly WeakRow[];
  readonly passed: readonly PassRow[];
  readonly failed: readonly PassRow[];
  readonly laos: readonly LaoRow[];
  readonly leftOut: readonly LeftOutRow[];
  readonly origin: readonly { readonly label: string; readonly value: string }[];
}

interface AspectRow {
  readonly aspect: string;
  readonly title: string;
  readonly laos: string;
  readonly self: string;
  readonly team: Bar;
  readonly lowest: Bar;
  readonly highest: Bar;
  readonly reached: string;
}

interface WeakRow {
  readonly number: string;
  readonly title: string;
  readonly aspect: string;
  readonly laos: string;
  readonly percent: Bar;
  readonly full: string;
  readonly zero: string;
  readonly removed: string;
}

const mostWeak = 10;
const dash = '–';

export function buildProvinceSummary(input: ProvinceInput): ProvinceSummaryData {
  const { instrument, results, language, digits } = input;
  const say = (text: string) => inDigits(text, digits);
  const year = say(String(input.year));
  const th = language === 'th';
  return {
    kind: 'province-summary',
    language,
    digits,
    title: th
      ? `สรุปผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี ${year} จังหวัด${input.province}`
      : `Local Performance Assessment ${year}: summary of ${input.province} Province`,
    province: th ? `จังหวัด${input.province}` : `${input.province} Province`,
    year,
    notices: noticesOf(input).map(say),
    opening: say(openingOf(input)),
    overview: overviewOf(input).map(({ label, value }) => ({ label: say(label), value: say(value) })),
    passMark: { length: Number(instrument.passMark), text: say(instrument.passMark) },
    aspects: aspectFigures(instrument, results).map(({ aspect, team, self }) => ({
      aspect: say(String(aspect.number)),
      title: aspect.title[language],
      self: self === null ? dash : say(toFixed2(self)),
      ...spreadCells(team, say),
    })),
    overall: { self: dash, ...spreadCells(overallFigures(instrument, results), say) },
    grades: gradesOf(input, say),
    weakest: weakestIndicators(instrument, results, mostWeak).map((one) => ({
      number: say(one.indicator.number),
      title: say(one.indicator.title[language]),
      aspect: say(String(one.indicator.aspect)),
      laos: say(formatNumber(one.laos)),
      percent: barOf(one.percent, say),
      full: say(formatNumber(one.full)),
      zero: say(formatNumber(one.zero)),
      removed: say(formatNumber(one.removed)),
    })),
    ...passRows(input),
    laos: laoRows(input),
    leftOut: leftOutRows(input),
    origin: originOf(input),
  };
}

const barOf = (value: Rational | null, say: (text: string) => string): Bar =>
  // A length on paper may be rounded, a printed number may not.
  value === null ? { length: 0, text: dash } : { length: Number(toFixed2(value)), text: say(toFixed2(value)) };

const spreadCells = ({ laos, mean, lowest, highest, reached }: Spread, say: (text: string) => string) => ({
  laos: say(formatNumber(laos)),
  team: barOf(mean, say),
  lowest: barOf(lowest, say),
  highest: barOf(highest, say),
  reached: say(formatNumber(reached)),
});

/** Rows are types of LAO; columns how many, mean, passed, then one per grade. */
function gradesOf({ instrument, results, language }: ProvinceInput, say: (text: string) => string) {
  const number = (value: number) => say(formatNumber(value));
  const types = typeFigures(instrument, results);
  const sums = instrument.grades.map((_, index) => types.reduce((sum, { grades }) => sum + (grades[index] ?? 0), 0));
  const overall = overallFigures(instrument, results);
  return {
    heads: instrument.grades.map(({ name }) => name[language]),
    rows: types.map((one) => ({
      label: laoTypeLong[one.type][language],
      cells: [
        number(one.overall.laos),
        one.overall.mean === null ? dash : say(toFixed2(one.overall.mean)),
        number(one.passed),
        ...one.grades.map(number),
      ],
    })),
    total: [
      number(overall.laos),
      overall.mean === null ? dash : say(toFixed2(overall.mean)),
      number(types.reduce((sum, { passed }) => sum + passed, 0)),
      ...sums.map(number),
    ],
    bars: instrument.grades.map(({ name }, index) => ({
      label: name[language],
      count: {
        length: results.length === 0 ? 0 : ((sums[index] ?? 0) * 100) / results.length,
        text: number(sums[index] ?? 0),
      },
    })),
  };
}
