import type { Aspect, Grade, Indicator, Instrument } from './instrument.ts';
import { laoTypes, type LaoType } from './lao.ts';
import { overallPercentOf, selfPercentOf, teamPercentOf, type ProvinceResult } from './province-result.ts';
import { compare, mean, parseDecimal, ratio, times, toFixed2, type Rational } from './rational.ts';

/** Of some LAOs; null where none of them has a value. */
export interface Spread {
  /** How many have a value. */
  readonly laos: number;
  readonly mean: Rational | null;
  readonly lowest: Rational | null;
  readonly highest: Rational | null;
  /** How many of them reach the instrument's pass mark, as printed with two decimals. */
  readonly reached: number;
}

function spreadOf(instrument: Instrument, all: readonly (Rational | null)[]): Spread {
  const values = all.filter((value) => value !== null).sort(compare);
  const mark = parseDecimal(instrument.passMark);
  const reaches = (value: Rational): boolean => {
    const printed = parseDecimal(toFixed2(value));
    return mark !== null && printed !== null && compare(printed, mark) >= 0;
  };
  return {
    laos: values.length,
    mean: mean(values),
    lowest: values[0] ?? null,
    highest: values.at(-1) ?? null,
    reached: values.filter(reaches).length,
  };
}

export interface AspectFigures {
  readonly aspect: Aspect;
  readonly team: Spread;
  readonly self: Rational | null;
}

/** Every LAO counts the same, however many of its indicators apply. */
export const aspectFigures = (instrument: Instrument, results: readonly ProvinceResult[]): readonly AspectFigures[] =>
  instrument.aspects.map((aspect) => {
    const own = results.flatMap(({ totals }) => totals.aspects.filter((one) => one.aspect === aspect.number));
    return {
      aspect,
      team: spreadOf(instrument, own.map(teamPercentOf)),
      self: mean(own.map(selfPercentOf).filter((value) => value !== null)),
    };
  });

export const overallFigures = (instrument: Instrument, results: readonly ProvinceResult[]): Spread =>
  spreadOf(
    instrument,
    results.map(({ totals }) => overallPercentOf(totals)),
  );

export interface TypeFigures {
  readonly type: LaoType;
  readonly overall: Spread;
  readonly passed: number;
  /** In the instrument's order of grades. */
  readonly grades: readonly number[];
}

/** Grade and pass of each LAO as its own paper says them. */
const gradeCounts = (grades: readonly Grade[], results: readonly ProvinceResult[]): readonly number[] =>
  grades.map(({ id }) => results.filter(({ totals }) => totals.teamOverall.grade === id).length);

export const passedOf = (results: readonly ProvinceResult[]): readonly ProvinceResult[] =>
  results.filter(({ totals }) => totals.teamOverall.passed === true);

/** Only types that occur. */
export const typeFigures = (instrument: Instrument, results: readonly ProvinceResult[]): readonly TypeFigures[] =>
  laoTypes.flatMap((type) => {
    const own = results.filter(({ lao }) => lao.type === type);
    if (own.length === 0) return [];
    return [
      {
        type,
        overall: overallFigures(instrument, own),
        passed: passedOf(own).length,
        grades: gradeCounts(instrument.grades, own),
      },
    ];
  });

interface IndicatorFigures {
  readonly indicator: Indicator;
  /** LAOs that have points in it. */
  readonly laos: number;
  /** Their points in percent of its full points; null where nobody has any. */
  readonly percent: Rational | null;
  readonly full: number;
  readonly zero: number;
  /** LAOs for which it was set aside as not applicable. */
  readonly removed: number;
}

export function indicatorFigures(indicator: Indicator, results: readonly ProvinceResult[]): IndicatorFigures {
  const standings = results.flatMap(({ standings: all }) => all.get(indicator.id) ?? []);
  const points = standings.flatMap((one) => (one.points === null ? [] : [one.points]));
  const sum = points.reduce((total, one) => total + one, 0);
  const share = ratio(BigInt(sum), BigInt(points.length * indicator.points));
  return {
    indicator,
    laos: points.length,
    percent: share === null ? null : times(share, 100n),
    full: points.filter((one) => one === indicator.points).length,
    zero: points.filter((one) => one === 0).length,
    removed: standings.filter(({ state }) => state === 'removed').length,
  };
}

/** The counted indicators with the lowest share of their full points, lowest first; those that all have in full are none. */
export const weakestIndicators = (
  instrument: Instrument,
  results: readonly ProvinceResult[],
  most: number,
): readonly IndicatorFigures[] =>
  instrument.indicators
    .filter(({ pilot }) => !pilot)
    .map((indicator) => indicatorFigures(indicator, results))
    .flatMap((figures) => (figures.percent === null ? [] : [{ ...figures, percent: figures.percent }]))
    .filter(({ full, laos }) => full < laos)
    .sort((a, b) => compare(a.percent, b.percent) || b.zero - a.zero)
    .slice(0, most);
