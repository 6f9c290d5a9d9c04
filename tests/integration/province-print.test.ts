import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provinceHandlers } from '#main/features/province/handlers.ts';
import { createProvince } from '#main/features/province/service.ts';
import { printJob } from '#main/features/report/print-report.ts';
import { createExports } from '#main/lib/exports.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { writeScratch } from '#main/storage/scratch.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { provinceKey, provinceSources, type MadeProvince } from '#tests/support/province.ts';
import { readPdf, type PdfFacts } from '#tests/support/read-pdf.ts';
import { command } from '#tests/support/test-app.ts';

let page: PrintPage;
beforeAll(async () => {
  page = await openPrintPage();
});
afterAll(() => page.close());

function open(count: number, made: MadeProvince) {
  const exports = createExports(systemIds(systemClock));
  const province = createProvince({
    ...provinceSources(count, made),
    exports,
    clock: { now: () => Date.parse('2024-09-02T03:00:00Z') },
    emit: () => undefined,
    version: '9.9.9',
    keep: (source) => writeScratch(tmpdir(), source),
    current: () => {
      throw new Error('nothing is kept here');
    },
    renderReport: () => Promise.reject(new Error('no report is printed here')),
    printJob: (job) => printJob(page, job),
  });
  return { exports, handlers: provinceHandlers(province) };
}

async function summary(
  count: number,
  paper: { readonly language: 'th' | 'en'; readonly digits: 'thai' | 'arabic' },
  made: MadeProvince = {},
): Promise<{ readonly pdf: PdfFacts; readonly fileName: string; readonly bytes: Uint8Array }> {
  const { exports, handlers } = open(count, made);
  const { files } = await handlers['province.summary']({ group: provinceKey, ...paper, job: command() });
  const [file] = files;
  const bytes = (await exports.find(file?.ticket ?? '')?.read(0, file?.size ?? 0)) ?? new Uint8Array();
  return { pdf: readPdf(bytes), fileName: file?.fileName ?? '', bytes };
}

const lines = (pdf: PdfFacts): readonly string[] =>
  pdf.pages.flatMap((text) => text.split('\n')).map((line) => line.replace(/ +/g, ' ').trim());
const millimetre = 72 / 25.4;

/** Nothing outside the margins, and no two words on top of each other. */
function expectCleanPages(pdf: PdfFacts): void {
  pdf.pages.forEach((_, index) => {
    const words = pdf.words(index + 1);
    for (const word of words) {
      expect(word.left, word.text).toBeGreaterThan(30 * millimetre - 1);
      expect(word.right, word.text).toBeLessThan(190 * millimetre + 1);
    }
    const overlapping = words.filter((a, i) =>
      words.slice(i + 1).some((b) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return wide > 1 && high > 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top);
      }),
    );
    expect(overlapping.map((word) => word.text)).toEqual([]);
  });
}

