import { isoDay } from './calendar-day.ts';
import { checkInstrument, type InstrumentProblemCode } from './check-instrument.ts';
import type { Aspect, Grade, Indicator, Instrument, Rule } from './instrument.ts';
import {
  allTypes,
  anyLater,
  choices,
  columnName,
  columns,
  laoWords,
  setRows,
  type SheetKey,
  type TableKey,
  type Workbook,
} from './instrument-sheet.ts';
import { laoTypes, type LaoType } from './lao.ts';
import { parseDecimal } from './rational.ts';
import type { Text } from './text.ts';
import { parseDate } from './thai-date.ts';
import { toArabicDigits } from './thai-text.ts';

type SheetProblemCode =
  | 'missing-sheet'
  | 'missing-column'
  | 'missing-row'
  | 'required'
  | 'not-a-number'
  | 'not-a-choice'
  | 'not-a-date-cell'
  | 'not-an-id'
  | 'too-long'
  | 'unknown-indicator'
  | 'bad-condition'
  | 'no-rule'
  | InstrumentProblemCode;

/** What is wrong, and in which cell. `cell` is '' where it is about the whole sheet. */
export interface SheetProblem {
  readonly sheet: SheetKey;
  readonly cell: string;
  readonly code: SheetProblemCode;
  /** What stands there, shortened. */
  readonly value: string;
}

export interface ReadInstrument {
  /** Null while there is a problem: an instrument is taken whole or not at all. */
  readonly instrument: Instrument | null;
  /** Sheet by sheet, row by row. */
  readonly problems: readonly SheetProblem[];
}

/** Every fault with its cell, so that a whole template is put right in one go. */
export function readInstrumentSheets(book: Workbook): ReadInstrument {
  const problems: SheetProblem[] = [];
  const say = (sheet: SheetKey, cell: string, code: SheetProblemCode, value = '') => {
    problems.push({ sheet, cell, code, value: value.length > 80 ? `${value.slice(0, 79)}…` : value });
  };
  const set = readSet(book, say);
  const grades = readTable(book, 'grades', say).map(readGrade);
  const aspects = readTable(book, 'aspects', say).map(readAspect);
  const rows = readTable(book, 'indicators', say);
  const known = new Map(rows.map((row) => [row.cells.id?.text ?? '', row]));
  for (const row of rows)
    // Said at the second one; what belongs to the first then seems to belong to nobody.
    if (row.cells.id !== undefined && known.get(row.cells.id.text) !== row && row.cells.id.text !== '')
      known.get(row.cells.id.text)?.say(known.get(row.cells.id.text)?.cells.id, 'duplicate-id');
  const ruleRows = grouped(readTable(book, 'rules', say), known);
  const itemRows = grouped(readTable(book, 'items', say), known);
  const indicators = rows.map((row) => {
    const id = row.cells.id?.text ?? '';
    return readIndicator(row, ruleRows.get(id) ?? [], itemRows.get(id) ?? []);
  });
  const instrument: Instrument = { format: 'lpa-instrument/1', ...set, grades, aspects, indicators };
  // What the cells say must hold first: rules of broken numbers would only repeat the same faults.
  if (problems.length === 0)
    for (const { code, where } of checkInstrument(instrument)) placeProblem(code, where, { rows, book }, say);
  return { instrument: problems.length === 0 ? instrument : null, problems };
}

type Say = (sheet: SheetKey, cell: string, code: SheetProblemCode, value?: string) => void;

