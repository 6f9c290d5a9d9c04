import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPaper } from '#common/domain/paper/build-paper.ts';
import { paperKinds, type PaperKind } from '#common/domain/paper/paper.ts';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { expectCleanPages } from '#tests/support/clean-pages.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { readPdf, type PdfFacts } from '#tests/support/read-pdf.ts';
import { samplePapers } from '#tests/support/sample-papers.ts';
import { screen, screenshotOf } from '#tests/support/screenshots.ts';

let page: PrintPage;
let screenshots: readonly TeamEvidence[];
beforeAll(async () => {
  page = await openPrintPage();
  const picture = await screen(1).png().toBuffer();
  screenshots = [screenshotOf(1, picture, { title: 'ภาพหน้าจอ e-LAAS' })];
  for (const { id } of screenshots) page.evidence.set(id, picture);
});
afterAll(() => page.close());

type Options = Parameters<typeof samplePapers>[0];
async function print(kind: PaperKind, options: Options = {}): Promise<PdfFacts> {
  const ticket = page.printData.offer(buildPaper(kind, samplePapers({ screenshots, ...options })));
  return readPdf(await page.print(`/print.html?ticket=${ticket}`, { format: 'A4' }));
}

const plain = (line: string) => line.replace(/ +/g, ' ').trim();
const lines = (pdf: PdfFacts) => pdf.layout.flatMap((text) => text.split('\n')).map(plain);
/** As one line: a sentence is found wherever it wraps. */
const joinedText = (pdf: PdfFacts) => pdf.pages.join('').replace(/\s+/g, '');
const millimetre = 72 / 25.4;
const thai = (value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));

const said: Readonly<
  Record<PaperKind, { readonly title: string; readonly lines: readonly string[]; readonly text: string }>
