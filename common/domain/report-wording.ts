import { blockingGaps } from './gaps.ts';
import type { GapKind } from './gaps.ts';
import { dayNumber } from './calendar-day.ts';
import { laoFullName, type Lao } from './lao.ts';
import { inDigits, joined } from './print-digits.ts';
import type { ReportInput, Signature } from './report-input.ts';
import { teamOf } from './team-record.ts';
import type { Language } from './text.ts';
import { formatDate, formatTime } from './thai-date.ts';

/** "อำเภอท่าแก้ว จังหวัดธารานคร"; a provincial organisation stands above districts. */
export function placeOf(lao: Lao, language: Language): string {
  const parts = lao.type === 'provincial_admin_org' ? [] : [prefixed(lao.district, 'อำเภอ', ' District', language)];
  return [...parts, prefixed(lao.province, 'จังหวัด', ' Province', language)].filter((part) => part !== '').join(' ');
}

const prefixed = (name: string, before: string, after: string, language: Language): string => {
  if (name === '') return '';
  if (language === 'en') return `${name}${after}`;
  return name.startsWith(before) ? name : `${before}${name}`;
};

/**
 * The opening paragraph of a report: order, team, visit, and then `outcome`, which is written on right behind. Parts that
 * nobody recorded are left out.
 */
export function openingOf(input: ReportInput, outcome?: string): string {
  const { manifest, language } = input;
  const team = teamOf(input.review, input.manifest);
  const lao = laoFullName(manifest.lao, language);
  const day = (iso: string, style: 'long' | 'weekday') =>
    dayNumber(iso) === null ? iso : unbroken(formatDate(iso, { language, style, digits: 'arabic' }));
  const number = team.orderNumber.replace(/^(คำสั่งจังหวัด\S*\s*)?(ที่\s*)?/, '');
  const planned = manifest.assignment.visit;
  const visitTime = planned !== null && planned.date === team.visitedOn ? planned.time : null;
  if (language === 'th') {
    const visit =
      team.visitedOn === null
        ? ''
        : ` เมื่อ${day(team.visitedOn, 'weekday')}${visitTime ? ` ${joined('เวลา', visitTime.replace(':', '.'), 'น.')}` : ''}`;
    return (
      `ตามคำสั่งจังหวัด${manifest.lao.province} ${joined('ที่', number)} ${joined('ลงวันที่', day(team.orderDate, 'long'))} ` +
      `แต่งตั้งทีมประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ${teamLabel(team.team, language)} ` +
      `ได้ตรวจประเมิน${lao}${visit}${team.place === '' ? '' : ` ณ ${team.place}`}${outcome ?? ' ปรากฏผลดังนี้'}`
    );
  }
  const visit =
    team.visitedOn === null ? '' : ` on ${day(team.visitedOn, 'weekday')}${visitTime ? ` at ${visitTime}` : ''}`;
  return (
    `By ${manifest.lao.province} Province's order no. ${number} of ${day(team.orderDate, 'long')}, ` +
    `${teamLabel(team.team, language)} of the assessment teams assessed ${lao}${visit}` +
    `${team.place === '' ? '' : `, at ${team.place}`}${outcome ?? ', with the following result.'}`
  );
}

const unbroken = (date: string): string => date.replaceAll(' ', '\u00A0');

/** "ทีมประเมินที่ 3" */
export const teamLabel = (team: string, language: Language): string => {
  const number = /[0-9๐-๙]+/.exec(team)?.[0];
  if (number === undefined) return team;
  return language === 'th' ? joined('ทีมประเมินที่', number) : joined('team', number);
};

/** What a reader must know before trusting the numbers. */
export function noticesOf(input: ReportInput): readonly string[] {
  const { instrument, review, language, totals } = input;
  const notices: string[] = [];
  if (review.finalised === null) {
    notices.push(
      language === 'th'
        ? `ฉบับร่าง: ทีมประเมินยังไม่ได้สรุปผล ให้คะแนนแล้ว ${totals.settled} จาก ${totals.indicators} ตัวชี้วัด ร้อยละคิดจากตัวชี้วัดที่ให้คะแนนแล้ว ห้ามใช้เป็นผลการประเมิน`
        : `Draft: the team has not finalised its result. ${totals.settled} of ${totals.indicators} indicators are settled; percentages are over these. Not to be used as a result.`,
      ...gapNotices(input),
    );
  }
  if (instrument.sample) {
    notices.push(
      language === 'th'
        ? 'ผลนี้ใช้ชุดตัวชี้วัดตัวอย่าง ไม่ใช่แบบประเมินของกรมส่งเสริมการปกครองท้องถิ่น'
        : 'This result uses a sample instrument, not the book of the Department of Local Administration.',
    );
  }
  return notices;
}

