import exceljs, { type CellValue, type Worksheet } from 'exceljs';
import yauzl from 'yauzl';
import { AppError } from '#common/contract/failures.ts';
import { sheetNames, type Sheet, type SheetKey, type Workbook } from '#common/domain/instrument-sheet.ts';

const mostUnpacked = 48 * 1024 * 1024;
const mostEntries = 400;
const mostRows = 20_000;
const mostColumns = 40;

/**
 * The sheets of a template as text, for a thread only. A workbook is a zip of XML from anybody: it is unpacked once for
 * its size alone, as it stands and not as it says, before a parser gets it.
 */
export async function parseWorkbook(bytes: Buffer): Promise<Workbook> {
  await checkSize(bytes);
  const book = new exceljs.Workbook();
  try {
    await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
  } catch (error) {
    throw new AppError('file.unreadable', { reason: 'not-xlsx' }, { cause: error });
  }
  const sheets: Partial<Record<SheetKey, Sheet>> = {};
  for (const [key, name] of Object.entries(sheetNames) as [SheetKey, string][]) {
    const sheet = book.getWorksheet(name);
    if (sheet !== undefined) sheets[key] = rowsOf(sheet);
  }
  return sheets;
}

async function checkSize(bytes: Buffer): Promise<void> {
  const notZip = (error: unknown) => new AppError('file.unreadable', { reason: 'not-xlsx' }, { cause: error });
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true }).catch((error: unknown) => {
    throw notZip(error);
  });
  if (zip.entryCount > mostEntries) throw new AppError('zip.bomb');
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry())
      for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        if (unpacked > mostUnpacked) throw new AppError('zip.bomb');
      }
  } catch (error) {
    throw error instanceof AppError ? error : notZip(error);
  }
}

function rowsOf(sheet: Worksheet): Sheet {
  const rows: string[][] = [];
  const height = Math.min(sheet.rowCount, mostRows);
  const width = Math.min(sheet.columnCount, mostColumns);
  for (let row = 1; row <= height; row++) {
    const cells = sheet.getRow(row);
    rows.push(
      Array.from({ length: width }, (_, index) => {
        const cell = cells.getCell(index + 1);
        return textOf(cell.value, cell.numFmt).trim();
      }),
    );
  }
  return rows;
}

/** A cell as a person reads it; a day as ISO 8601, the result of a formula instead of the formula. */
function textOf(value: CellValue, format: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number')
    return String(format?.includes('%') === true ? Number((value * 100).toFixed(6)) : value);
  if (typeof value === 'boolean') return value ? 'ใช่' : 'ไม่';
  if (typeof value === 'string') return value.normalize('NFC');
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('result' in value) return textOf(value.result, format);
  if ('text' in value) return textOf(value.text, format);
  return '';
}
