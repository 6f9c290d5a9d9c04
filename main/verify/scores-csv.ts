import { stringify } from 'csv-stringify/sync';
import type { Instrument } from '#common/domain/instrument.ts';
import type { ReviewFile } from '#common/formats/review-schema.ts';

/** Columns of `scores.csv`, for people with a spreadsheet; machines read `review.json`. */
export const csvColumns = {
  row: 'รายการ',
  aspect: 'ด้านที่',
  number: 'ข้อ',
  title: 'ตัวชี้วัด',
  full: 'คะแนนเต็ม',
  self: 'อปท.',
  team: 'ทีม',
  proposed: 'ตามเกณฑ์',
  selfPercent: 'ร้อยละ อปท.',
  teamPercent: 'ร้อยละ ทีม',
  pilot: 'นำร่อง',
  provincial: 'ของจังหวัด',
  notApplicable: 'ตัดฐาน',
  differenceReason: 'เหตุผลที่ต่างจาก อปท.',
  overrideReason: 'เหตุผลที่ต่างจากเกณฑ์',
  citations: 'หลักฐานที่อ้าง',
} as const;

type Row = Partial<Record<keyof typeof csvColumns, string | number | null>>;

const tick = (holds: boolean): string => (holds ? '✓' : '');

function indicatorRow(entry: ReviewFile['indicators'][number], titles: ReadonlyMap<string, string>): Row {
  const { aspect, number, full, self, team, proposed, differenceReason, overrideReason } = entry;
  const agreed = entry.notApplicable;
  return {
    ...{ row: 'ตัวชี้วัด', aspect, number, full, self, team, proposed, differenceReason, overrideReason },
    title: titles.get(entry.indicator) ?? entry.indicator,
    pilot: tick(entry.pilot),
    provincial: tick(entry.provincial),
    notApplicable: agreed === null ? '' : `${agreed.reason} (${agreed.agreedBy})`,
    citations: entry.citations
      .map((one) => `${one.number}: ${one.title}${one.page === null ? '' : ` หน้า ${one.page}`}`)
      .join('; '),
  };
}

/** `scores.csv` of a review: UTF-8 with BOM and CRLF, as spreadsheets expect; no cell can start a formula. */
export function buildScoresCsv(review: ReviewFile, instrument: Instrument): string {
  const titles = new Map(instrument.indicators.map(({ id, title }) => [id, title.th]));
  const { totals } = review;
  const rows: Row[] = [
    ...review.indicators.map((entry) => indicatorRow(entry, titles)),
    ...review.aspects.map((aspect) => ({ row: 'รวมด้าน', ...aspect })),
    { row: 'รวมทุกด้าน', full: totals.full, self: totals.self, team: totals.team },
    {
      row: 'ค่าเฉลี่ยร้อยละของด้าน',
      selfPercent: totals.selfOverall.meanOfAspects,
      teamPercent: totals.teamOverall.meanOfAspects,
    },
    {
      row: 'ร้อยละของคะแนนรวม',
      selfPercent: totals.selfOverall.pointsRatio,
      teamPercent: totals.teamOverall.pointsRatio,
    },
  ];
  const columns = Object.entries(csvColumns).map(([key, header]) => ({ key, header }));
  // Half a character cannot be written as UTF-8: what is read again would be another text.
  return stringify(rows, {
    ...{ columns, header: true, bom: true, record_delimiter: 'windows', escape_formulas: true },
    cast: { string: (text) => Buffer.from(text).toString() },
    quoted_match: '\r',
  });
}

/** RFC 4180, with LF as well. Null when a quote is left open or stands in the middle of a cell. */
export function parseCsv(text: string): readonly (readonly string[])[] | null {
  const source = text.replace(/^\uFEFF/, '');
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  const rows: string[][] = [];
  let row: string[] = [];
  while (cell.lastIndex < source.length) {
    const match = cell.exec(source);
    if (match === null) return null;
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
