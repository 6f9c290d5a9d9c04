import type { stream } from 'exceljs';

export type Cell = string | number | null;
type Writer = InstanceType<typeof stream.xlsx.WorkbookWriter>;

export interface Column {
  readonly head: string;
  readonly width: number;
  readonly isNumber?: boolean;
}

/** What one sheet of a workbook can hold, with its head. */
const mostRows = 1_048_575;
const mostText = 32_000;

/**
 * Text stays text: a string is never a formula in a workbook, and the text format keeps it one when somebody edits the
 * cell. What XML cannot carry is replaced.
 */
function cellOf(value: Cell): Cell {
  if (typeof value !== 'string') return value;
  const short = value.length > mostText ? `${value.slice(0, mostText)}…` : value;
  return short.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd');
}

const usedNames = new WeakMap<Writer, Set<string>>();

/** Excel allows 31 characters without some; and no name twice. */
function nameFor(book: Writer, wanted: string): string {
  const used = usedNames.get(book) ?? new Set<string>();
  usedNames.set(book, used);
  const base = wanted.replace(/[\\/*?:[\]']/g, '-');
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : ` (${number})`;
    const name = `${base.slice(0, 31 - end.length)}${end}`;
    if (used.has(name.toLowerCase())) continue;
    used.add(name.toLowerCase());
    return name;
  }
}

/** A sheet written row by row, none of which stays in memory. A full one goes on in another. */
export function addSheet(book: Writer, name: string, columns: readonly Column[]) {
  let rows = 0;
  let sheet = begin();
  function begin() {
    const added = book.addWorksheet(nameFor(book, name), { views: [{ state: 'frozen', ySplit: 1 }] });
    added.columns = columns.map(({ width, isNumber = false }) => ({
      width,
      style: isNumber ? {} : { numFmt: '@', alignment: { vertical: 'top' as const } },
    }));
    const head = added.addRow(columns.map((column) => cellOf(column.head)));
    head.font = { bold: true };
    head.alignment = { wrapText: true, vertical: 'top' };
    head.commit();
    return added;
  }
  return {
    add(cells: readonly Cell[]): void {
      if (rows === mostRows) {
        sheet.commit();
        sheet = begin();
        rows = 0;
      }
      rows += 1;
      sheet.addRow(cells.map(cellOf)).commit();
    },
    end: (): void => sheet.commit(),
  };
}
