import type { Indicator, Instrument, Rule } from './instrument.ts';
import {
  allTypes,
  anyLater,
  choices,
  columns,
  laoWords,
  setRows,
  type Sheet,
  type SheetKey,
  type TableKey,
} from './instrument-sheet.ts';
import { laoTypes } from './lao.ts';
import type { Text } from './text.ts';

/** The rows of a workbook that reads back as this instrument, headers first. */
export function instrumentSheets(instrument: Instrument): Readonly<Record<SheetKey, Sheet>> {
  const { indicators } = instrument;
  return {
    set: setSheet(instrument),
    grades: table(
      'grades',
      instrument.grades.map(({ id, name, from }) => ({ id, ...name, from })),
    ),
    aspects: table(
      'aspects',
      instrument.aspects.map(({ number, title }) => ({ number: String(number), ...title })),
    ),
    indicators: table('indicators', indicators.map(indicatorRow)),
    rules: table(
      'rules',
      indicators.flatMap(({ id, rule }) => ruleRows(rule).map((row) => ({ indicator: id, ...row }))),
    ),
    items: table(
      'items',
      indicators.flatMap(({ id, rule }) =>
        rule.kind === 'checklist' ? rule.items.map((item) => ({ indicator: id, id: item.id, ...item.text })) : [],
      ),
    ),
  };
}

const yesNo = (value: boolean): string => choices.yesNo[value ? 'yes' : 'no'];

function setSheet({ id, version, year, title, sample, passMark, method }: Instrument): Sheet {
  const values: Readonly<Record<keyof typeof setRows, string>> = {
    ...{ id, version, year: String(year), titleTh: title.th, titleEn: title.en },
    ...{ sample: yesNo(sample), passMark, method: choices.method[method] },
  };
  return Object.entries(setRows).map(([key, label]) => [label, values[key as keyof typeof setRows]]);
}

function table<K extends TableKey>(
  key: K,
  rows: readonly Readonly<Partial<Record<keyof (typeof columns)[K], string>>>[],
): Sheet {
  const order = Object.keys(columns[key]) as (keyof (typeof columns)[K])[];
  return [Object.values(columns[key]), ...rows.map((row) => order.map((name) => row[name] ?? ''))];
}

type IndicatorRow = Readonly<Record<keyof typeof columns.indicators, string>>;

function indicatorRow(one: Indicator): IndicatorRow {
  const { id, number, aspect, title, points, rule, appliesTo, evidence, systems, source } = one;
  return {
    ...{ id, number, aspect: String(aspect), th: title.th, en: title.en, points: String(points), source },
    rule: choices.rule[rule.kind],
    appliesTo: appliesTo.length === laoTypes.length ? allTypes : appliesTo.map((type) => laoWords[type]).join(', '),
    pilot: yesNo(one.pilot),
    provincial: yesNo(one.provincial),
    notApplicable: choices.notApplicable[one.notApplicable],
    evidence: evidence.map(bothWays).join('\n'),
    systems: systems.join('\n'),
    ...measured(rule),
  };
}

/** "ไทย | English"; the second part only where it differs. */
const bothWays = ({ th, en }: Text): string => (en === th ? th : `${th} | ${en}`);

function measured(rule: Rule): Pick<IndicatorRow, 'what' | 'denominator' | 'unit' | 'due'> {
  const none = { what: '', denominator: '', unit: '', due: '' };
  if (rule.kind === 'deadline') return { ...none, what: bothWays(rule.what), due: rule.due };
  if (rule.kind !== 'percent') return none;
  const { numerator, denominator, unit } = rule;
  return { ...none, what: bothWays(numerator), denominator: bothWays(denominator), unit: bothWays(unit) };
}

type RuleRow = Readonly<Record<'points' | 'condition' | 'th' | 'en', string>>;

function ruleRows(rule: Rule): readonly RuleRow[] {
  switch (rule.kind) {
    case 'levels':
      return rule.levels.map(({ points, text }) => ({ points: String(points), condition: '', ...text }));
    case 'percent':
      return rule.bands.map(({ points, from, inclusive, text }) => ({
        points: String(points),
        condition: `${inclusive ? '≥' : '>'} ${from}`,
        ...text,
      }));
    case 'checklist':
      return rule.steps.map(({ points, atLeast }) => ({
        ...{ points: String(points), condition: `≥ ${atLeast}` },
        ...{ th: '', en: '' },
      }));
    case 'deadline':
      return rule.steps.map(({ points, lateDays, text }) => ({
        points: String(points),
        condition: lateDays === null ? anyLater : `≤ ${lateDays}`,
        ...text,
      }));
  }
}