function placeProblem(
  code: InstrumentProblemCode,
  where: string,
  { rows, book }: { readonly rows: readonly Row<'indicators'>[]; readonly book: Workbook },
  say: Say,
): void {
  const inRules = /^(levels|last-level|bands|steps|step|no-last|points-)/.test(code);
  const row = rows.find(({ cells }) => cells.id?.text === where);
  if (row !== undefined) {
    const at = inRules ? (book.rules ?? []).findIndex((cells, index) => index > 0 && cells[0] === where) : -1;
    if (at > 0) say('rules', `A${at + 1}`, code, where);
    else say('indicators', row.cells.id?.at ?? '', code, where);
    return;
  }
  const aspect = (book.aspects ?? []).findIndex(
    (cells, index) => index > 0 && toArabicDigits(cells[0] ?? '') === where,
  );
  if (aspect > 0) say('aspects', `A${aspect + 1}`, code, where);
  else if (code === 'pass-mark') say('set', '', code, where);
  else if (code === 'duplicate-number') say('indicators', '', code, where);
  else say('grades', '', code, where);
}

interface Cell {
  readonly text: string;
  /** "C5". */
  readonly at: string;
}

interface Row<K extends TableKey> {
  readonly sheet: K;
  readonly cells: Readonly<Partial<Record<keyof (typeof columns)[K], Cell>>>;
  readonly say: (cell: Cell | undefined, code: SheetProblemCode) => void;
}

/** Columns are found by their headers, in any order; rows without a word are skipped. */
function readTable<K extends TableKey>(book: Workbook, key: K, say: Say): readonly Row<K>[] {
  const sheet = book[key];
  if (sheet === undefined) {
    // Without checklists there is nothing to list.
    if (key !== 'items') say(key, '', 'missing-sheet');
    return [];
  }
  const headers = sheet[0] ?? [];
  const places = Object.entries(columns[key]).map(([name, header]) => ({ name, at: headers.indexOf(header), header }));
  for (const { at, header } of places) if (at < 0) say(key, '', 'missing-column', header);
  return sheet.slice(1).flatMap((line, index) => {
    if (line.every((text) => text === '')) return [];
    const cells = Object.fromEntries(
      places
        .filter(({ at }) => at >= 0)
        .map(({ name, at }) => [name, { text: line[at] ?? '', at: `${columnName(at)}${index + 2}` }]),
    ) as Row<K>['cells'];
    return [{ sheet: key, cells, say: (cell, code) => say(key, cell?.at ?? '', code, cell?.text ?? '') }];
  });
}

function grouped<K extends 'rules' | 'items'>(
  rows: readonly Row<K>[],
  known: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly Row<K>[]> {
  const groups = new Map<string, Row<K>[]>();
  for (const row of rows) {
    const cell = (row.cells as Readonly<Record<string, Cell | undefined>>).indicator;
    const id = cell?.text ?? '';
    if (!known.has(id)) row.say(cell, id === '' ? 'required' : 'unknown-indicator');
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return groups;
}

type SayAt = (cell: Cell | undefined, code: SheetProblemCode) => void;

const longest = 2000;

function readText(cell: Cell | undefined, say: SayAt, limit = longest): string {
  const text = cell?.text ?? '';
  if (text === '') say(cell, 'required');
  else if (text.length > limit) say(cell, 'too-long');
  return text;
}

/** English falls back to Thai: a province writes for its own people. */
function readWords(th: Cell | undefined, en: Cell | undefined, say: SayAt): Text {
  const thai = readText(th, say);
  const english = en?.text ?? '';
  if (english.length > longest) say(en, 'too-long');
  return { th: thai, en: english === '' ? thai : english };
}

function readNumber(cell: Cell | undefined, say: SayAt, [low, high]: readonly [number, number]): number {
  const text = toArabicDigits(cell?.text ?? '');
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (text === '') say(cell, 'required');
  else if (!(value >= low && value <= high)) say(cell, 'not-a-number');
  return Number.isNaN(value) ? low : value;
}

function readDecimal(cell: Cell | undefined, say: SayAt): string {
  const text = toArabicDigits(cell?.text ?? '')
    .replace(/%$/, '')
    .trim();
  if (text === '') say(cell, 'required');
  else if (parseDecimal(text) === null) say(cell, 'not-a-number');
  return text;
}

function readId(cell: Cell | undefined, say: SayAt): string {
  const text = cell?.text ?? '';
  if (text === '') say(cell, 'required');
  else if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)) say(cell, 'not-an-id');
  return text;
}

