import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import { columns, sheetNames, type Sheet, type SheetKey, type Workbook } from './instrument-sheet.ts';
import { readInstrumentSheets } from './read-instrument-sheets.ts';
import { instrumentSheets } from './write-instrument-sheets.ts';

const shipped = JSON.parse(
  readFileSync(new URL('../../resources/instruments/lpa-2567-sample.json', import.meta.url), 'utf8'),
) as Instrument;

const book = (): Record<SheetKey, string[][]> =>
  structuredClone(instrumentSheets(shipped)) as unknown as Record<SheetKey, string[][]>;
/** Column of a header in a sheet. */
const at = (key: keyof typeof columns, name: string): number => Object.keys(columns[key]).indexOf(name);
const problemsOf = (changed: Workbook) =>
  readInstrumentSheets(changed).problems.map(({ sheet, cell, code }) => `${sheet} ${cell} ${code}`);

test('the shipped instrument goes into sheets and back without a change', () => {
  const { instrument, problems } = readInstrumentSheets(instrumentSheets(shipped));
  expect(problems).toEqual([]);
  expect(instrument).toEqual(shipped);
});

test('columns may stand in any order, empty rows are skipped, English may be left out, Thai digits count', () => {
  const sheets = book();
  const turned = (sheet: Sheet): Sheet => sheet.map((row) => row.toReversed());
  const [head, first, ...rest] = sheets.rules;
  const rules = [head!, ['', '', '', '', ''], first!.map((cell, index) => (index === 4 ? '' : cell)), ...rest];
  const indicators = sheets.indicators.map((row, index) =>
    index === 1 ? row.with(at('indicators', 'points'), '๕') : row,
  );
  const { instrument, problems } = readInstrumentSheets({
    ...sheets,
    rules,
    indicators: turned(indicators),
    aspects: turned(sheets.aspects),
  });
  expect(problems).toEqual([]);
  expect(instrument?.aspects).toEqual(shipped.aspects);
  expect(instrument?.indicators[0]?.points).toBe(5);
  const rule = instrument?.indicators[0]?.rule;
  const text = rule?.kind === 'levels' ? rule.levels[0]?.text : rule?.kind === 'percent' ? rule.bands[0]?.text : null;
  expect(text?.en).toBe(text?.th);
});

describe('faults are named with their cell', () => {
  test.each<[string, (sheets: Record<SheetKey, string[][]>) => void, string]>([
    ['no sheet', (s) => delete (s as Partial<typeof s>).aspects, 'aspects  missing-sheet'],
    ['no column', (s) => void (s.indicators[0]![2] = 'อื่น'), 'indicators  missing-column'],
    ['no row in the first sheet', (s) => void s.set.splice(1, 1), 'set  missing-row'],
    ['an empty title', (s) => void (s.indicators[4]![3] = ''), 'indicators D5 required'],
    ['points that are no number', (s) => void (s.indicators[1]![5] = 'ห้า'), 'indicators F2 not-a-number'],
    ['too many points', (s) => void (s.indicators[1]![5] = '500'), 'indicators F2 not-a-number'],
    ['an unknown kind of rule', (s) => void (s.indicators[2]![6] = 'เดา'), 'indicators G3 not-a-choice'],
    ['an unknown kind of LAO', (s) => void (s.indicators[2]![7] = 'อบต., อำเภอ'), 'indicators H3 not-a-choice'],
    ['a yes that is none', (s) => void (s.indicators[2]![8] = 'yes'), 'indicators I3 not-a-choice'],
    ['an id with a space', (s) => void (s.indicators[1]![0] = 'i 01'), 'indicators A2 not-an-id'],
    ['a rule for nobody', (s) => void (s.rules[1]![0] = 'i999'), 'rules A2 unknown-indicator'],
    ['a rule without points', (s) => void (s.rules[1]![1] = ''), 'rules B2 required'],
    ['a text that is too long', (s) => void (s.rules[1]![3] = 'ก'.repeat(2001)), 'rules D2 too-long'],
    ['a year of our era', (s) => void (s.set[2]![1] = '2024'), 'set B3 not-a-number'],
    ['a pass mark above 100', (s) => void (s.set[6]![1] = '170'), 'set  pass-mark'],
    ['an id twice', (s) => void (s.indicators[2]![0] = s.indicators[1]![0]!), 'indicators A3 duplicate-id'],
    ['an aspect without indicators', (s) => void s.aspects.push(['9', 'ว่าง', '']), 'aspects A7 empty-aspect'],
  ])('%s', (_, spoil, problem) => {
    const sheets = book();
    spoil(sheets);
    expect(problemsOf(sheets)).toContain(problem);
    expect(readInstrumentSheets(sheets).instrument).toBeNull();
  });

  test('conditions of each kind of rule', () => {
    const sheets = book();
    const condition = at('rules', 'condition');
    const rowOf = (kind: string) => {
      const id = shipped.indicators.find(({ rule }) => rule.kind === kind)!.id;
      return sheets.rules.findIndex(([indicator]) => indicator === id);
    };
    const spoiled = ['percent', 'checklist', 'deadline'].map(rowOf);
    for (const row of spoiled) sheets.rules[row]![condition] = 'มากๆ';
    expect(problemsOf(sheets)).toEqual(
      spoiled.toSorted((a, b) => a - b).map((row) => `rules C${row + 1} bad-condition`),
    );
  });

  test('levels out of order are shown at the first rule of their indicator', () => {
    const sheets = book();
    const levels = shipped.indicators.find(({ rule }) => rule.kind === 'levels')!;
    const row = sheets.rules.findIndex(([id]) => id === levels.id);
    [sheets.rules[row]![1], sheets.rules[row + 1]![1]] = [sheets.rules[row + 1]![1]!, sheets.rules[row]![1]!];
    expect(problemsOf(sheets)).toEqual([`rules A${row + 1} levels-not-descending`]);
  });

  test('every fault of a file is told at once, not the first alone', () => {
    const sheets = book();
    for (const row of [1, 2, 3]) sheets.indicators[row]![3] = '';
    sheets.aspects[1]![0] = 'ก';
    expect(problemsOf(sheets)).toHaveLength(4);
  });

  test('a day in พ.ศ. or as a date cell is the same day', () => {
    const sheets = book();
    const deadline = shipped.indicators.findIndex(({ rule }) => rule.kind === 'deadline');
    const due = at('indicators', 'due');
    sheets.indicators[deadline + 1]![due] = '๒๐ ธันวาคม ๒๕๖๖';
    const rule = readInstrumentSheets(sheets).instrument?.indicators[deadline]?.rule;
    expect(rule?.kind === 'deadline' ? rule.due : null).toBe('2023-12-20');
    sheets.indicators[deadline + 1]![due] = '45280';
    const counted = readInstrumentSheets(sheets).instrument?.indicators[deadline]?.rule;
    expect(counted?.kind === 'deadline' ? counted.due : null).toBe('2023-12-20');
    sheets.indicators[deadline + 1]![due] = 'สิ้นปี';
    expect(problemsOf(sheets)).toEqual([`indicators Q${deadline + 2} not-a-date-cell`]);
  });
});

test('nothing at all is a list of missing sheets, not an exception', () => {
  expect(problemsOf({})).toEqual(
    ['set', 'grades', 'aspects', 'indicators', 'rules'].map((sheet) => `${sheet}  missing-sheet`),
  );
  expect(Object.keys(sheetNames)).toContain('items');
});
