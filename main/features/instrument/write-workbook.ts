import type { Worksheet } from 'exceljs';
import type { Instrument } from '#common/domain/instrument.ts';
import { choices, columns, sheetNames, type SheetKey } from '#common/domain/instrument-sheet.ts';
import { instrumentSheets } from '#common/domain/write-instrument-sheets.ts';

/** Lines of the sheet that nobody reads back. */
const guide = [
  'แม่แบบชุดตัวชี้วัด',
  'กรอกหรือแก้ไขในแต่ละแผ่น แล้วนำเข้าในโปรแกรม โปรแกรมจะบอกช่องที่ต้องแก้ทุกช่องในครั้งเดียว',
  'อย่าเปลี่ยนชื่อแผ่นและหัวคอลัมน์ ลำดับคอลัมน์สลับได้ แถวว่างข้ามได้ ช่องภาษาอังกฤษเว้นว่างได้',
  'เงื่อนไขในแผ่น “เกณฑ์คะแนน”: ชนิดระดับ เว้นว่าง · ชนิดร้อยละ เช่น ≥ 80 หรือ > 80 · ชนิดรายการ เช่น ≥ 3 · ชนิดกำหนดเวลา เช่น ≤ 0 (วันที่ช้า) และแถวสุดท้ายเขียนว่า เกินกว่านั้นหรือไม่ได้ทำ',
  'เรียงคะแนนของแต่ละข้อจากมากไปน้อย ข้อหนึ่งมีอย่างน้อยสองแถว',
  'วันที่ใส่เป็น พ.ศ. เช่น 20 ธ.ค. 2566 ใช้เลขไทยหรืออารบิกได้',
  'เมื่อแก้ไขชุดเดิม ให้เปลี่ยน “รุ่น” ทุกครั้ง',
];

/** The instrument as a workbook: headers that stay in view, columns wide enough, choices as lists. */
export async function writeWorkbook(instrument: Instrument): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  const note = book.addWorksheet('คำอธิบาย');
  note.getColumn(1).width = 110;
  for (const [index, line] of guide.entries()) {
    const cell = note.getCell(index + 1, 1);
    cell.value = line;
    cell.alignment = { wrapText: true, vertical: 'top' };
    cell.font = { bold: index === 0, size: index === 0 ? 14 : 11 };
  }
  for (const [key, rows] of Object.entries(instrumentSheets(instrument)) as [SheetKey, readonly string[][]][]) {
    const sheet = book.addWorksheet(sheetNames[key]);
    for (const row of rows) sheet.addRow(row);
    if (key === 'set') layOutSet(sheet);
    else layOut(sheet, rows);
    if (key === 'indicators') addLists(sheet, rows.length);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function layOutSet(sheet: Worksheet): void {
  sheet.getColumn(1).width = 30;
  sheet.getColumn(1).font = { bold: true };
  sheet.getColumn(2).width = 90;
  sheet.getColumn(2).alignment = { wrapText: true, vertical: 'top' };
  // Text, so that a version such as "1.10" stays what it is.
  sheet.getColumn(2).numFmt = '@';
}

function layOut(sheet: Worksheet, rows: readonly (readonly string[])[]): void {
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  const head = sheet.getRow(1);
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: 'middle' };
  head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EBEF' } };
  for (const [index] of (rows[0] ?? []).entries()) {
    const longest = Math.max(...rows.map((row) => (row[index] ?? '').length));
    const column = sheet.getColumn(index + 1);
    column.width = Math.min(60, Math.max(10, longest + 2));
    column.numFmt = '@';
    column.alignment = { wrapText: true, vertical: 'top' };
  }
}

function addLists(sheet: Worksheet, rows: number): void {
  const names = Object.keys(columns.indicators);
  const lists = {
    rule: choices.rule,
    pilot: choices.yesNo,
    provincial: choices.yesNo,
    notApplicable: choices.notApplicable,
  };
  for (const [name, words] of Object.entries(lists))
    for (let row = 2; row <= rows + 50; row++)
      sheet.getCell(row, names.indexOf(name) + 1).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`"${Object.values(words).join(',')}"`],
      };
}