function readChoice<C extends Readonly<Record<string, string>>>(
  cell: Cell | undefined,
  list: C,
  say: SayAt,
  otherwise: keyof C,
): keyof C {
  const text = cell?.text ?? '';
  const found = Object.entries(list).find(([, word]) => word === text)?.[0];
  if (found === undefined) say(cell, text === '' ? 'required' : 'not-a-choice');
  return found ?? otherwise;
}

/** Empty means no. */
const readYes = (cell: Cell | undefined, say: SayAt): boolean =>
  (cell?.text ?? '') !== '' && readChoice(cell, choices.yesNo, say, 'no') === 'yes';

function readSet(book: Workbook, say: Say): Omit<Instrument, 'format' | 'grades' | 'aspects' | 'indicators'> {
  const sheet = book.set ?? [];
  if (book.set === undefined) say('set', '', 'missing-sheet');
  const cellOf = (key: keyof typeof setRows): Cell | undefined => {
    const row = sheet.findIndex(([label]) => label === setRows[key]);
    if (row < 0) return undefined;
    return { text: sheet[row]?.[1] ?? '', at: `B${row + 1}` };
  };
  for (const key of Object.keys(setRows) as (keyof typeof setRows)[])
    if (book.set !== undefined && cellOf(key) === undefined) say('set', '', 'missing-row', setRows[key]);
  const at: SayAt = (cell, code) => {
    if (cell !== undefined) say('set', cell.at, code, cell.text);
  };
  return {
    id: readId(cellOf('id'), at),
    version: readText(cellOf('version'), at, 40),
    year: readNumber(cellOf('year'), at, [2500, 2700]),
    title: readWords(cellOf('titleTh'), cellOf('titleEn'), at),
    sample: readYes(cellOf('sample'), at),
    passMark: readDecimal(cellOf('passMark'), at),
    method: readChoice(cellOf('method'), choices.method, at, 'mean-of-aspects'),
  };
}

const readGrade = ({ cells, say }: Row<'grades'>): Grade => ({
  id: readId(cells.id, say),
  name: readWords(cells.th, cells.en, say),
  from: readDecimal(cells.from, say),
});

const readAspect = ({ cells, say }: Row<'aspects'>): Aspect => ({
  number: readNumber(cells.number, say, [1, 9]),
  title: readWords(cells.th, cells.en, say),
});

function readIndicator(
  { cells, say }: Row<'indicators'>,
  rules: readonly Row<'rules'>[],
  items: readonly Row<'items'>[],
): Indicator {
  const source = cells.source?.text ?? '';
  return {
    id: readId(cells.id, say),
    number: readText(cells.number, say, 20),
    aspect: readNumber(cells.aspect, say, [1, 9]),
    title: readWords(cells.th, cells.en, say),
    appliesTo: readTypes(cells.appliesTo, say),
    points: readNumber(cells.points, say, [1, 100]),
    pilot: readYes(cells.pilot, say),
    provincial: readYes(cells.provincial, say),
    notApplicable: readChoice(cells.notApplicable, choices.notApplicable, say, 'never'),
    evidence: linesOf(cells.evidence).map(bothWays),
    systems: linesOf(cells.systems),
    rule: readRule({ cells, say }, rules, items),
    source: source === '' ? 'template' : source,
  };
}

