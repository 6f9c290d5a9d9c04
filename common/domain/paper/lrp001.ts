import { dayNumber } from '../calendar-day.ts';
import { inDigits, joined } from '../print-digits.ts';
import { scoredIndicators } from '../report-rows.ts';
import { formatDate } from '../thai-date.ts';
import { formatNumber } from '../thai-text.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock, PaperCell, PaperRow } from './paper.ts';
import { column, listHead, openSigner } from './parts.ts';

/**
 * The LAO's certified paper held against its online scores and the team's. The paper itself is not in the submission, so
 * its column is room to write in.
 */
export function lrp001Paper(input: PaperInput): { readonly title: string; readonly blocks: readonly PaperBlock[] } {
  const { manifest, language } = input;
  const th = language === 'th';
  const { form } = manifest.certification;
  const title = th ? `ใบเทียบคะแนนกับเอกสาร ${form}` : `Scores held against the paper ${form}`;
  return {
    title,
    blocks: [
      ...listHead(input, title),
      { kind: 'facts', rows: factsOf(input) },
      {
        kind: 'paragraph',
        look: 'note',
        text: th
          ? 'ช่อง “เอกสาร” เว้นไว้ให้กรอกด้วยมือจากฉบับกระดาษ เพราะข้อมูลที่ อปท. ส่งทางระบบมีเฉพาะการรับรอง ไม่มีคะแนนในฉบับกระดาษ'
          : 'The column “Paper” is to be filled in by hand: what the LAO sent holds the certification, not the scores on paper.',
      },
      tableOf(input),
    ],
  };
}

function factsOf({ manifest, language, digits }: PaperInput) {
  const th = language === 'th';
  const { form, name, position, certifiedOn, receivedOn } = manifest.certification;
  const day = (iso: string | null) =>
    iso === null || dayNumber(iso) === null ? null : formatDate(iso, { language, style: 'long', digits });
  const typed = (text: string) => (text.trim() === '' ? null : inDigits(text, digits));
  const revision = joined(th ? 'ครั้งที่' : 'no.', String(manifest.revision));
  return [
    { label: th ? 'เอกสาร' : 'Paper', value: typed(form) },
    { label: th ? 'ผู้รับรอง' : 'Certified by', value: typed([name, position].filter((one) => one !== '').join(' ')) },
    { label: th ? 'รับรองเมื่อ' : 'Certified on', value: day(certifiedOn) },
    { label: th ? 'สำนักงานส่งเสริมฯ จังหวัด ได้รับเมื่อ' : 'Received by the province on', value: day(receivedOn) },
    {
      label: th ? 'ข้อมูลออนไลน์ที่ใช้เทียบ' : 'Online data',
      value: `${th ? 'ส่ง' : 'sent'} ${inDigits(revision, digits)} ${th ? 'เมื่อ' : 'on'} ${formatDate(manifest.issuedAt, { language, style: 'long', digits })}`,
    },
  ];
}

function tableOf(input: PaperInput): PaperBlock {
  const { instrument, totals, language, digits } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const number = (value: number): PaperCell => [say(formatNumber(value))];
  const points = (value: number | null) => (value === null ? '–' : say(String(value)));
  const scored = scoredIndicators(input);
  const rows = instrument.aspects.flatMap((aspect): readonly PaperRow[] => {
    const own = scored.filter(({ indicator }) => indicator.aspect === aspect.number);
    const sums = totals.aspects.find((one) => one.aspect === aspect.number);
    if (own.length === 0 || sums === undefined) return [];
    const name = joined(th ? 'ด้านที่' : 'Aspect', String(aspect.number));
    return [
      { kind: 'group', text: say(`${name} ${aspect.title[language]}`) },
      ...own.map(({ indicator, self, team, removed }): PaperRow => ({
        kind: 'cells',
        cells: [
          [say(indicator.number)],
          [say(indicator.title[language])],
          [say(String(indicator.points))],
          [points(self)],
          'blank',
          'tick',
          [team === null && removed ? (th ? 'ตัดฐาน' : 'N/A') : points(team)],
        ],
      })),
      {
        kind: 'total',
        label: say(th ? `รวม${name}` : `Total of ${name.toLowerCase()}`),
        cells: [number(sums.full), number(sums.self), 'blank', 'tick', number(sums.team)],
      },
    ];
  });
  return {
    kind: 'table',
    columns: [
      column(th ? 'ข้อ' : 'No.', 13, 'centre'),
      column(th ? 'ตัวชี้วัด' : 'Indicator', null),
      column(th ? 'เต็ม' : 'Full', 14, 'centre'),
      column(th ? 'ออนไลน์' : 'Online', 18, 'centre'),
      column(th ? 'เอกสาร' : 'Paper', 20, 'centre'),
      column(th ? 'ตรงกัน' : 'Agree', 16, 'centre'),
      column(th ? 'ทีม' : 'Team', 16, 'centre', true),
    ],
    rows: [
      ...rows,
      {
        kind: 'total',
        label: th ? 'รวมทุกด้าน' : 'Total of all aspects',
        cells: [number(totals.full), number(totals.self), 'blank', 'tick', number(totals.team)],
      },
    ],
    ending: {
      notes: [],
      signatures: [
        {
          statement: th ? 'คะแนนในเอกสารเทียบกับคะแนนออนไลน์แล้ว' : 'The scores on paper and online',
          choices: [
            { text: th ? 'ตรงกันทุกข้อ' : 'agree in all', open: false },
            { text: th ? 'ไม่ตรงกัน ข้อ' : 'differ in no.', open: true },
          ],
          signers: [openSigner(th ? 'ผู้เทียบคะแนน' : 'Compared'), openSigner(th ? 'ผู้สอบทาน' : 'Checked')],
        },
      ],
    },
  };
}
