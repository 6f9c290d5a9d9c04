import { AlignmentType, Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import exceljs from 'exceljs';
import { settleZip } from './settle-zip.ts';

const font = 'TH SarabunPSK';
const fixedTime = new Date('2024-06-10T03:00:00Z');

const run = (text: string, strong = false) =>
  new TextRun({
    text,
    ...(strong ? { boldComplexScript: true } : {}),
    font: { name: font, cs: font },
    size: 32,
    sizeComplexScript: 32,
  });

/** A Word file as an office makes it: heading lines, paragraphs, one table. */
export async function wordFile(content: {
  readonly heading: readonly string[];
  readonly paragraphs: readonly string[];
  readonly table: readonly (readonly string[])[];
  readonly closing: readonly string[];
}): Promise<Buffer> {
  const document = new Document({
    creator: 'LPA Assessor sample data',
    sections: [
      {
        children: [
          ...content.heading.map(
            (line) => new Paragraph({ alignment: AlignmentType.CENTER, children: [run(line, true)] }),
          ),
          ...content.paragraphs.map((line) => new Paragraph({ indent: { firstLine: 1418 }, children: [run(line)] })),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: content.table.map(
              (row, index) =>
                new TableRow({
                  children: row.map(
                    (cell) => new TableCell({ children: [new Paragraph({ children: [run(cell, index === 0)] })] }),
                  ),
                }),
            ),
          }),
          ...content.closing.map((line) => new Paragraph({ alignment: AlignmentType.RIGHT, children: [run(line)] })),
        ],
      },
    ],
  });
  return settleZip(await Packer.toBuffer(document));
}

/** An Excel file: one sheet with a title, a head row, rows and formulas as the office typed them. */
export async function excelFile(content: {
  readonly sheet: string;
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly widths: readonly number[];
  readonly closing: readonly (readonly [string, string])[];
}): Promise<Buffer> {
  const book = new exceljs.Workbook();
  book.creator = 'LPA Assessor sample data';
  book.created = fixedTime;
  book.modified = fixedTime;
  const sheet = book.addWorksheet(content.sheet);
  sheet.columns = content.widths.map((width) => ({ width }));
  sheet.mergeCells(1, 1, 1, content.head.length);
  sheet.getCell(1, 1).value = content.title;
  sheet.addRow([...content.head]);
  for (const row of content.rows) sheet.addRow([...row]);
  for (const [label, formula] of content.closing) {
    const row = sheet.addRow([]);
    row.getCell(2).value = label;
    row.getCell(content.head.length).value = { formula, date1904: false };
  }
  sheet.eachRow((row, at) => {
    row.font = { name: font, size: 14, bold: at <= 2 };
    if (at > 1)
      row.eachCell((cell) => {
        cell.border = {
          top: { style: 'thin' },
          bottom: { style: 'thin' },
          left: { style: 'thin' },
          right: { style: 'thin' },
        };
        cell.alignment = { wrapText: true, vertical: 'top' };
      });
  });
  return settleZip(Buffer.from(await book.xlsx.writeBuffer()));
}