const linesOf = (cell: Cell | undefined): readonly string[] =>
  (cell?.text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** "ไทย | English". */
function bothWays(text: string): Text {
  const [th = '', en = ''] = text.split('|').map((part) => part.trim());
  return { th, en: en === '' ? th : en };
}

function readTypes(cell: Cell | undefined, say: SayAt): readonly LaoType[] {
  const text = cell?.text ?? '';
  if (text === allTypes) return laoTypes;
  const words = text.split(/[,\n]/).flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
  const types = words.map((word) => laoTypes.find((type) => laoWords[type] === word));
  const found = types.filter((type) => type !== undefined);
  if (found.length === 0 || found.length < words.length) say(cell, text === '' ? 'required' : 'not-a-choice');
  return found;
}

function readRule(
  { cells, say }: Pick<Row<'indicators'>, 'cells' | 'say'>,
  rows: readonly Row<'rules'>[],
  items: readonly Row<'items'>[],
): Rule {
  const kind = readChoice(cells.rule, choices.rule, say, 'levels');
  if (rows.length < 2) say(cells.rule, 'no-rule');
  const points = (row: Row<'rules'>): number => readNumber(row.cells.points, row.say, [0, 100]);
  const words = (row: Row<'rules'>): Text => readWords(row.cells.th, row.cells.en, row.say);
  switch (kind) {
    case 'levels':
      return { kind, levels: rows.map((row) => ({ points: points(row), text: words(row) })) };
    case 'percent':
      return {
        kind,
        numerator: bothWays(readText(cells.what, say)),
        denominator: bothWays(readText(cells.denominator, say)),
        unit: bothWays(readText(cells.unit, say)),
        bands: rows.map((row) => ({ points: points(row), ...readBound(row), text: words(row) })),
      };
    case 'checklist':
      if (items.length === 0) say(cells.rule, 'no-rule');
      return {
        kind,
        items: items.map((row) => ({
          id: readId(row.cells.id, row.say),
          text: readWords(row.cells.th, row.cells.en, row.say),
        })),
        steps: rows.map((row) => ({ atLeast: readCount(row), points: points(row) })),
      };
    case 'deadline':
      return {
        kind,
        what: bothWays(readText(cells.what, say)),
        due: readDay(cells.due, say),
        steps: rows.map((row) => ({ lateDays: readLate(row), points: points(row), text: words(row) })),
      };
  }
}

const conditionOf = ({ cells }: Row<'rules'>): string =>
  toArabicDigits(cells.condition?.text ?? '').replace(/\s+/g, '');

function readBound(row: Row<'rules'>): { readonly from: string; readonly inclusive: boolean } {
  const match = /^(>=|≥|>)?(\d{1,15}(?:\.\d{1,6})?)%?$/.exec(conditionOf(row));
  if (match === null) row.say(row.cells.condition, 'bad-condition');
  return { from: match?.[2] ?? '0', inclusive: match?.[1] !== '>' };
}

function readCount(row: Row<'rules'>): number {
  const match = /^(?:>=|≥)?(\d{1,2})$/.exec(conditionOf(row));
  if (match === null) row.say(row.cells.condition, 'bad-condition');
  return Number(match?.[1] ?? 0);
}

function readLate(row: Row<'rules'>): number | null {
  if (conditionOf(row) === anyLater.replace(/\s+/g, '')) return null;
  const match = /^(?:<=|≤)?(\d{1,4})$/.exec(conditionOf(row));
  if (match === null) row.say(row.cells.condition, 'bad-condition');
  return Number(match?.[1] ?? 0);
}

function readDay(cell: Cell | undefined, say: SayAt): string {
  const text = cell?.text ?? '';
  const day = parseDate(serialDay(text) ?? text);
  if (day === null) say(cell, text === '' ? 'required' : 'not-a-date-cell');
  return day ?? '2000-01-01';
}

/** A date typed into a cell of text format is stored as Excel's day number (1 is 1900-01-01, with its leap-year error). */
function serialDay(text: string): string | null {
  const days = /^\d{5,6}$/.test(text) ? Number(text) : null;
  return days === null ? null : isoDay(days + excelEpoch);
}
/** Day 0 of Excel, 1899-12-30, in days since 1970-01-01. */
const excelEpoch = -25_569;
