import type { Instrument } from './instrument.ts';
import { laoFullName } from './lao.ts';
import { inDigits, joined } from './print-digits.ts';
import { placeOf, teamLabel } from './report-wording.ts';
import type { Review } from './review.ts';
import type { SubmissionManifest } from './submission.ts';
import { teamOf } from './team-record.ts';
import type { Language } from './text.ts';
import { formatDate, formatTime, type Digits } from './thai-date.ts';
import type { DocumentRequest } from './visit.ts';

/** What the printed list of requests says, worded: the page only lays it out. */
export interface HandOverData {
  readonly kind: 'hand-over';
  readonly language: Language;
  readonly digits: Digits;
  /** Of the PDF document. */
  readonly title: string;
  readonly lao: string;
  readonly laoCode: string;
  readonly place: string;
  readonly round: string;
  readonly opening: string;
  /** By indicator, in the instrument's order. */
  readonly groups: readonly HandOverGroup[];
  readonly printed: string;
}

interface HandOverGroup {
  /** "ข้อ ๓ การจัดส่งรายงาน…" */
  readonly heading: string;
  readonly rows: readonly {
    /** Counts through all groups, so that people can speak of "item 7". */
    readonly number: string;
    readonly kind: string;
    readonly text: string;
    readonly done: boolean;
  }[];
}

interface HandOverInput {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly review: Pick<Review, 'requests' | 'team' | 'visit'>;
  /** 'open': what is still missing. 'all': also what was handed in, ticked. */
  readonly which: 'open' | 'all';
  readonly language: Language;
  readonly digits: Digits;
  /** ISO 8601. */
  readonly printedAt: string;
}

const words = {
  th: {
    title: 'ใบขอเอกสารเพิ่มเติมและข้อซักถาม',
    paper: 'เอกสาร',
    question: 'ข้อซักถาม',
    indicator: (number: string, title: string) => `${joined('ข้อ', number)} ${title}`,
    round: (year: string) => `การประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ${joined('ประจำปี', year)}`,
    opening: (team: string, lao: string, counts: string) =>
      `${team} ขอให้${lao} จัดส่งเอกสารเพิ่มเติมและชี้แจงข้อซักถามตามรายการต่อไปนี้ ${counts}`,
    counts: (all: number, papers: number, questions: number, indicators: number) =>
      `รวม ${joined(String(all), 'รายการ')} ใน ${joined(String(indicators), 'ตัวชี้วัด')} ` +
      `(เอกสาร ${joined(String(papers), 'รายการ')} ข้อซักถาม ${joined(String(questions), 'ข้อ')})`,
    printed: 'พิมพ์เมื่อ',
    file: 'ใบขอเอกสาร',
  },
  en: {
    title: 'Requested papers and questions',
    paper: 'Paper',
    question: 'Question',
    indicator: (number: string, title: string) => `${joined('No.', number)} ${title}`,
    round: (year: string) => `Local Performance Assessment ${year}`,
    opening: (team: string, lao: string, counts: string) =>
      `${team.replace(/^t/, 'T')} asks ${lao} to hand in the following papers and to answer the following questions; ${counts}.`,
    counts: (all: number, papers: number, questions: number, indicators: number) =>
      `${joined('items:', String(all))} (${joined('papers:', String(papers))}, ${joined('questions:', String(questions))}), ` +
      joined('indicators:', String(indicators)),
    printed: 'Printed',
    file: 'requests',
  },
} as const;

/** `groups` is empty when there is nothing to ask for. */
export function buildHandOver(input: HandOverInput): HandOverData {
  const { manifest, instrument, review, which, language, digits, printedAt } = input;
  const text = words[language];
  const say = (value: string) => inDigits(value, digits);
  const wanted = review.requests.filter((one) => which === 'all' || !one.done);
  const grouped = instrument.indicators
    .map((indicator) => ({ indicator, requests: wanted.filter((one) => one.indicator === indicator.id) }))
    .filter(({ requests }) => requests.length > 0);
  const all = grouped.flatMap(({ requests }) => requests);
  const count = (kind: DocumentRequest['kind']) => all.filter((one) => one.kind === kind).length;
  const lao = laoFullName(manifest.lao, language);
  const counts = text.counts(all.length, count('paper'), count('question'), grouped.length);
  let number = 0;
  return {
    kind: 'hand-over',
    language,
    digits,
    title: `${text.title} ${lao}`,
    lao,
    laoCode: say(manifest.lao.code),
    place: placeOf(manifest.lao, language),
    round: say(text.round(String(manifest.round.year))),
    opening: say(text.opening(teamLabel(teamOf(review, manifest).team, language), lao, counts)),
    groups: grouped.map(({ indicator, requests }) => ({
      heading: say(text.indicator(indicator.number, indicator.title[language])),
      rows: requests.map((one) => ({
        number: say(String((number += 1))),
        kind: text[one.kind],
        text: say(one.text.trim()),
        done: one.done,
      })),
    })),
    printed: `${text.printed} ${formatDate(printedAt, { language, style: 'long', digits })} ${formatTime(printedAt, { language, digits })}`,
  };
}

/** "ใบขอเอกสาร-LPA2567-05990312-ท่าแก้วพัฒนา.pdf" */
export function handOverFileName(manifest: SubmissionManifest, language: Language): string {
  const name = manifest.lao.name.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, '-');
  return `${words[language].file}-LPA${manifest.round.year}-${manifest.lao.code}-${name}.pdf`;
}
