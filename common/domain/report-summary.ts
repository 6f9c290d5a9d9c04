import type { Decimal } from './instrument.ts';
import { inDigits } from './print-digits.ts';
import type { ReportInput } from './report-input.ts';
import { applicableIndicators, standingOf } from './scoring.ts';
import { reviewOf } from './reduce-review.ts';
import { formatNumber } from './thai-text.ts';
import type { AspectTotals, Percent } from './totals.ts';

/** One line of the table per aspect; every number is printed text. */
export interface SummaryRow {
  readonly aspect: string;
  readonly title: string;
  readonly indicators: string;
  readonly full: string;
  readonly self: string;
  readonly team: string;
  readonly percent: string;
}

export interface ReportSummary {
  readonly rows: readonly SummaryRow[];
  readonly total: SummaryRow;
  /** What is left out of the full points, and why. */
  readonly notes: readonly string[];
}

export interface ReportResult {
  /** Both ways to an overall percent; `deciding` marks the instrument's own. */
  readonly methods: readonly { readonly label: string; readonly percent: string; readonly deciding: boolean }[];
  /** "ผ่านเกณฑ์ ระดับดีมาก"; says so while it is not final. */
  readonly verdict: string;
  readonly passMark: string;
}

export interface ReportChart {
  readonly bars: readonly ChartBar[];
  readonly pass: ChartValue;
}

export interface ChartBar {
  readonly label: string;
  readonly team: ChartValue;
  readonly self: ChartValue;
}

/** `length` in percent of the axis, 0–100; `text` as printed. */
interface ChartValue {
  readonly length: number;
  readonly text: string;
}

const dash = '–';

export function summaryOf(input: ReportInput): ReportSummary {
  const { totals, instrument, language, digits } = input;
  const say = (text: string) => inDigits(text, digits);
  const number = (value: number) => say(formatNumber(value));
  const percent = (value: Percent) => (value === null ? dash : say(value));
  const titles = new Map(instrument.aspects.map((aspect) => [aspect.number, aspect.title[language]]));
  const counts = (row: Pick<AspectTotals, 'indicators' | 'full' | 'self' | 'team'>) => ({
    indicators: number(row.indicators),
    full: number(row.full),
    self: number(row.self),
    team: number(row.team),
  });
  return {
    rows: totals.aspects.map((row) => ({
      aspect: number(row.aspect),
      title: titles.get(row.aspect) ?? '',
      ...counts(row),
      percent: percent(row.teamPercent),
    })),
    total: {
      aspect: '',
      title: language === 'th' ? 'รวม' : 'Total',
      ...counts(totals),
      percent: percent(totals.teamOverall.pointsRatio),
    },
    notes: notesOf(input).map(say),
  };
}

function notesOf({ instrument, manifest, review, totals, language }: ReportInput): readonly string[] {
  const states = applicableIndicators(instrument, manifest.lao.type)
    .filter((indicator) => !indicator.pilot)
    .map((indicator) => standingOf(indicator, reviewOf(review, indicator.id)).state);
  const removed = states.filter((state) => state === 'removed').length;
  const granted = states.filter((state) => state === 'full-points').length;
  const { pilots } = totals;
  const out =
    language === 'th'
      ? [
          ...(pilots > 0 ? [`ตัวชี้วัดนำร่อง ${pilots} ตัวชี้วัด`] : []),
          ...(removed > 0 ? [`ตัวชี้วัดที่ตัดฐานคะแนน ${removed} ตัวชี้วัด`] : []),
        ].join(' และ')
      : [
          ...(pilots > 0 ? [`${pilots} pilot ${noun(pilots)}`] : []),
          ...(removed > 0 ? [`${removed} ${noun(removed)} removed as not applicable`] : []),
        ].join(' and ');
  const notes: string[] = [];
  if (out !== '') notes.push(language === 'th' ? `${out} ไม่นำมารวมในคะแนนเต็ม` : `${out}: not part of the full points.`);
  if (granted > 0) {
    notes.push(
      language === 'th'
        ? `ตัวชี้วัดที่ไม่มีกรณีให้ประเมินและเกณฑ์ให้คะแนนเต็ม ${granted} ตัวชี้วัด`
        : `${granted} ${noun(granted)} not applicable, given full points by the rule.`,
    );
  }
  return notes;
}

const noun = (count: number) => (count === 1 ? 'indicator' : 'indicators');

export function resultOf({ totals, instrument, review, language, digits }: ReportInput): ReportResult {
  const say = (text: string) => inDigits(text, digits);
  const { meanOfAspects, pointsRatio, passed, grade } = totals.teamOverall;
  const aspects = totals.aspects.length;
  const name = instrument.grades.find(({ id }) => id === grade)?.name[language];
  const method = (label: string, percent: Percent, deciding: boolean) => ({
    label: say(label),
    percent: percent === null ? dash : say(percent),
    deciding,
  });
  const [passedWord, failedWord, openWord] =
    language === 'th' ? ['ผ่านเกณฑ์', 'ไม่ผ่านเกณฑ์', 'ยังไม่มีผล'] : ['Passed', 'Not passed', 'No result yet'];
  const gradeWord = name === undefined ? '' : language === 'th' ? ` ระดับ${name}` : `, ${name}`;
  // A few scored indicators already give a percentage, but no result.
  const open = review.finalised !== null ? '' : language === 'th' ? ' (ยังไม่สรุปผล)' : ' (not final)';
  return {
    methods: [
      method(
        language === 'th' ? `ค่าเฉลี่ยร้อยละของ ${aspects} ด้าน` : `Mean of the percentages of ${aspects} aspects`,
        meanOfAspects,
        totals.method === 'mean-of-aspects',
      ),
      method(
        language === 'th' ? 'ร้อยละของคะแนนรวมต่อคะแนนเต็ม' : 'Total points in percent of full points',
        pointsRatio,
        totals.method === 'points-ratio',
      ),
    ],
    verdict: passed === null ? openWord : `${passed ? passedWord : failedWord}${gradeWord}${open}`,
    passMark: say(instrument.passMark),
  };
}

export function chartOf({ totals, instrument, language, digits }: ReportInput): ReportChart {
  const value = (percent: Percent): ChartValue => ({
    length: lengthOf(percent ?? '0'),
    text: percent === null ? dash : inDigits(percent, digits),
  });
  return {
    bars: totals.aspects.map((row) => ({
      label: inDigits(language === 'th' ? `ด้านที่ ${row.aspect}` : `Aspect ${row.aspect}`, digits),
      team: value(row.teamPercent),
      self: value(row.selfPercent),
    })),
    pass: { length: lengthOf(instrument.passMark), text: inDigits(instrument.passMark, digits) },
  };
}

/** Only for drawing: a length on paper may be rounded, a printed number may not. */
const lengthOf = (percent: Decimal): number => Math.min(100, Math.max(0, Number(percent)));