const gapWords: Readonly<Partial<Record<GapKind, Readonly<Record<Language, string>>>>> = {
  'not-scored': { th: 'ยังไม่ให้คะแนน', en: 'Not scored' },
  'evidence-changed': { th: 'หลักฐานเปลี่ยนหลังให้คะแนน ยังไม่ยืนยัน', en: 'Evidence changed after scoring, not confirmed' },
  'not-cited': { th: 'ยังไม่อ้างหลักฐาน', en: 'No evidence cited' },
  'reason-missing': { th: 'ยังไม่ระบุเหตุผลที่คะแนนต่างจาก อปท.', en: 'Reason for differing from the LAO missing' },
  'override-missing': { th: 'ยังไม่ระบุเหตุผลที่ให้ต่างจากเกณฑ์', en: 'Reason for overriding the rule missing' },
};

function gapNotices({ gaps, instrument, language }: ReportInput): readonly string[] {
  const numbers = new Map(instrument.indicators.map((indicator) => [indicator.id, indicator.number]));
  return (gaps ?? [])
    .filter((gap) => blockingGaps.includes(gap.kind) && gap.indicators.length > 0)
    .map((gap) => {
      const shown = gap.indicators.slice(0, 15).map((id) => numbers.get(id) ?? id);
      const more = gap.indicators.length > shown.length ? ' …' : '';
      const words = gapWords[gap.kind]?.[language] ?? gap.kind;
      const list = `${joined(language === 'th' ? 'ข้อ' : 'no.', shown.join(', '))}${more}`;
      return language === 'th'
        ? `${words} ${joined(String(gap.indicators.length), 'ข้อ')} (${list})`
        : `${words}: ${gap.indicators.length} (${list})`;
    });
}

/**
 * Lines of the signature block: the recorded members, filled up to the usual four with open lines. Whoever signs
 * electronically has the day in place of the line; a signer whom the record does not name comes last.
 */
export function signersOf(input: ReportInput): readonly Signature[] {
  const { signing, language, digits } = input;
  const members: readonly Signature[] = teamOf(input.review, input.manifest).members.map(({ name, title }) => ({
    ...{ name, title: title === '' ? null : title, signed: null },
  }));
  const open: readonly Signature[] = Array.from({ length: Math.max(0, 4 - members.length) }, () => ({
    ...{ name: null, title: null, signed: null },
  }));
  if (signing === undefined) return [...members, ...open];
  const { name, title, at } = signing;
  const signed = `${formatDate(at, { language, style: 'long', digits })} ${formatTime(at, { language, digits })}`;
  const index = members.findIndex((member) => member.name === name);
  if (index < 0) return [...members, { name, title: title === '' ? null : title, signed }, ...open.slice(1)];
  return [...members.map((member, place) => (place === index ? { ...member, signed } : member)), ...open];
}

/** Where the result comes from, so that it can be checked: label and value. Digests and codes keep Arabic digits. */
export function originOf(input: ReportInput): readonly { readonly label: string; readonly value: string }[] {
  const { instrument, manifest, review, language, digits, code, printedAt } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const moment = (iso: string) =>
    `${unbroken(formatDate(iso, { language, style: 'long', digits }))} ${unbroken(formatTime(iso, { language, digits }))}`;
  const revision = th ? joined('ครั้งที่', String(manifest.revision)) : joined('revision', String(manifest.revision));
  const sent = review.received?.manifest;
  const rows = [
    {
      label: th ? 'ชุดตัวชี้วัด' : 'Instrument',
      value: `${say(instrument.title[language])} ${th ? 'รุ่น' : 'version'} ${instrument.version}`,
    },
    {
      label: th ? 'ข้อมูลที่ อปท. ส่ง' : 'Submission',
      value: say(revision) + (sent === undefined ? '' : ` (SHA-256 ${sent.slice(0, 16).toUpperCase()}…)`),
    },
  ];
  if (review.finalised !== null) {
    rows.push({
      label: th ? 'สรุปผลเมื่อ' : 'Finalised',
      value: `${moment(review.finalised.at)} ${th ? 'โดย' : 'by'} ${review.finalised.by}`,
    });
  }
  if (code !== null) rows.push({ label: th ? 'รหัสแพ็กเกจ' : 'Package code', value: code });
  rows.push({ label: th ? 'พิมพ์เมื่อ' : 'Printed', value: moment(printedAt) });
  return rows;
}
