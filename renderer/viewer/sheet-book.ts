import { read, SSF, utils, type CellObject, type ColInfo, type WorkSheet } from '@e965/xlsx';
import { thaiDate } from './thai-date.ts';
import {
  longestCell,
  mostColumns,
  mostRows,
  type SheetCell,
  type SheetFacts,
  type SheetRow,
} from './sheet-messages.ts';

export interface Book {
  readonly sheets: readonly SheetFacts[];
  readonly hasMacros: boolean;
  /** Rows [from, to) of a sheet. */
  rows(sheet: number, from: number, to: number): readonly SheetRow[];
}

const usualWidth = 72;
const widest = 600;
const mostMerges = 5_000;
const mostSheets = 200;

/** A workbook's cells as its program last computed and showed them; nothing is computed anew. */
export function readBook(bytes: Uint8Array): Book {
  const book = read(bytes, {
    type: 'array',
    dense: true,
    cellFormula: true,
    cellText: true,
    cellNF: true,
    cellHTML: false,
    cellStyles: true, // widths of columns come with them
    bookVBA: true,
    sheetRows: mostRows + 1,
  });
  const has1904 = book.Workbook?.WBProps?.date1904 === true;
  const names = book.SheetNames.slice(0, mostSheets);
  const sheets = names.map((name) => book.Sheets[name] ?? {});
  return {
    hasMacros: book.vbaraw !== undefined,
    sheets: sheets.map((sheet, index) =>
      factsOf(names[index] ?? '', sheet, (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0),
    ),
    rows: (index, from, to) => {
      const rows = (sheets[index] as { '!data'?: (CellObject | undefined)[][] } | undefined)?.['!data'] ?? [];
      return Array.from({ length: Math.max(0, to - from) }, (_, at) => {
        const row = rows[from + at] ?? [];
        return Array.from({ length: Math.min(row.length, mostColumns) }, (_empty, column) =>
          cellOf(row[column], has1904),
        );
      });
    },
  };
}

function factsOf(name: string, sheet: WorkSheet, isHidden: boolean): SheetFacts {
  const { '!ref': area, '!fullref': fullArea } = sheet as { '!ref'?: string; '!fullref'?: string };
  const { e: end } = utils.decode_range(area ?? 'A1');
  const { e: fullEnd } = utils.decode_range(fullArea ?? area ?? 'A1');
  const columns = Math.min(end.c + 1, mostColumns);
  return {
    name,
    rows: area === undefined ? 0 : Math.min(end.r + 1, mostRows),
    columns,
    widths: Array.from({ length: columns }, (_, column) => widthOf(sheet['!cols']?.[column])),
    merges: (sheet['!merges'] ?? [])
      .slice(0, mostMerges)
      .map(({ s, e }) => ({ top: s.r, left: s.c, bottom: Math.min(e.r, mostRows), right: Math.min(e.c, columns - 1) })),
    isHidden,
    isCut: fullEnd.r + 1 > mostRows || end.c + 1 > mostColumns,
  };
}

function widthOf(column: ColInfo | undefined): number {
  if (column?.hidden === true) return 0;
  const pixels = column?.wpx ?? usualWidth;
  return Number.isFinite(pixels) ? Math.max(8, Math.min(widest, pixels)) : usualWidth;
}

function cellOf(cell: CellObject | undefined, has1904: boolean): SheetCell | null {
  if (cell === undefined || (cell.v === undefined && cell.f === undefined)) return null;
  const date = dateOf(cell, has1904);
  const format = typeof cell.z === 'string' ? cell.z : '';
  const shown = date && thaiDate(date, format);
  return {
    text: (shown ?? cell.w ?? (cell.v === undefined ? '' : String(cell.v))).slice(0, longestCell),
    formula: cell.f === undefined ? null : `=${cell.f.slice(0, 8192)}`,
    isNumber: cell.t === 'n',
    date: date ? date.toISOString().slice(0, date.getTime() % 86_400_000 === 0 ? 10 : 19) : null,
  };
}

/** The library's types do not know what is in this part of it. */
const isDateFormat = (format: string): boolean =>
  (SSF as { readonly is_date: (format: string) => boolean }).is_date(format);

/** A number that is shown as a day; a mere time of day is none. */
function dateOf({ t, v, z }: CellObject, has1904: boolean): Date | null {
  if (t !== 'n' || typeof v !== 'number' || typeof z !== 'string' || !isDateFormat(z) || !/[dyeb]/i.test(z))
    return null;
  const serial = has1904 ? v + 1462 : v;
  // Day 60 of the table never was: it takes 1900 for a leap year.
  const date = new Date(Math.round((serial - 25_569 + (serial < 60 ? 1 : 0)) * 86_400) * 1000);
  return Number.isNaN(date.getTime()) ? null : date;
}
