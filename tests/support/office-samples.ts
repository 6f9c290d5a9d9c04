import { CFB, utils, write, type WorkSheet } from '@e965/xlsx';
import {
  Document,
  ExternalHyperlink,
  ImageRun,
  LevelFormat,
  Packer,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import exceljs from 'exceljs';
import sharp from 'sharp';

const font = { name: 'TH SarabunPSK', cs: 'TH SarabunPSK' };
const line = (text: string) =>
  new Paragraph({ children: [new TextRun({ text, font, size: 32, sizeComplexScript: 32 })] });

/** A letter of two sections: words, a numbered list that goes on over the break, a table, a picture, a link. */
export async function letterFile(): Promise<Buffer> {
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c02020' } })
    .png()
    .toBuffer();
  const item = (text: string) =>
    new Paragraph({ numbering: { reference: 'list', level: 0 }, children: [new TextRun({ text, font, size: 32 })] });
  const document = new Document({
    numbering: {
      config: [{ reference: 'list', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', start: 1 }] }],
    },
    sections: [
      {
        children: [
          line('รายงานการประชุมสภาเทศบาล ครั้งที่ ๒'),
          line('เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ ผู้บริหารชี้แจงแผนพัฒนาท้องถิ่น'),
          item('รับรองรายงานการประชุม'),
          item('พิจารณางบประมาณ'),
          new Table({
            rows: [
              new TableRow({ children: ['รายการ', 'บาท'].map((text) => new TableCell({ children: [line(text)] })) }),
            ],
          }),
          new Paragraph({
            children: [
              new ImageRun({ type: 'png', data: picture, transformation: { width: 60, height: 40 } }),
              new ExternalHyperlink({
                link: 'https://example.invalid/x',
                children: [new TextRun({ text: 'ลิงก์ประกาศ', font })],
              }),
            ],
          }),
        ],
      },
      {
        properties: { type: SectionType.NEXT_PAGE },
        children: [item('ปิดประชุม'), line('หน้าที่สองของรายงาน')],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** A workbook: Thai dates, a formula with its value, merged cells, many rows on a second sheet, a hidden third. */
export async function bookFile(rows: number): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const first = book.addWorksheet('สรุปรายรับ');
  first.columns = [{ width: 30 }, { width: 18 }, { width: 18 }];
  first.mergeCells('A1:C1');
  first.getCell('A1').value = 'สรุปรายรับประจำปี';
  first.getCell('A2').value = 'วันที่รับ';
  first.getCell('B2').value = new Date(Date.UTC(2023, 11, 20));
  first.getCell('B2').numFmt = '[$-107041E]d mmm yyyy;@';
  first.getCell('A3').value = 'ภาษีที่ดิน';
  first.getCell('B3').value = 1250000.5;
  first.getCell('B3').numFmt = '#,##0.00';
  first.getCell('A4').value = 'รวม';
  first.getCell('B4').value = { formula: 'SUM(B3:B3)*2', result: 2500001 };
  const second = book.addWorksheet('ทะเบียน');
  for (let at = 1; at <= rows; at += 1) second.addRow([at, `รายการที่ ${at}`, at * 3]);
  book.addWorksheet('ภายใน', { state: 'hidden' }).getCell('A1').value = 'ซ่อนอยู่';
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The same small table in another program's format. */
export function otherBook(format: 'ods' | 'biff8'): Buffer {
  const sheet: WorkSheet = utils.aoa_to_sheet([
    ['ชื่อ', 'จำนวน'],
    ['ถังขยะ', 12],
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'ทะเบียน');
  return write(book, { type: 'buffer', bookType: format }) as Buffer;
}

/** Thai text as programs of the windows-874 age wrote it. */
export const inWindows874 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code >= 0x0e01 && code <= 0x0e5b ? code - 0x0e00 + 0xa0 : code;
    }),
  );

/** The library's own types say nothing of it. */
interface ContainerLibrary {
  readonly utils: {
    readonly cfb_new: () => object;
    readonly cfb_add: (file: object, name: string, bytes: Uint8Array) => void;
  };
  readonly write: (file: object, options: { readonly type: 'buffer' }) => Uint8Array;
}

/** An old Word file as far as its container goes. */
export function oldWordFile(): Buffer {
  const { utils: container, write: writeContainer } = CFB as ContainerLibrary;
  const file = container.cfb_new();
  container.cfb_add(file, '/WordDocument', Buffer.alloc(5000, 7));
  return Buffer.from(writeContainer(file, { type: 'buffer' }));
}
