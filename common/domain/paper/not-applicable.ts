import { laoFullName } from '../lao.ts';
import type { Indicator } from '../instrument.ts';
import { inDigits, joined } from '../print-digits.ts';
import { reviewOf } from '../reduce-review.ts';
import { scoredIndicators, type Scored } from '../report-rows.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock, PaperRow } from './paper.ts';
import { column, laoSignature, listHead, openingParagraph, teamSignatures } from './parts.ts';

/** What the team set aside as not applicable, why, and what it does to the full points. */
export function notApplicablePaper(input: PaperInput): {
  readonly title: string;
  readonly blocks: readonly PaperBlock[];
} {
  const { language, totals } = input;
  const th = language === 'th';
  const removed = scoredIndicators(input).filter((one) => one.removed);
  const out = removed.filter(({ indicator }) => leavesBase(indicator) && !indicator.pilot);
  const less = out.reduce((sum, { indicator }) => sum + indicator.points, 0);
  const title = th ? 'บัญชีตัวชี้วัดที่ตัดฐานคะแนน' : 'Indicators that are not applicable';
  const opening = th
    ? `ทีมประเมินเห็นว่าไม่มีกรณีให้ประเมิน ${joined(String(removed.length), 'ตัวชี้วัด')} ` +
      `ตัดออกจากฐานคะแนน ${joined(String(less), 'คะแนน')} คงเหลือคะแนนเต็ม ${joined(String(totals.full), 'คะแนน')}`
    : `Not applicable indicators: ${String(removed.length)}; points taken out of the base: ${String(less)}, ` +
      `full points left: ${String(totals.full)}.`;
  return {
    title,
    blocks: [
      ...listHead(input, title),
      openingParagraph(input, opening),
      {
        kind: 'table',
        columns: [
          column(th ? 'ข้อ' : 'No.', 12, 'centre'),
          column(th ? 'ตัวชี้วัด' : 'Indicator', 46),
          column(th ? 'คะแนน' : 'Points', 14, 'centre'),
          column(th ? 'ผล' : 'Effect', 27),
          column(th ? 'เหตุผล' : 'Reason', null),
          column(th ? 'ผู้เห็นชอบ' : 'Agreed by', 30),
        ],
        rows: removed.map((one) => rowOf(one, input)),
        ending: {
          notes: neverAsked(input),
          signatures: [
            teamSignatures(
              input,
              th
                ? 'ทีมประเมินได้พิจารณาร่วมกันแล้ว เห็นว่าตัวชี้วัดข้างต้นไม่มีกรณีให้ประเมินด้วยเหตุผลที่ระบุ'
                : 'The assessment team has decided together that these indicators do not apply, for the reasons given.',
            ),
            laoSignature(
              input,
              th ? 'ผู้แทนองค์กรปกครองส่วนท้องถิ่นรับทราบ' : 'Noted for the local administrative organization',
            ),
          ],
        },
      },
    ],
  };
}

const leavesBase = (indicator: Indicator): boolean => indicator.notApplicable === 'remove';

function rowOf({ indicator }: Scored, { review, language, digits }: PaperInput): PaperRow {
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const settled = reviewOf(review, indicator.id).notApplicable;
  const effect = leavesBase(indicator)
    ? th
      ? 'ตัดออกจากฐาน'
      : 'out of the base'
    : th
      ? 'เกณฑ์ให้คะแนนเต็ม'
      : 'full points by the rule';
  return {
    kind: 'cells',
    cells: [
      [say(indicator.number)],
      [say(indicator.title[language])],
      [say(String(indicator.points))],
      [effect, ...(indicator.pilot ? [th ? '(นำร่อง ไม่นับคะแนน)' : '(pilot, not counted)'] : [])],
      say(settled?.reason ?? '').split('\n'),
      [say(settled?.agreedBy ?? '')],
    ],
  };
}

/** Indicators that the instrument does not ask of this type at all are no decision of the team, and are told apart. */
function neverAsked({ instrument, manifest, language, digits }: PaperInput): readonly string[] {
  const others = instrument.indicators.filter(({ appliesTo }) => !appliesTo.includes(manifest.lao.type));
  if (others.length === 0) return [];
  const numbers = others.map(({ number }) => number).join(', ');
  const lao = laoFullName(manifest.lao, language);
  const text =
    language === 'th'
      ? `หมายเหตุ ตัวชี้วัดที่ชุดตัวชี้วัดไม่ใช้กับประเภทของ${lao} จึงไม่อยู่ในบัญชีนี้: ${joined('ข้อ', numbers)}`
      : `Note: not asked of an organization of this type, and so not listed: no. ${numbers}`;
  return [inDigits(text, digits)];
}
