import { inDigits, joined } from '../print-digits.ts';
import { reviewOf } from '../reduce-review.ts';
import { scoredIndicators, type Scored } from '../report-rows.ts';
import { formatNumber } from '../thai-text.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock, PaperRow } from './paper.ts';
import { column, listHead, openSigner } from './parts.ts';

/**
 * The team's scores in the order of the instrument, which is that of DLA's screens, where they are typed in by hand: a box
 * to tick per row, and sums to hold against what the system shows.
 */
export function entrySheetPaper(input: PaperInput): { readonly title: string; readonly blocks: readonly PaperBlock[] } {
  const { instrument, totals, language, digits } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const title = th ? 'ใบรายการคะแนนสำหรับบันทึกลงระบบ' : 'Scores to be typed into the system';
  const scored = scoredIndicators(input);
  const number = (value: number) => [say(formatNumber(value))];
  const rows = instrument.aspects.flatMap((aspect): readonly PaperRow[] => {
    const own = scored.filter(({ indicator }) => indicator.aspect === aspect.number);
    const sums = totals.aspects.find((one) => one.aspect === aspect.number);
    if (own.length === 0 || sums === undefined) return [];
    const name = joined(th ? 'ด้านที่' : 'Aspect', String(aspect.number));
    return [
      { kind: 'group', text: say(`${name} ${aspect.title[language]}`) },
      ...own.map((one) => rowOf(one, input)),
      {
        kind: 'total',
        label: say(th ? `รวม${name}` : `Total of ${name.toLowerCase()}`),
        cells: ['tick', number(sums.full), number(sums.self), number(sums.team), [inSystem(th)]],
      },
    ];
  });
  return {
    title,
    blocks: [
      ...listHead(input, title),
      {
        kind: 'facts',
        rows: [
          { label: th ? 'ผู้บันทึกลงระบบ' : 'Typed in by', value: null },
          { label: th ? 'วันที่และเวลาที่บันทึก' : 'Day and time', value: null },
        ],
      },
      {
        kind: 'table',
        columns: [
          column(th ? 'ข้อ' : 'No.', 12, 'centre'),
          column(th ? 'ตัวชี้วัด' : 'Indicator', null),
          column(th ? 'บันทึกแล้ว' : 'Typed in', 15, 'centre'),
          column(th ? 'เต็ม' : 'Full', 13, 'centre'),
          column(th ? 'อปท.' : 'LAO', 13, 'centre'),
          column(th ? 'ทีม' : 'Team', 16, 'centre', true),
          column(th ? 'หมายเหตุ' : 'Remark', 38),
        ],
        rows: [
          ...rows,
          {
            kind: 'total',
            label: th ? 'รวมทุกด้าน' : 'Total of all aspects',
            cells: ['tick', number(totals.full), number(totals.self), number(totals.team), [inSystem(th)]],
          },
        ],
        ending: {
          notes: [
            th
              ? 'หมายเหตุ ผลรวมไม่นับตัวชี้วัดนำร่องและตัวชี้วัดที่ตัดออกจากฐานคะแนน'
              : 'Note: totals leave out pilots and what was taken out of the base.',
          ],
          signatures: [
            {
              statement: th
                ? 'ได้บันทึกคะแนนลงระบบครบทุกข้อและสอบทานยอดรวมแล้ว'
                : 'All scores were typed in, and the totals compared.',
              choices: [],
              signers: [openSigner(th ? 'ผู้บันทึก' : 'Typed in'), openSigner(th ? 'ผู้สอบทาน' : 'Checked')],
            },
          ],
        },
      },
    ],
  };
}

function rowOf({ indicator, self, team, removed }: Scored, input: PaperInput): PaperRow {
  const { review, language, digits } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const points = (value: number | null) => (value === null ? '–' : say(String(value)));
  const settled = reviewOf(review, indicator.id).notApplicable;
  const outOfBase = removed && team === null;
  const remarks = [
    ...(indicator.pilot ? [th ? 'นำร่อง ไม่นับคะแนน' : 'pilot, not counted'] : []),
    ...(indicator.provincial ? [th ? 'ตัวชี้วัดของจังหวัด' : 'provincial'] : []),
    ...(removed ? [`${setAside(outOfBase, th)}${say(settled?.reason ?? '')}`] : []),
    ...(team === null && !removed ? [th ? 'ยังไม่ให้คะแนน' : 'not scored yet'] : []),
  ];
  return {
    kind: 'cells',
    cells: [
      [say(indicator.number)],
      [say(indicator.title[language])],
      'tick',
      [say(String(indicator.points))],
      [points(self)],
      [outOfBase ? (th ? 'ตัดฐาน' : 'N/A') : points(team)],
      remarks,
    ],
  };
}

/** Room for what the system shows. */
const inSystem = (th: boolean): string => `${th ? 'ยอดในระบบ' : 'In the system'} ${'.'.repeat(10)}`;

const setAside = (outOfBase: boolean, th: boolean): string => {
  if (outOfBase) return th ? 'ตัดฐาน: ' : 'not applicable: ';
  return th ? 'เกณฑ์ให้คะแนนเต็ม: ' : 'full points by the rule: ';
};
