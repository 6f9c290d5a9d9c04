import { inDigits, joined } from '../print-digits.ts';
import { differenceRows, differs, scoredIndicators, type DifferenceRow, type Scored } from '../report-rows.ts';
import { formatNumber } from '../thai-text.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock, PaperRow } from './paper.ts';
import { column, laoSignature, listHead, openingParagraph, teamSignatures } from './parts.ts';

/** Every indicator where the team's points are not the LAO's, with the reason: what a dispute would be about. */
export function differencesPaper(input: PaperInput): {
  readonly title: string;
  readonly blocks: readonly PaperBlock[];
} {
  const { instrument, language, digits } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const scored = scoredIndicators(input).filter(differs);
  const pairs = differenceRows(input).map((row, index) => ({ row, scored: scored[index] }));
  const title = th ? 'บัญชีคะแนนที่ทีมประเมินให้ต่างจากการประเมินตนเอง' : 'Scores that differ from the self-assessment';
  const rows = instrument.aspects.flatMap((aspect): readonly PaperRow[] => {
    const own = pairs.filter((pair) => pair.scored?.indicator.aspect === aspect.number);
    if (own.length === 0) return [];
    const name = `${joined(th ? 'ด้านที่' : 'Aspect', String(aspect.number))} ${aspect.title[language]}`;
    return [{ kind: 'group', text: say(name) }, ...own.map((pair) => rowOf(pair.row, pair.scored, say))];
  });
  return {
    title,
    blocks: [
      ...listHead(input, title),
      openingParagraph(input, summaryOf(scored, th)),
      {
        kind: 'table',
        columns: [
          column(th ? 'ข้อ' : 'No.', 12, 'centre'),
          column(th ? 'ตัวชี้วัด' : 'Indicator', 40),
          column(th ? 'อปท.' : 'LAO', 12, 'centre'),
          column(th ? 'ทีม' : 'Team', 12, 'centre', true),
          column(th ? 'ต่าง' : 'Differs', 13, 'centre'),
          column(th ? 'เหตุผล' : 'Reason', null),
          column(th ? 'หลักฐานที่อ้าง' : 'Evidence cited', 32),
        ],
        rows,
        ending: {
          notes: [],
          signatures: [
            teamSignatures(
              input,
              th
                ? 'ทีมประเมินได้ตรวจสอบหลักฐานและพิจารณาร่วมกันแล้ว จึงให้คะแนนต่างจากการประเมินตนเองด้วยเหตุผลข้างต้น'
                : 'The assessment team has examined the evidence and decided together, and differs for the reasons above.',
            ),
            laoSignature(
              input,
              th
                ? 'องค์กรปกครองส่วนท้องถิ่นได้รับทราบรายการข้างต้นแล้ว และ'
                : 'The local administrative organization has taken note of the above, and',
              [
                { text: th ? 'ไม่มีข้อชี้แจงเพิ่มเติม' : 'has nothing to add', open: false },
                { text: th ? 'ขอชี้แจงเพิ่มเติม ข้อ' : 'wishes to explain no.', open: true },
              ],
            ),
          ],
        },
      },
    ],
  };
}

function rowOf(row: DifferenceRow, scored: Scored | undefined, say: (text: string) => string): PaperRow {
  const by = (scored?.team ?? 0) - (scored?.self ?? 0);
  return {
    kind: 'cells',
    cells: [
      [row.number],
      [row.title],
      [row.self],
      [row.team],
      [say(signed(by))],
      row.reason.split('\n'),
      row.evidence.length === 0 ? ['–'] : row.evidence,
    ],
  };
}

const signed = (value: number): string => (value > 0 ? `+${formatNumber(value)}` : formatNumber(value));

/** Pilots are listed like the rest, but move no total. */
function summaryOf(rows: readonly Scored[], th: boolean): string {
  const by = ({ self, team }: Scored) => (team ?? 0) - (self ?? 0);
  const lower = rows.filter((row) => by(row) < 0).length;
  const higher = rows.length - lower;
  const counted = rows.filter(({ indicator }) => !indicator.pilot);
  const net = signed(counted.reduce((sum, row) => sum + by(row), 0));
  const pilots = rows.length - counted.length;
  const n = (count: number) => joined(String(count), 'ตัวชี้วัด');
  if (th) {
    const pilotWords = pilots === 0 ? '' : ` (ไม่รวมตัวชี้วัดนำร่อง ${n(pilots)})`;
    return (
      `ทีมประเมินให้คะแนนต่างจากการประเมินตนเอง ${n(rows.length)} ต่ำกว่า ${n(lower)} สูงกว่า ${n(higher)} ` +
      `รวมคะแนนต่าง ${joined(net, 'คะแนน')}${pilotWords}`
    );
  }
  const pilotWords = pilots === 0 ? '' : `, pilots (${String(pilots)}) left out`;
  return (
    `The team differs from the self-assessment in indicators: ${String(rows.length)} (lower: ${String(lower)}, ` +
    `higher: ${String(higher)}); points in all: ${net}${pilotWords}.`
  );
}
