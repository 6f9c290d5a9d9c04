import type { Indicator, Instrument } from '#common/domain/instrument.ts';
import { choices, columns, columnName, type SheetKey } from '#common/domain/instrument-sheet.ts';
import { readInstrumentSheets, type SheetProblem } from '#common/domain/read-instrument-sheets.ts';
import { instrumentSheets } from '#common/domain/write-instrument-sheets.ts';

/** What a province writes about one indicator of its own: the cells of the template, so that one reader judges both. */
export interface ProvincialDraft {
  readonly id: string;
  readonly number: string;
  readonly aspect: string;
  readonly th: string;
  readonly en: string;
  readonly rule: RuleWord;
  readonly notApplicable: string;
  readonly evidence: string;
  readonly systems: string;
  readonly what: string;
  readonly denominator: string;
  readonly unit: string;
  readonly due: string;
  readonly rows: readonly { readonly points: string; readonly condition: string; readonly th: string }[];
  readonly items: readonly { readonly th: string }[];
}
export type RuleWord = (typeof choices.rule)[keyof typeof choices.rule];

export interface ProvincialForm {
  readonly version: string;
  readonly drafts: readonly ProvincialDraft[];
}

/** react-hook-form writes into its values. */
export interface EditedForm {
  version: string;
  drafts: EditedDraft[];
}
type EditedDraft = {
  -readonly [K in keyof ProvincialForm['drafts'][number]]: K extends 'rows'
    ? { points: string; condition: string; th: string }[]
    : K extends 'items'
      ? { th: string }[]
      : ProvincialForm['drafts'][number][K];
};

/** The province's indicators of an instrument, ready to be written anew. */
export function provincialForm(base: Instrument, province: string): ProvincialForm {
  const sheets = instrumentSheets(base);
  const own = base.indicators.filter(({ provincial }) => provincial);
  return { version: `${base.version}-${province}`, drafts: own.map((one) => draftOf(one, sheets)) };
}

function draftOf({ id, source }: Indicator, sheets: ReturnType<typeof instrumentSheets>): ProvincialDraft {
  const names = Object.keys(columns.indicators);
  const row = sheets.indicators.find(([cell]) => cell === id) ?? [];
  const cell = (name: keyof typeof columns.indicators): string => row[names.indexOf(name)] ?? '';
  return {
    ...{ id, number: cell('number'), aspect: cell('aspect'), th: cell('th') },
    // English words of a placeholder would stand beside another Thai title.
    en: source === 'province' && cell('en') !== cell('th') ? cell('en') : '',
    rule: cell('rule') as RuleWord,
    ...{ notApplicable: cell('notApplicable'), evidence: thaiLines(cell('evidence')), systems: cell('systems') },
    ...{ what: cell('what'), denominator: cell('denominator'), unit: cell('unit'), due: cell('due') },
    rows: sheets.rules
      .filter(([indicator]) => indicator === id)
      .map(([, points = '', condition = '', th = '']) => ({ points, condition, th })),
    items: sheets.items.filter(([indicator]) => indicator === id).map(([, , th = '']) => ({ th })),
  };
}

const thaiLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.split('|')[0]?.trim() ?? '')
    .join('\n');

/** A fault at the place in the form where it is to be put right. */
interface FormProblem {
  /** "version", "drafts.0.th", "drafts.1.rows.2.points". */
  readonly path: string;
  readonly code: SheetProblem['code'];
}

export interface Composed {
  readonly instrument: Instrument | null;
  readonly problems: readonly FormProblem[];
}

