import type { Instrument } from '#common/domain/instrument.ts';
import { laoTypeShort } from '#common/domain/lao.ts';
import type { Language, Text } from '#common/domain/text.ts';
import type { Result } from './results-schema.ts';

export type Cell = string | number | null;

export interface Column {
  readonly header: Text;
  /** Of a spreadsheet column, in characters. */
  readonly width: number;
  readonly kind: 'text' | 'number' | 'percent';
}

/** A table of results: `rows` gives those of one LAO, so that a province is written as it is read. */
export interface Table {
  readonly name: Text;
  readonly columns: readonly Column[];
  rows(result: Result): readonly (readonly Cell[])[];
}

const text = (th: string, en: string, width = 12): Column => ({ header: { th, en }, width, kind: 'text' });
const number = (th: string, en: string): Column => ({ header: { th, en }, width: 9, kind: 'number' });
const percent = (th: string, en: string): Column => ({ header: { th, en }, width: 10, kind: 'percent' });

const whose: readonly Column[] = [
  number('ปี', 'Year'),
  text('จังหวัด', 'Province'),
  text('อำเภอ', 'District'),
  text('รหัส อปท.', 'LAO code', 11),
  text('ประเภท', 'Type', 8),
  text('อปท.', 'LAO', 24),
  text('ทีม', 'Team'),
  text('สถานะ', 'State', 11),
];

const ownerCells = ({ lao, round, team, finalised }: Result, language: Language): readonly Cell[] => [
  round.year,
  lao.province,
  lao.district,
  lao.code,
  laoTypeShort[lao.type][language],
  lao.name,
  team.team,
  finalised === null ? { th: 'ฉบับร่าง', en: 'draft' }[language] : { th: 'สรุปผลแล้ว', en: 'final' }[language],
];

const tick = (holds: boolean): string => (holds ? '✓' : '');

/** One row per indicator of each LAO. */
export function indicatorTable(instrument: Instrument, language: Language): Table {
  const titles = new Map(instrument.indicators.map(({ id, title }) => [id, title[language]]));
  const page = { th: 'หน้า', en: 'page' }[language];
  const measured = ({ measure }: Result['indicators'][number]): readonly Cell[] => [
    measure?.kind === 'percent' ? measure.numerator : null,
    measure?.kind === 'percent' ? measure.denominator : null,
    measure?.kind === 'checklist' ? measure.ticked.length : null,
    measure?.kind === 'deadline' ? measure.doneOn : null,
  ];
  return {
    name: { th: 'ผลรายตัวชี้วัด', en: 'Indicators' },
    columns: [
      ...whose,
      number('ด้านที่', 'Aspect'),
      text('ข้อ', 'Number', 7),
      text('ตัวชี้วัด', 'Indicator', 44),
      number('คะแนนเต็ม', 'Full'),
      number('คะแนน อปท.', 'Self'),
      number('คะแนนทีม', 'Team score'),
      number('ตามเกณฑ์', 'By the rule'),
      text('นำร่อง', 'Pilot', 7),
      text('ของจังหวัด', 'Provincial', 9),
      text('เหตุผลที่ตัดฐาน', 'Not applicable because', 24),
      text('ผู้เห็นชอบให้ตัดฐาน', 'Agreed by', 18),
      text('ตัวตั้ง', 'Numerator'),
      text('ตัวหาร', 'Denominator'),
      number('รายการที่พบ', 'Items found'),
      text('วันที่ดำเนินการ', 'Done on'),
      text('เหตุผลที่ต่างจาก อปท.', 'Reason for differing from the LAO', 40),
      text('เหตุผลที่ต่างจากเกณฑ์', 'Reason for overriding the rule', 30),
      text('หลักฐานที่อ้าง', 'Evidence cited', 40),
    ],
    rows: (result) =>
      result.indicators.map((one) => [
        ...ownerCells(result, language),
        one.aspect,
        one.number,
        titles.get(one.indicator) ?? one.indicator,
        one.full,
        one.self,
        one.team,
        one.proposed,
        tick(one.pilot),
        tick(one.provincial),
        one.notApplicable?.reason ?? '',
        one.notApplicable?.agreedBy ?? '',
        ...measured(one),
        one.differenceReason,
        one.overrideReason,
        one.citations
          .map((cited) => `${cited.number}: ${cited.title}${cited.page === null ? '' : ` ${page} ${cited.page}`}`)
          .join('; '),
      ]),
  };
}

/** One row per LAO. */
export function totalsTable(instrument: Instrument, language: Language): Table {
  const grades = new Map(instrument.grades.map(({ id, name }) => [id, name[language]]));
  const passedWords = { th: ['ผ่าน', 'ไม่ผ่าน'], en: ['passed', 'not passed'] }[language];
  return {
    name: { th: 'ผลรวมราย อปท.', en: 'Totals' },
    columns: [
      ...whose,
      ...instrument.aspects.flatMap((aspect) => [
        percent(`ด้าน ${aspect.number} อปท. ร้อยละ`, `Aspect ${aspect.number} self %`),
        percent(`ด้าน ${aspect.number} ทีม ร้อยละ`, `Aspect ${aspect.number} team %`),
      ]),
      number('คะแนนเต็ม', 'Full'),
      number('คะแนน อปท.', 'Self'),
      number('คะแนนทีม', 'Team score'),
      percent('ค่าเฉลี่ยร้อยละของด้าน', 'Mean of aspects %'),
      percent('ร้อยละของคะแนนรวม', 'Points ratio %'),
      percent('ร้อยละที่ใช้ตัดสิน', 'Deciding %'),
      text('ระดับ', 'Grade'),
      text('ผลการประเมิน', 'Result'),
      text('สรุปผลเมื่อ', 'Finalised', 24),
      text('โดย', 'By', 24),
      text('รหัสชุดข้อมูล', 'Submission', 38),
    ],
    rows: (result) => {
      const { totals, finalised } = result;
      const { meanOfAspects, pointsRatio, deciding, grade, passed } = totals.teamOverall;
      const aspects = new Map(result.aspects.map((one) => [one.aspect, one]));
      return [
        [
          ...ownerCells(result, language),
          ...instrument.aspects.flatMap(({ number: aspect }) => {
            const one = aspects.get(aspect);
            return [one?.selfPercent ?? null, one?.teamPercent ?? null];
          }),
          totals.full,
          totals.self,
          totals.team,
          meanOfAspects,
          pointsRatio,
          deciding,
          grade === null ? '' : (grades.get(grade) ?? grade),
          passed === null ? '' : (passedWords[passed ? 0 : 1] ?? ''),
          finalised?.at ?? '',
          finalised?.by ?? '',
          result.submission,
        ],
      ];
    },
  };
}
