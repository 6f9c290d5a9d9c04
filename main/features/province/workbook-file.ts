import { finished } from 'node:stream/promises';
import type { stream as exceljsStream } from 'exceljs';
import type { Language } from '#common/domain/text.ts';
import { indicatorTable, totalsTable, type Cell, type Column, type Table } from '#common/formats/result-tables.ts';
import { collectBytes } from './collect-bytes.ts';
import type { DataFile, DataFileOptions } from './data-file.ts';

type Book = exceljsStream.xlsx.WorkbookWriter;
type Sheet = ReturnType<Book['addWorksheet']>;

/** Characters that a cell of a workbook holds at most. */
const longest = 32_767;
const formats: Readonly<Record<Column['kind'], string>> = { text: '@', number: 'General', percent: '0.00' };

/**
 * Two sheets, a row per LAO and a row per indicator, written as results come. Text cells have the format "text": what
 * begins with "=" stays text, also after somebody has gone into the cell and out of it.
 */
export async function openWorkbookFile(options: DataFileOptions): Promise<DataFile> {
  const { instrument, language } = options;
  const { default: exceljs } = await import('exceljs');
  const { stream, bytes } = collectBytes();
  const ended = finished(stream);
  ended.catch(() => undefined); // told by `end`
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheets = [totalsTable(instrument, language), indicatorTable(instrument, language)].map((table) => ({
    table,
    sheet: openSheet(book, table, language),
  }));
  let results = 0;
  let drafts = 0;
  return {
    async add(result) {
      results += 1;
      if (result.finalised === null) drafts += 1;
      for (const { table, sheet } of sheets)
        for (const row of table.rows(result))
          sheet.addRow(row.map((cell, index) => cellOf(cell, table.columns[index]))).commit();
    },
    async end() {
      for (const { sheet } of sheets) sheet.commit();
      writeGuide(book, guideLines(options, results, drafts));
      // A stream that failed before would keep the writer waiting.
      await Promise.race([book.commit(), ended]);
      await ended;
      return bytes();
    },
  };
}

function openSheet(book: Book, table: Table, language: Language): Sheet {
  const sheet = book.addWorksheet(table.name[language], { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = table.columns.map(({ width, kind }) => ({ width, style: { numFmt: formats[kind] } }));
  const head = sheet.addRow(table.columns.map(({ header }) => header[language]));
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: 'middle' };
  head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EBEF' } };
  head.commit();
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: table.columns.length } };
  return sheet;
}

function cellOf(cell: Cell, column: Column | undefined): Cell {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return cell;
  if (column?.kind === 'percent') return Number(cell);
  return Buffer.from(cell).toString().slice(0, longest);
}

function guideLines(
  { instrument, instrumentDigest, language, exportedAt, software }: DataFileOptions,
  results: number,
  drafts: number,
): readonly (readonly [string, string])[] {
  const th = language === 'th';
  return [
    [th ? 'ชุดตัวชี้วัด' : 'Instrument', `${instrument.title[language]} ${instrument.version}`],
    ['SHA-256', instrumentDigest],
    [th ? 'จำนวน อปท.' : 'LAOs', String(results)],
    [th ? 'เป็นฉบับร่าง' : 'Drafts', String(drafts)],
    [th ? 'ส่งออกเมื่อ' : 'Exported', exportedAt],
    [th ? 'โปรแกรม' : 'Software', `${software.name} ${software.version}`],
    ...(instrument.sample
      ? [
          [
            th ? 'ข้อควรทราบ' : 'Note',
            th
              ? 'ใช้ชุดตัวชี้วัดตัวอย่าง ไม่ใช่แบบประเมินของกรมส่งเสริมการปกครองท้องถิ่น'
              : 'A sample instrument, not the book of the Department of Local Administration.',
          ] as const,
        ]
      : []),
  ];
}

function writeGuide(book: Book, lines: readonly (readonly [string, string])[]): void {
  const sheet = book.addWorksheet('info');
  sheet.columns = [
    { width: 24, style: { numFmt: '@', font: { bold: true } } },
    { width: 90, style: { numFmt: '@' } },
  ];
  for (const line of lines) sheet.addRow([...line]).commit();
  sheet.commit();
}
