import { say, type FindingLog } from './finding-log.ts';
import { packageMembers } from './package-members.ts';
import { csvColumns, parseCsv } from './scores-csv.ts';

const file = packageMembers.scores.name;

/** Rows by what they are about; a cell by the column's heading. Null when a row or heading appears twice. */
function tableOf(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> | null {
  const [header, ...rows] = parseCsv(text) ?? [];
  if (new Set(header).size !== header?.length) return null;
  const table = new Map<string, ReadonlyMap<string, string>>();
  for (const row of rows) {
    const cells = new Map(header.map((heading, at) => [heading, row[at] ?? '']));
    const key = [csvColumns.row, csvColumns.aspect, csvColumns.number].map((heading) => cells.get(heading)).join('\t');
    if (table.has(key) || row.length !== header.length) return null;
    table.set(key, cells);
  }
  return table;
}

/** Where a row stands, for people. */
function placeOf(row: ReadonlyMap<string, string>): { readonly th: string; readonly en: string } {
  const number = row.get(csvColumns.number) ?? '';
  if (number !== '') return say(`ข้อ ${number} ${row.get(csvColumns.title) ?? ''}`.trim(), `no. ${number}`);
  const aspect = row.get(csvColumns.aspect) ?? '';
  if (aspect !== '') return say(`คะแนนรวมด้านที่ ${aspect}`, `total of aspect ${aspect}`);
  const name = row.get(csvColumns.row) ?? '';
  return say(name, `row “${name}”`);
}

/** `scores.csv` must say what the history gives; columns of a newer version are ignored. */
export function compareCsv(expected: string, actual: string, log: FindingLog): void {
  const [wanted, found] = [tableOf(expected), tableOf(actual)];
  if (wanted === null || found === null) {
    const message = say(`ตารางคะแนน ${file} อ่านไม่ได้`, `The table ${file} cannot be read.`);
    log.error('scores', 'csv.unreadable', message, { file });
    return;
  }
  for (const [key, row] of wanted) {
    const place = placeOf(row);
    const other = found.get(key);
    if (other === undefined) {
      const message = say(`${file} ไม่มีแถว ${place.th}`, `${file} lacks the row of ${place.en}.`);
      log.error('scores', 'csv.row-missing', message, { file });
      continue;
    }
    for (const [heading, was] of row) {
      const is = other.get(heading) ?? '';
      if (is === was) continue;
      const number = row.get(csvColumns.number) ?? '';
      log.error(
        'scores',
        'csv.cell',
        say(
          `${place.th} ใน ${file}: ${heading} เป็น ${is || '–'} แต่ตามประวัติต้องเป็น ${was || '–'}`,
          `In ${file}, ${place.en}, column “${heading}” says ${is || '–'}, but the history gives ${was || '–'}.`,
        ),
        { file, expected: was, actual: is, ...(number === '' ? {} : { indicator: number }) },
      );
    }
  }
  for (const [key, row] of found)
    if (!wanted.has(key)) {
      const place = placeOf(row);
      const message = say(`${file} มีแถวเกินมา: ${place.th}`, `${file} has a row too many: ${place.en}.`);
      log.error('scores', 'csv.row-extra', message, { file });
    }
}
