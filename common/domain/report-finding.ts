import { assertNever } from './assert-never.ts';
import type { DeadlineRule, Indicator, Measure, PercentRule } from './instrument.ts';
import { inDigits, joined } from './print-digits.ts';
import type { ReportInput } from './report-input.ts';
import { reviewOf } from './reduce-review.ts';
import { daysLate, percentOf } from './rule.ts';
import type { Language } from './text.ts';
import { formatDate } from './thai-date.ts';

/** What the team found for the indicator's rule, in words; empty where nothing was recorded. */
export function findingOf({ review, language, digits }: ReportInput, indicator: Indicator): string {
  const { measure, points } = reviewOf(review, indicator.id);
  return inDigits(words(indicator, measure, points, language), digits);
}

function words(indicator: Indicator, measure: Measure | null, points: number | null, language: Language): string {
  const { rule } = indicator;
  switch (rule.kind) {
    case 'levels':
      return rule.levels.find((level) => level.points === points)?.text[language] ?? '';
    case 'percent':
      return percentWords(rule, measure, language);
    case 'checklist':
      if (measure?.kind !== 'checklist') return '';
      return language === 'th'
        ? `พบ ${joined(String(measure.ticked.length), 'จาก', String(rule.items.length), 'รายการ')}`
        : `${measure.ticked.length} of ${rule.items.length} items found`;
    case 'deadline':
      return deadlineWords(rule, measure, language);
    default:
      return assertNever(rule);
  }
}

function percentWords(rule: PercentRule, measure: Measure | null, language: Language): string {
  const percent = percentOf(measure);
  if (percent === null || measure?.kind !== 'percent') return '';
  const [part, whole] = [grouped(measure.numerator), grouped(measure.denominator)];
  return language === 'th'
    ? `${joined('ร้อยละ', percent)} (${part} จาก ${joined(whole, rule.unit.th)})`
    : `${percent} % (${part} of ${joined(whole, rule.unit.en)})`;
}

/** Text to text: a measure may have more digits than a number holds. */
const grouped = (decimal: string): string => {
  const [whole = '', fraction] = decimal.split('.');
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
};

function deadlineWords(rule: DeadlineRule, measure: Measure | null, language: Language): string {
  if (measure?.kind !== 'deadline') return '';
  if (measure.doneOn === null) return language === 'th' ? 'ไม่พบการดำเนินการ' : 'Not done';
  const day = formatDate(measure.doneOn, { language, style: 'short', digits: 'arabic' }).replaceAll(' ', '\u00A0');
  const late = daysLate(rule, measure) ?? 0;
  if (late === 0) return language === 'th' ? `${day} ตรงตามกำหนด` : `${day}, on the due day`;
  const days = Math.abs(late);
  if (language === 'th') return `${day} ${late > 0 ? 'ช้ากว่ากำหนด' : 'ก่อนกำหนด'} ${joined(String(days), 'วัน')}`;
  return `${day}, ${days} ${days === 1 ? 'day' : 'days'} ${late > 0 ? 'late' : 'early'}`;
}
