import { laoFullName, laoTypeShort, type Lao } from './lao.ts';
import { inDigits } from './print-digits.ts';
import { overallPercentOf, type ProvinceResult } from './province-result.ts';
import type { ProvinceInput } from './province-input.ts';
import { compare, zero } from './rational.ts';
import type { Language } from './text.ts';

export interface PassRow {
  readonly order: string;
  readonly lao: string;
  readonly district: string;
  readonly percent: string;
  readonly grade: string;
}

export interface LaoRow {
  readonly code: string;
  readonly lao: string;
  readonly district: string;
  /** In the instrument's order. */
  readonly aspects: readonly string[];
  readonly overall: string;
  readonly grade: string;
  readonly passed: boolean | null;
}

export interface LeftOutRow {
  readonly code: string;
  readonly lao: string;
  readonly reason: string;
}

const dash = '–';

/** A provincial organisation stands above districts. */
function districtOf({ type, district }: Lao, language: Language): string {
  if (type === 'provincial_admin_org' || district === '') return '';
  if (language === 'en') return `${district} District`;
  return district.startsWith('อำเภอ') ? district : `อำเภอ${district}`;
}

const gradeOf = ({ instrument, language }: ProvinceInput, { totals }: ProvinceResult): string =>
  instrument.grades.find(({ id }) => id === totals.teamOverall.grade)?.name[language] ?? dash;

/** By percentage, the best first; equal ones by code. */
export function passRows(input: ProvinceInput): {
  readonly passed: readonly PassRow[];
  readonly failed: readonly PassRow[];
} {
  const { results, language, digits } = input;
  const say = (text: string) => inDigits(text, digits);
  const sorted = results
    .map((result) => ({ result, percent: overallPercentOf(result.totals) ?? zero }))
    .sort((a, b) => compare(b.percent, a.percent) || (a.result.lao.code < b.result.lao.code ? -1 : 1));
  const rows = (passed: boolean) =>
    sorted
      .filter(({ result }) => (result.totals.teamOverall.passed === true) === passed)
      .map(({ result }, index) => ({
        order: say(String(index + 1)),
        lao: say(laoFullName(result.lao, language)),
        district: result.lao.type === 'provincial_admin_org' ? dash : result.lao.district,
        percent: say(result.totals.teamOverall.deciding ?? dash),
        grade: gradeOf(input, result),
      }));
  return { passed: rows(true), failed: rows(false) };
}

export function laoRows(input: ProvinceInput): readonly LaoRow[] {
  const { instrument, results, language, digits } = input;
  const say = (text: string) => inDigits(text, digits);
  return results.map((result) => {
    const { lao, totals } = result;
    const aspects = new Map(totals.aspects.map((one) => [one.aspect, one.teamPercent]));
    return {
      code: say(lao.code),
      lao: say(`${laoTypeShort[lao.type][language]} ${lao.name}`),
      district: districtOf(lao, language),
      aspects: instrument.aspects.map(({ number }) => say(aspects.get(number) ?? dash)),
      overall: say(totals.teamOverall.deciding ?? dash),
      grade: gradeOf(input, result),
      passed: totals.teamOverall.passed,
    };
  });
}

export function leftOutRows({ leftOut, language, digits }: ProvinceInput): readonly LeftOutRow[] {
  const say = (text: string) => inDigits(text, digits);
  const reasons = {
    th: { open: 'ทีมยังไม่สรุปผล', unreadable: 'อ่านข้อมูลไม่ได้' },
    en: { open: 'not locked by the team', unreadable: 'could not be read' },
  }[language];
  return leftOut.map(({ laoCode, laoName, isLocked }) => ({
    code: say(laoCode),
    lao: say(laoName),
    reason: isLocked ? reasons.unreadable : reasons.open,
  }));
}