describe('the summary of a province in Thai', () => {
  let pdf: PdfFacts;
  let fileName: string;
  beforeAll(async () => {
    ({ pdf, fileName } = await summary(60, { language: 'th', digits: 'thai' }, { withOpen: true, damaged: [3] }));
  });

  test('is a tagged A4 document with a title, Sarabun embedded, charts drawn and not pictured', () => {
    expect(fileName).toBe('สรุปผลจังหวัด-LPA2567-ธารานคร.pdf');
    expect(pdf.info['Page size']).toContain('A4');
    expect(pdf.info.Tagged).toBe('yes');
    expect(pdf.info.Title).toBe('สรุปผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี ๒๕๖๗ จังหวัดธารานคร');
    for (const font of pdf.fonts) {
      expect(font.name).toMatch(/^[A-Z]{6}\+Sarabun-(Regular|Bold)$/);
      expect(font).toMatchObject({ embedded: true, toUnicode: true });
    }
    expect(pdf.images).toBe(0);
  });

  test.each([
    'สรุปผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น',
    'จังหวัดธารานคร',
    'ประจำปี ๒๕๖๗ จำนวน ๕๖ แห่ง มีองค์กรปกครองส่วนท้องถิ่นผ่านเกณฑ์ร้อยละ ๗๐ จำนวน',
    '๓๘ แห่ง คิดเป็นร้อยละ ๖๗.๘๖ ดังรายละเอียดต่อไปนี้',
    'ร้อยละเฉลี่ย (ค่าเฉลี่ยร้อยละของ ๕ ด้าน) ๗๗.๘๘',
    '๑ การบริหารจัดการ ๕๖ ๑๐๐.๐๐ ๗๗.๗๗ ๒๒.๕๐ ๑๐๐.๐๐ ๓๙',
    'ผลรวมตามวิธีที่ใช้ตัดสิน ๕๖ – ๗๗.๘๘ ๔๐.๗๙ ๑๐๐.๐๐ ๓๘',
    'ด้านที่ ๕ ๗๖.๑๗',
    'เทศบาลตำบล ๑๕ ๗๖.๕๐ ๙ ๒ ๓ ๔ ๖',
    'รวม ๕๖ ๗๗.๘๘ ๓๘ ๑๕ ๗ ๑๖ ๑๘',
    'ต่ำกว่าเกณฑ์ ๑๘',
    '๓๙ คุณภาพน้ำอุปโภคบริโภค ๕ ๖๔.๒๙ ๕๖ ๓๓ ๑๘ ๐',
    '๑ องค์การบริหารส่วนตำบลปู่เจ้าที่ ๑๐ ปู่เจ้า ๑๐๐.๐๐ ดีเด่น',
    '๐๖๙๙๐๐๕๙ อำเภอกุดชี้',
  ])('gives back exactly "%s"', (expected) => expect(lines(pdf)).toContain(expected));

  test('says over how many LAOs its averages are, and names those that are not in it', () => {
    const text = pdf.pages.join('\n').replace(/\s+/g, ' ');
    expect(text).toContain('ที่ทีมประเมินสรุปผลแล้ว ๕๖ แห่ง จาก ๖๐ แห่งที่มีข้อมูลใน');
    const left = text.slice(text.indexOf('อปท. ที่มีข้อมูลในเครื่องนี้แต่ไม่ได้นำมารวม'));
    expect(left).toContain('๐๖๙๙๐๐๐๓ น้ำใส อ่านข้อมูลไม่ได้');
    expect(left).toContain('๐๖๙๙๐๐๐๗ ท่าแก้วที่ ๗ ทีมยังไม่สรุปผล');
  });

  test('numbers its pages, repeats heads of tables and keeps the signatures together', () => {
    const thai = (value: number) =>
      String(value).replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    pdf.layout.forEach((text, index) => {
      expect(text).toContain(`หน้า ${thai(index + 1)} จาก ${thai(pdf.pages.length)}`);
    });
    const annex = pdf.pages.findIndex((text) => text.includes('ภาคผนวก ผลการประเมินราย อปท.'));
    expect(pdf.pages.length - annex).toBeGreaterThan(2);
    for (const text of pdf.pages.slice(annex, -1)) expect(text).toMatch(/องค์กรปกครองส่วน\s*ท้องถิ่น/);
    const signed = pdf.pages.filter((text) => text.includes('ผู้จัดทำ'));
    expect(signed).toHaveLength(1);
    expect(signed[0]?.match(/ลงชื่อ/g)).toHaveLength(2);
  });

  test('has clean pages', () => expectCleanPages(pdf));
});

test('the English summary is in English and Arabic digits', async () => {
  const { pdf, fileName } = await summary(12, { language: 'en', digits: 'arabic' });
  expect(fileName).toBe('summary-LPA2567-ธารานคร.pdf');
  const text = pdf.pages.join('\n');
  expect(text).toContain('Of the 12 local administrative organisations in ธารานคร Province');
  expect(text).not.toMatch(/[๐-๙]/);
  pdf.layout.forEach((page_, index) => expect(page_).toContain(`Page ${index + 1} of ${pdf.pages.length}`));
  expectCleanPages(pdf);
});
