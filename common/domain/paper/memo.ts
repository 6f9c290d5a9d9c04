import { laoFullName } from '../lao.ts';
import { inDigits, joined } from '../print-digits.ts';
import { placeOf } from '../report-wording.ts';
import type { Attendee } from '../visit.ts';
import { orderOf, resultWords, teamName, visitWords } from './letter-words.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock } from './paper.ts';

/** The team's report of its visit to its own office, on แบบที่ 29 of the rules on official correspondence. */
export function memoPaper(input: PaperInput): { readonly title: string; readonly blocks: readonly PaperBlock[] } {
  const { manifest, language, digits, office } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const lao = laoFullName(manifest.lao, language);
  const year = String(manifest.round.year);
  const subject = th
    ? `รายงานการเข้าตรวจประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ${joined('ประจำปี', year)} ${lao}`
    : `Visit to ${lao} for the Local Performance Assessment ${year}`;
  return {
    title: th ? `บันทึกข้อความ ${subject}` : `Memo: ${subject}`,
    blocks: [
      {
        kind: 'memo-head',
        garuda: say(th ? 'ตราครุฑ 1.5 ซม.' : 'Garuda 1.5 cm'),
        title: th ? 'บันทึกข้อความ' : 'Memorandum',
        office: { label: th ? 'ส่วนราชการ' : 'Office', value: office.trim() === '' ? null : say(office.trim()) },
        number: { label: th ? 'ที่' : 'No.', value: null },
        date: { label: th ? 'วันที่' : 'Date', value: null },
        subject: { label: th ? 'เรื่อง' : 'Subject', value: say(subject) },
        to: { label: th ? 'เรียน' : 'To', value: null },
      },
      ...bodyOf(input).map(({ text, look }): PaperBlock => ({ kind: 'paragraph', text: say(text), look })),
      {
        kind: 'closing',
        paragraphs: [th ? '3. ข้อเสนอ' : '3. Proposal', th ? 'จึงเรียนมาเพื่อโปรดทราบ' : 'For your information.'].map(say),
        salute: null,
        signer: { name: null, title: null },
        positionLabel: th ? 'ตำแหน่ง' : 'Position',
        contact: [],
      },
    ],
  };
}

interface Line {
  readonly text: string;
  readonly look: 'indented' | 'item';
}

function bodyOf(input: PaperInput): readonly Line[] {
  const { manifest, review, language } = input;
  const th = language === 'th';
  const lao = `${laoFullName(manifest.lao, language)} ${placeOf(manifest.lao, language)}`;
  const { visit } = review;
  const line = (text: string): Line => ({ text, look: 'indented' });
  const item = (text: string): Line => ({ text, look: 'item' });
  const note = visit?.note.trim() ?? '';
  return [
    line(th ? '1. เรื่องเดิม' : '1. Background'),
    item(
      th
        ? `${orderOf(input)} แต่งตั้งทีมประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น โดยให้${teamName(input)} ตรวจประเมิน${lao}`
        : `By ${orderOf(input)}, ${teamName(input)} was appointed to assess ${lao}.`,
    ),
    line(th ? '2. ข้อเท็จจริง' : '2. Facts'),
    item(th ? `2.1 ทีมประเมินได้เข้าตรวจ ${visitWords(input)}` : `2.1 The team visited ${visitWords(input)}.`),
    ...peopleOf(th ? '2.2 ทีมประเมินที่เข้าตรวจ' : '2.2 Present for the team:', visit?.team ?? [], th).map(item),
    ...peopleOf(th ? '2.3 ผู้แทนองค์กรปกครองส่วนท้องถิ่น' : '2.3 Present for the organization:', visit?.lao ?? [], th).map(
      item,
    ),
    item(`2.4 ${workWords(input)}`),
    item(`2.5 ${outcomeWords(input)}`),
    ...(note === '' ? [] : [item(`${th ? '2.6 บันทึกของทีม' : '2.6 Note of the team:'} ${note}`)]),
  ];
}

function peopleOf(label: string, people: readonly Attendee[], th: boolean): readonly string[] {
  if (people.length === 0) return [`${label} ${th ? 'ไม่ได้บันทึกไว้' : 'not recorded'}`];
  const many = people.length > 1;
  const count = th && many ? ` ${joined(String(people.length), 'คน')} ได้แก่` : '';
  const names = people.map(({ name, title }, index) => {
    const position = title.trim() === '' ? '' : `${th ? ' ' : ', '}${title.trim()}`;
    return `${many ? `(${String(index + 1)})\u00A0` : ''}${name.trim()}${position}`;
  });
  return [`${label}${count} ${names.join(th ? ' ' : '; ')}`];
}

function workWords({ review, totals, language }: PaperInput): string {
  const { liveChecks, requests, teamEvidence } = review;
  const open = requests.filter(({ done }) => !done).length;
  if (language === 'th') {
    const n = (count: number, unit: string) => joined(String(count), unit);
    return (
      `ตรวจตัวชี้วัดแล้ว ${n(totals.settled, 'ตัวชี้วัด')} จาก ${n(totals.indicators, 'ตัวชี้วัด')} ` +
      `ตัดฐานคะแนน ${n(totals.notApplicable, 'ตัวชี้วัด')} ตรวจเชิงประจักษ์ ${n(liveChecks.length, 'รายการ')} ` +
      `ทีมเก็บหลักฐานเอง ${n(teamEvidence.length, 'รายการ')} ขอเอกสารเพิ่มเติมและซักถาม ${n(requests.length, 'รายการ')} ` +
      `ยังไม่ได้รับหรือยังไม่ตอบ ${n(open, 'รายการ')}`
    );
  }
  return (
    `Indicators settled: ${String(totals.settled)} of ${String(totals.indicators)}; not applicable: ` +
    `${String(totals.notApplicable)}; live checks: ${String(liveChecks.length)}; evidence brought by the team: ` +
    `${String(teamEvidence.length)}; papers and questions: ${String(requests.length)}, of which open: ${String(open)}.`
  );
}

function outcomeWords(input: PaperInput): string {
  const th = input.language === 'th';
  if (input.review.finalised === null) {
    return th
      ? 'ทีมประเมินยังไม่สรุปผล จึงยังไม่รายงานคะแนน'
      : 'The team has not finalised its result, so no points are reported.';
  }
  return th ? `ผลการประเมิน ${resultWords(input)}` : `Result: ${resultWords(input)}.`;
}