> = {
  differences: {
    title: 'บัญชีคะแนนที่ทีมประเมินให้ต่างจากการประเมินตนเอง เทศบาลตำบลท่าแก้วพัฒนา',
    lines: [
      'บัญชีคะแนนที่ทีมประเมินให้ต่างจากการประเมินตนเอง',
      'เทศบาลตำบลท่าแก้วพัฒนา อำเภอท่าแก้ว จังหวัดธารานคร',
      'ข้อ ตัวชี้วัด อปท. ทีม ต่าง เหตุผล หลักฐานที่อ้าง',
      'ด้านที่ ๑ การบริหารจัดการ',
      'ขอชี้แจงเพิ่มเติม ข้อ',
    ],
    text: 'ทีมประเมินให้คะแนนต่างจากการประเมินตนเอง ๔ ตัวชี้วัด ต่ำกว่า ๔ ตัวชี้วัด สูงกว่า ๐ ตัวชี้วัด รวมคะแนนต่าง −๘ คะแนน',
  },
  'not-applicable': {
    title: 'บัญชีตัวชี้วัดที่ตัดฐานคะแนน เทศบาลตำบลท่าแก้วพัฒนา',
    lines: ['ข้อ ตัวชี้วัด คะแนน ผล เหตุผล ผู้เห็นชอบ'],
    text: 'ทีมประเมินเห็นว่าไม่มีกรณีให้ประเมิน ๒ ตัวชี้วัด ตัดออกจากฐานคะแนน ๑๐ คะแนน คงเหลือคะแนนเต็ม ๑๘๕ คะแนน',
  },
  'live-checks': {
    title: 'บันทึกการตรวจเชิงประจักษ์ เทศบาลตำบลท่าแก้วพัฒนา',
    lines: ['ที่ วัน เวลา ระบบหรือที่อยู่เว็บ สิ่งที่ตรวจพบ ผู้ตรวจ / ผู้ร่วมดู ภาพหน้าจอ', 'ข้อ ๒ ร้อยละของรายจ่ายเพื่อการลงทุน'],
    text: 'ทีมประเมินได้ตรวจเชิงประจักษ์ ๓ รายการ ใน ๒ ตัวชี้วัด ดังนี้',
  },
  'entry-sheet': {
    title: 'ใบรายการคะแนนสำหรับบันทึกลงระบบ เทศบาลตำบลท่าแก้วพัฒนา',
    lines: [
      'ผู้บันทึกลงระบบ',
      'รวมด้านที่ ๑ ๓๐ ๓๐ ๒๒ ยอดในระบบ ..........',
      'รวมทุกด้าน ๑๘๕ ๑๘๕ ๑๗๗ ยอดในระบบ ..........',
      '๗ ร้อยละของรายจ่ายเพื่อการลงทุน ๕ ๕ ๕',
    ],
    text: 'ผลรวมไม่นับตัวชี้วัดนำร่องและตัวชี้วัดที่ตัดออกจากฐานคะแนน',
  },
  lrp001: {
    title: 'ใบเทียบคะแนนกับเอกสาร LRP001 เทศบาลตำบลท่าแก้วพัฒนา',
    lines: [
      'เอกสาร LRP001',
      'ผู้รับรอง นายกเทศมนตรี นายก',
      'รับรองเมื่อ ๒๐ มิถุนายน ๒๕๖๗',
      'สำนักงานส่งเสริมฯ จังหวัด ได้รับเมื่อ',
      'ข้อ ตัวชี้วัด เต็ม ออนไลน์ เอกสาร ตรงกัน ทีม',
      'รวมทุกด้าน ๑๘๕ ๑๘๕ ๑๗๗',
    ],
    text: 'ช่อง “เอกสาร” เว้นไว้ให้กรอกด้วยมือจากฉบับกระดาษ',
  },
  memo: {
    title: 'บันทึกข้อความ รายงานการเข้าตรวจประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี ๒๕๖๗ เทศบาลตำบลท่าแก้วพัฒนา',
    lines: [
      'บันทึกข้อความ',
      'ส่วนราชการ สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดธารานคร',
      'ที่ วันที่',
      'เรียน',
      '๑. เรื่องเดิม',
      'จึงเรียนมาเพื่อโปรดทราบ',
    ],
    text: '๒.๑ ทีมประเมินได้เข้าตรวจ เมื่อวันศุกร์ที่ ๕ กรกฎาคม ๒๕๖๗ เวลา ๐๙.๓๐ น. ถึง ๑๕.๐๐ น. ณ ห้องประชุมสภาเทศบาล',
  },
  letter: {
    title: 'หนังสือนำส่ง ส่งผลการตรวจประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี ๒๕๖๗ เทศบาลตำบลท่าแก้วพัฒนา',
    lines: [
      'เรื่อง ส่งผลการตรวจประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี ๒๕๖๗',
      'เรียน นายกเทศมนตรีตำบลท่าแก้วพัฒนา',
      'อ้างถึง คำสั่งจังหวัดธารานคร ที่ ๒๑๔๕/๒๕๖๗ ลงวันที่ ๑๔ พฤษภาคม ๒๕๖๗',
      'สิ่งที่ส่งมาด้วย ๑. รายงานผลการประเมิน จำนวน ๑ ชุด',
      '๕. ใบขอเอกสารเพิ่มเติมและข้อซักถาม จำนวน ๑ ชุด',
      'ขอแสดงความนับถือ',
      'จึงเรียนมาเพื่อโปรดทราบและดำเนินการ',
    ],
    text: 'เทศบาลตำบลท่าแก้วพัฒนาได้ ๑๗๗ คะแนน จากคะแนนเต็ม ๑๘๕ คะแนน เฉลี่ยรายด้าน ร้อยละ ๙๔.๖๗ ผ่านเกณฑ์ ระดับดีเด่น',
  },
};

