import { dayNumber } from '../calendar-day.ts';
import type { Lao, LaoType } from '../lao.ts';
import { laoFullName } from '../lao.ts';
import { joined } from '../print-digits.ts';
import { teamLabel } from '../report-wording.ts';
import { teamOf } from '../team-record.ts';
import type { Language } from '../text.ts';
import { formatDate } from '../thai-date.ts';
import type { PaperInput } from './paper-input.ts';

/** Sentences that memo and letter share; numbers in Arabic digits, for whoever prints to turn. */

const unbroken = (date: string): string => date.replaceAll(' ', '\u00A0');

function dayOf(iso: string, language: Language, style: 'long' | 'weekday' = 'long'): string {
  return dayNumber(iso) === null ? iso : unbroken(formatDate(iso, { language, style, digits: 'arabic' }));
}

/** "คำสั่งจังหวัดธารานคร ที่ 2145/2567 ลงวันที่ 14 พฤษภาคม 2567" */
export function orderOf(input: PaperInput): string {
  const { manifest, review, language } = input;
  const { orderNumber, orderDate } = teamOf(review, manifest);
  const number = orderNumber.replace(/^(คำสั่งจังหวัด\S*\s*)?(ที่\s*)?/, '');
  const date = dayOf(orderDate, language);
  return language === 'th'
    ? `คำสั่งจังหวัด${manifest.lao.province} ${joined('ที่', number)} ${joined('ลงวันที่', date)}`
    : `order of ${manifest.lao.province} Province no. ${number} of ${date}`;
}

export const teamName = ({ manifest, review, language }: PaperInput): string =>
  teamLabel(teamOf(review, manifest).team, language);

/** "เมื่อวันศุกร์ที่ 5 กรกฎาคม 2567 เวลา 09.30 น. ถึง 15.00 น. ณ ห้องประชุม"; '' without a record. */
export function visitWords({ review, language }: PaperInput): string {
  const { visit } = review;
  if (visit === null) return '';
  const day = dayOf(visit.date, language, 'weekday');
  const place = visit.place.trim();
  if (language === 'th') {
    const time = (clock: string) => joined(clock.replace(':', '.'), 'น.');
    const times = [
      ...(visit.begin === null ? [] : [joined('เวลา', time(visit.begin))]),
      ...(visit.end === null ? [] : [joined('ถึง', time(visit.end))]),
    ];
    return [`เมื่อ${day}`, ...times, ...(place === '' ? [] : [`ณ ${place}`])].join(' ');
  }
  const times = [...(visit.begin === null ? [] : [visit.begin]), ...(visit.end === null ? [] : [visit.end])].join('–');
  return [`on ${day}`, ...(times === '' ? [] : [`at ${times}`]), ...(place === '' ? [] : [`in ${place}`])].join(' ');
}

/** Points, deciding percent and what follows; only of a result that the team has settled. */
export function resultWords({ instrument, totals, language }: PaperInput): string {
  const { deciding, passed, grade } = totals.teamOverall;
  const name = instrument.grades.find(({ id }) => id === grade)?.name[language];
  if (deciding === null || passed === null) return language === 'th' ? 'ยังไม่มีผลคะแนน' : 'there is no result yet';
  if (language === 'th') {
    return (
      `ได้ ${joined(String(totals.team), 'คะแนน')} จากคะแนนเต็ม ${joined(String(totals.full), 'คะแนน')} ` +
      `${methodWords[instrument.method].th} ${joined('ร้อยละ', deciding)} ${passed ? 'ผ่านเกณฑ์' : 'ไม่ผ่านเกณฑ์'}` +
      `${name === undefined ? '' : ` ระดับ${name}`} (เกณฑ์ผ่าน ${joined('ร้อยละ', instrument.passMark)})`
    );
  }
  return (
    `${String(totals.team)} of ${String(totals.full)} points, ${methodWords[instrument.method].en} ${deciding} percent, ` +
    `${passed ? 'passed' : 'not passed'}${name === undefined ? '' : `, ${name}`} (pass mark ${instrument.passMark} percent)`
  );
}

const methodWords = {
  'mean-of-aspects': { th: 'เฉลี่ยรายด้าน', en: 'mean of the aspects' },
  'points-ratio': { th: 'คิดเป็น', en: 'in all' },
} as const;

const chiefs: Readonly<Record<LaoType, string>> = {
  provincial_admin_org: 'นายกองค์การบริหารส่วนจังหวัด',
  city_municipality: 'นายกเทศมนตรีนคร',
  town_municipality: 'นายกเทศมนตรีเมือง',
  subdistrict_municipality: 'นายกเทศมนตรีตำบล',
  subdistrict_admin_org: 'นายกองค์การบริหารส่วนตำบล',
  special_admin_area: 'นายกเมือง',
};

/** "นายกเทศมนตรีตำบลท่าแก้วพัฒนา" */
export const chiefOf = (lao: Lao, language: Language): string =>
  language === 'th' ? `${chiefs[lao.type]}${lao.name}` : `Mayor of ${laoFullName(lao, language)}`;
