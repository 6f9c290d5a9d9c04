import { findIndicators, type ExecutiveForm } from './executive-form.ts';
import type { Indicator } from './instrument.ts';
import { laoTypeShort } from './lao.ts';
import { inDigits } from './print-digits.ts';
import { indicatorFigures } from './province-figures.ts';
import type { ProvinceInput } from './province-input.ts';
import type { ProvinceResult } from './province-result.ts';
import { noticesOf, originOf } from './province-wording.ts';
import { toFixed2 } from './rational.ts';
import type { Language } from './text.ts';
import type { Digits } from './thai-date.ts';
import { formatNumber } from './thai-text.ts';

interface Topic {
  /** Null: left open, to be filled in by hand. */
  readonly name: string | null;
  readonly indicators: readonly {
    readonly number: string;
    readonly title: string;
    readonly laos: string;
    readonly percent: string;
    readonly full: string;
    readonly zero: string;
  }[];
}

/** LPA results as they speak to the assessment of executives; nobody is scored a second time. */
export interface ExecutiveViewData {
  readonly kind: 'executive-view';
  readonly language: Language;
  readonly digits: Digits;
  readonly title: string;
  readonly province: string;
  readonly year: string;
  readonly notices: readonly string[];
  readonly opening: string;
  readonly issues: readonly (Topic & { readonly number: string })[];
  /** Energy, plan, satisfaction. */
  readonly tasks: readonly Topic[];
  readonly laos: readonly {
    readonly code: string;
    readonly lao: string;
    /** One per task; empty where no indicator speaks to it, to be filled in by hand. */
    readonly cells: readonly string[];
  }[];
  readonly origin: readonly { readonly label: string; readonly value: string }[];
}

const dash = '–';

/** The form has been checked: numbers that the instrument does not have are not in it. */
export function buildExecutiveView(input: ProvinceInput, form: ExecutiveForm): ExecutiveViewData {
  const { language, digits, province, results } = input;
  const say = (text: string) => inDigits(text, digits);
  const th = language === 'th';
  const year = say(String(input.year));
  const named = (numbers: string): readonly Indicator[] => {
    const result = findIndicators(input.instrument, numbers);
    return 'found' in result ? result.found : [];
  };
  const tasks = [
    { name: taskNames.energy[language], indicators: named(form.energy) },
    { name: taskNames.plan[language], indicators: named(form.plan) },
    { name: taskNames.satisfaction[language], indicators: named(form.satisfaction) },
  ];
  const rows = (indicators: readonly Indicator[]): Topic['indicators'] =>
    indicators.map((indicator) => {
      const { laos, percent, full, zero } = indicatorFigures(indicator, results);
      return {
        number: say(indicator.number),
        title: say(indicator.title[language]),
        laos: say(formatNumber(laos)),
        percent: percent === null ? dash : say(toFixed2(percent)),
        full: say(formatNumber(full)),
        zero: say(formatNumber(zero)),
      };
    });
  return {
    kind: 'executive-view',
    language,
    digits,
    title: th
      ? `ผล LPA ที่เกี่ยวข้องกับการประเมินผู้บริหารท้องถิ่น ประจำปี ${year} จังหวัด${province}`
      : `LPA ${year} and the assessment of local executives: ${province} Province`,
    province: th ? `จังหวัด${province}` : `${province} Province`,
    year,
    notices: [...ownNotices[language], ...noticesOf(input)].map(say),
    opening: say(openings[language]),
    issues: form.issues.map(({ name, numbers }, index) => ({
      number: say(String(index + 1)),
      name: name.trim() === '' ? null : say(name.trim()),
      indicators: rows(named(numbers)),
    })),
    tasks: tasks.map(({ name, indicators }) => ({ name: say(name), indicators: rows(indicators) })),
    laos: results.map((result) => ({
      code: say(result.lao.code),
      lao: say(`${laoTypeShort[result.lao.type][language]} ${result.lao.name}`),
      cells: tasks.map(({ indicators }) =>
        indicators.map((one) => say(`${one.number}: ${pointsOf(one, result, language)}`)).join(', '),
      ),
    })),
    origin: originOf(input),
  };
}

function pointsOf(indicator: Indicator, { standings }: ProvinceResult, language: Language): string {
  const standing = standings.get(indicator.id);
  if (standing?.state === 'removed') return language === 'th' ? 'ตัดฐาน' : 'not applicable';
  return standing?.points == null ? dash : `${standing.points}/${indicator.points}`;
}

const taskNames = {
  energy: {
    th: 'การเก็บข้อมูลและรายงานการใช้พลังงาน (e-report.energy.go.th)',
    en: 'Energy use recorded and reported (e-report.energy.go.th)',
  },
  plan: {
    th: 'ความสอดคล้องของแผนพัฒนาท้องถิ่นกับยุทธศาสตร์การพัฒนาจังหวัด',
    en: 'Local plan in line with the strategy of the province',
  },
  satisfaction: {
    th: 'ความพึงพอใจของผู้รับบริการ และความเห็นของผู้ใต้บังคับบัญชา',
    en: 'Satisfaction of service users, opinion of subordinates',
  },
} as const;

const openings = {
  th: 'ตามที่กรมส่งเสริมการปกครองท้องถิ่นแจ้งให้ใช้กลไกการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น (LPA) สำหรับการประเมินผู้บริหารองค์การ (ผู้บริหารท้องถิ่น) เอกสารนี้แสดงผล LPA ที่มีอยู่แล้วเฉพาะส่วนที่เกี่ยวข้อง',
  en: 'The Department of Local Administration has local executives assessed through the LPA. This paper shows the LPA results that speak to it.',
} as const;

const ownNotices = {
  th: [
    'ไม่มีการให้คะแนนผู้บริหารซ้ำ ตัวเลขทั้งหมดเป็นผล LPA',
    'จังหวัดเป็นผู้เลือกว่าตัวชี้วัดใดเกี่ยวข้องกับประเด็นใด ชื่อประเด็นที่เว้นไว้ให้กรอกตามหนังสือที่ใช้จริง',
  ],
  en: [
    'Nobody is scored a second time: every figure is an LPA result.',
    'The province chose which indicators speak to which issue. Issue names that are left open are to be filled in from the letter in force.',
  ],
} as const;