describe.each(paperKinds)('%s', (kind) => {
  let pdf: PdfFacts;
  beforeAll(async () => {
    pdf = await print(kind);
  });

  test('is a tagged A4 document in Thai with its title, Sarabun embedded, no text drawn as a picture', () => {
    expect(pdf.info['Page size']).toContain('A4');
    expect(pdf.info.Tagged).toBe('yes');
    expect(pdf.language).toBe('th');
    expect(pdf.info.Title).toBe(said[kind].title);
    for (const font of pdf.fonts) {
      expect(font.name).toMatch(/^[A-Z]{6}\+Sarabun-(Regular|Bold)$/);
      expect(font).toMatchObject({ embedded: true, toUnicode: true });
    }
    expect(pdf.images).toBe(kind === 'live-checks' ? 1 : 0);
  });

  test('says exactly what it has to, within the margins', () => {
    expect(lines(pdf)).toEqual(expect.arrayContaining([...said[kind].lines]));
    expect(joinedText(pdf)).toContain(said[kind].text.replace(/\s+/g, ''));
    expectCleanPages(pdf);
  });

  test('has Thai digits, or Arabic ones when chosen', async () => {
    expect(pdf.pages.join('\n').replace(/LRP001|T\d{4}|SHA-256\s+\S+|https\S+|\S+plan-2567|e-LAAS/g, '')).not.toMatch(
      /[0-9]/,
    );
    const arabic = await print(kind, { digits: 'arabic' });
    expect(arabic.pages.join('\n')).not.toMatch(/[๐-๙]/);
  });

  test('is in English when chosen', async () => {
    const english = await print(kind, { language: 'en', digits: 'arabic' });
    expect(english.language).toBe('en');
    expect(english.info.Title).toContain('Municipality');
    expectCleanPages(english);
  });
});

describe('long lists', () => {
  const heads: readonly [PaperKind, string][] = [
    ['differences', 'เหตุผล หลักฐานที่อ้าง'],
    ['not-applicable', 'เหตุผล ผู้เห็นชอบ'],
    ['live-checks', 'สิ่งที่ตรวจพบ ผู้ตรวจ / ผู้ร่วมดู'],
    ['entry-sheet', 'เต็ม อปท. ทีม หมายเหตุ'],
    ['lrp001', 'เต็ม ออนไลน์ เอกสาร ตรงกัน ทีม'],
  ];

  test.each(heads)('%s runs over pages, each numbered and with the heads of the table', async (kind, head) => {
    const pdf = await print(kind, { indicators: 120, differences: 60, notApplicable: 40, liveChecks: 60 });
    expect(pdf.pages.length).toBeGreaterThan(2);
    pdf.layout.forEach((text, index) => {
      expect(plain(text.split('\n').map(plain).join(' '))).toContain(
        `หน้า ${thai(index + 1)} จาก ${thai(pdf.pages.length)}`,
      );
      expect(text.split('\n').map(plain).join(' ')).toContain(head);
    });
    expectCleanPages(pdf);
  });

  test('signatures stay together and with a row of what is signed, wherever the list ends', async () => {
    const counts = [...Array.from({ length: 9 }, (_, index) => index + 5), 25, 27, 29, 31, 33];
    for (const notApplicable of counts) {
      const pdf = await print('not-applicable', { indicators: 40, differences: 0, notApplicable });
      const last = pdf.pages.at(-1) ?? '';
      for (const name of ['ธนพล', 'กมลวรรณ', 'ปาริชาต', 'อนุวัฒน์', 'ผู้แทนองค์กรปกครองส่วนท้องถิ่นรับทราบ'])
        expect(last, `${String(notApplicable)} rows`).toContain(name);
      expect(last, `${String(notApplicable)} rows`).toContain(`${thai(notApplicable)} `);
      expect(last, `${String(notApplicable)} rows`).toContain('เหตุผล ผู้เห็นชอบ');
    }
  });
});