/** The instrument with the province's own indicators in their places. */
export function composeInstrument(base: Instrument, { version, drafts }: ProvincialForm): Composed {
  const sheets = instrumentSheets(base);
  const names = Object.keys(columns.indicators) as (keyof typeof columns.indicators)[];
  const own = new Set(drafts.map(({ id }) => id));
  const indicators = sheets.indicators.map((row) => {
    const draft = drafts.find(({ id }) => id === row[0]);
    return draft === undefined ? row : names.map((name, index) => cellOf(draft, name) ?? row[index] ?? '');
  });
  const strange = (row: readonly string[]) => !own.has(row[0] ?? '');
  const otherRules = sheets.rules.filter(strange);
  const otherItems = sheets.items.filter(strange);
  // English words of the placeholder would stand beside other Thai ones.
  const rules = drafts.flatMap(({ id, rows }) => rows.map((row) => [id, row.points, row.condition, row.th, '']));
  const items = drafts.flatMap((draft) =>
    draft.rule === choices.rule.checklist
      ? draft.items.map((item, index) => [draft.id, `p${index + 1}`, item.th, ''])
      : [],
  );
  const book = {
    ...sheets,
    set: sheets.set.map((row, index) => (index === 1 ? [row[0] ?? '', version.trim()] : row)),
    indicators,
    rules: [...otherRules, ...rules],
    items: [...otherItems, ...items],
  };
  const { instrument, problems } = readInstrumentSheets(book);
  const places = placesOf(drafts, { indicators, rules: otherRules.length, items: otherItems.length });
  return {
    instrument,
    problems: problems.map(({ sheet, cell, code }) => ({ path: places.get(`${sheet} ${cell}`) ?? 'version', code })),
  };
}

type CellName = keyof typeof columns.indicators;
const written: readonly CellName[] = [
  ...(['number', 'aspect', 'th', 'en', 'rule', 'notApplicable', 'evidence', 'systems'] as const),
  ...(['what', 'denominator', 'unit', 'due'] as const),
];

function cellOf(draft: ProvincialDraft, name: CellName): string | null {
  if (name === 'source') return 'province';
  if (!written.includes(name)) return null;
  return draft[name as Exclude<keyof ProvincialDraft, 'rows' | 'items'>].trim();
}

/** Cell of the workbook → path in the form. */
function placesOf(
  drafts: readonly ProvincialDraft[],
  before: { readonly indicators: readonly (readonly string[])[]; readonly rules: number; readonly items: number },
): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const put = (sheet: SheetKey, column: number, row: number, path: string) =>
    places.set(`${sheet} ${columnName(column)}${row}`, path);
  const names = Object.keys(columns.indicators);
  // Row 1 holds the headers, and so does the first of `before`.
  let rule = before.rules + 1;
  let item = before.items + 1;
  for (const [index, draft] of drafts.entries()) {
    const row = before.indicators.findIndex(([id]) => id === draft.id) + 1;
    for (const name of written) put('indicators', names.indexOf(name), row, `drafts.${index}.${name}`);
    put('indicators', 0, row, `drafts.${index}.rule`);
    for (const at of draft.rows.keys()) {
      put('rules', 0, rule, `drafts.${index}.rule`);
      for (const [column, name] of ['points', 'condition', 'th'].entries())
        put('rules', column + 1, rule, `drafts.${index}.rows.${at}.${name}`);
      rule++;
    }
    if (draft.rule !== choices.rule.checklist) continue;
    for (const at of draft.items.keys()) put('items', 2, item++, `drafts.${index}.items.${at}.th`);
  }
  return places;
}

/** Rows to begin with when the kind of rule is changed. */
export function firstRows(rule: RuleWord): Pick<ProvincialDraft, 'rows' | 'items'> {
  const steps = (conditions: readonly string[]) =>
    ['5', '3', '1', '0'].map((points, index) => ({ points, condition: conditions[index] ?? '', th: '' }));
  switch (rule) {
    case 'ระดับ':
      return { rows: steps([]), items: [] };
    case 'ร้อยละ':
      return { rows: steps(['≥ 80', '≥ 60', '≥ 40', '≥ 0']), items: [] };
    case 'รายการ':
      return { rows: steps(['≥ 3', '≥ 2', '≥ 1', '≥ 0']), items: [{ th: '' }, { th: '' }, { th: '' }] };
    case 'กำหนดเวลา':
      return { rows: steps(['≤ 0', '≤ 15', '≤ 30', 'เกินกว่านั้นหรือไม่ได้ทำ']), items: [] };
  }
}