test.each([
  ['a reason longer than a page', 'ที่ชี้แจงน้ำกี้ '.repeat(300)],
  ['a word without any break', `https://example.invalid/${'a1'.repeat(120)}`],
])('%s is printed whole, the signatures behind it', async (_, reason) => {
  const pdf = await print('differences', { indicators: 6, differences: 2, notApplicable: 0, reason });
  expectCleanPages(pdf);
  expect(joinedText(pdf).split(reason.replace(/\s+/g, '').slice(0, 12)).length).toBeGreaterThan(2);
  const last = pdf.pages.at(-1) ?? '';
  for (const name of ['ธนพล', 'อนุวัฒน์', 'ผู้แทนองค์กรปกครองส่วนท้องถิ่น']) expect(last).toContain(name);
});

describe('official correspondence', () => {
  /** Boxes that are drawn as dashed lines are no text: the place of the words around them tells their size. */
  test('keeps room for the emblem: 3 cm in a letter, 1.5 cm in a memo, 1.5 cm below the edge', async () => {
    for (const [kind, below] of [
      ['letter', 'ที่'],
      ['memo', 'ส่วนราชการ'],
    ] as const) {
      const pdf = await print(kind);
      const word = pdf.words(1).find(({ text }) => text === below);
      expect(word?.left).toBeCloseTo(30 * millimetre, 0);
      const end = 15 + (kind === 'letter' ? 30 : 15);
      expect(word?.top).toBeGreaterThan(end * millimetre);
      expect(word?.top).toBeLessThan((end + 12) * millimetre);
    }
  });

  test('has no foot on its first page; from the second on it is numbered', async () => {
    const short = await print('memo');
    expect(short.pages).toHaveLength(1);
    expect(short.pages[0]).not.toContain('หน้า ๑');
    const input = samplePapers();
    const lao = Array.from({ length: 90 }, (_, index) => ({
      name: `นายกี้ น้ำใจที่ ${String(index)}`,
      title: 'กรรมการชุมชน',
    }));
    const visit = input.review.visit === null ? null : { ...input.review.visit, lao };
    const data = buildPaper('memo', { ...input, review: { ...input.review, visit } });
    const bytes = await page.print(`/print.html?ticket=${page.printData.offer(data)}`, { format: 'A4' });
    const long = readPdf(bytes);
    expect(long.pages.length).toBeGreaterThan(1);
    expect(long.layout[1]).toMatch(/–\s*๒\s*–/);
    expect(plain(long.layout[1] ?? '')).toContain(`หน้า ๒ จาก ${thai(long.pages.length)}`);
    expect(long.pages.at(-1)).toContain('จึงเรียนมาเพื่อโปรดทราบ');
    expectCleanPages(long);
  });

  test('before the result is locked says no points, and asks for what is missing', async () => {
    const letter = joinedText(await print('letter', { finalised: false }));
    expect(letter).toContain('เรื่องขอให้ส่งเอกสารเพิ่มเติมประกอบการตรวจประเมิน');
    expect(letter).not.toContain('ร้อยละ');
    const memo = joinedText(await print('memo', { finalised: false }));
    expect(memo).toContain('ทีมประเมินยังไม่สรุปผลจึงยังไม่รายงานคะแนน');
    expect(memo).not.toContain('ร้อยละ');
  });

  test('leaves dotted lines where the office is unknown', async () => {
    const data = buildPaper('memo', { ...samplePapers(), office: ' ' });
    const bytes = await page.print(`/print.html?ticket=${page.printData.offer(data)}`, { format: 'A4' });
    expect(lines(readPdf(bytes))).toContain('ส่วนราชการ');
  });
});

test('scores of an open review are marked as draft on every page', async () => {
  for (const kind of ['entry-sheet', 'differences', 'not-applicable', 'lrp001'] as const) {
    const pdf = await print(kind, { finalised: false });
    for (const text of pdf.pages) expect(text).toContain('ฉบับร่าง ยังไม่สรุปผล');
  }
});
