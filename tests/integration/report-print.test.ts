import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildReportData } from '#common/domain/report-data.ts';
import { buildHandOver } from '#common/domain/hand-over.ts';
import type { Review } from '#common/domain/review.ts';
import type { DocumentRequest } from '#common/domain/visit.ts';
import { printHandOver, printRecoverySheet, printVerification } from '#main/features/report/print-report.ts';
import { expectCleanPages, linesOf as lines } from '#tests/support/clean-pages.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { readPdf, type PdfFacts } from '#tests/support/read-pdf.ts';
import { indicator, instrumentOf, manifestOf } from '#tests/support/review-builder.ts';
import { sampleReport, type SampleReport } from '#tests/support/sample-report.ts';

let page: PrintPage;
beforeAll(async () => {
  page = await openPrintPage();
});
afterAll(() => page.close());

async function print(options: SampleReport = {}): Promise<PdfFacts> {
  const ticket = page.printData.offer(buildReportData(sampleReport(options)));
  return readPdf(await page.print(`/print.html?ticket=${ticket}`, { format: 'A4' }));
}

describe('the Thai report', () => {
  let pdf: PdfFacts;
  beforeAll(async () => {
    pdf = await print();
  });

  test('is a tagged A4 document with a title, with Sarabun embedded and nothing drawn as picture', () => {
    expect(pdf.info['Page size']).toContain('A4');
    expect(pdf.info.Tagged).toBe('yes');
    expect(pdf.info.Title).toBe('รายงานผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี ๒๕๖๗ เทศบาลตำบลท่าแก้วพัฒนา');
    expect(pdf.fonts.length).toBeGreaterThan(0);
    for (const font of pdf.fonts) {
      expect(font.name).toMatch(/^[A-Z]{6}\+Sarabun-(Regular|Bold)$/);
      expect(font).toMatchObject({ embedded: true, toUnicode: true });
    }
    expect(pdf.images).toBe(0);
  });

  test.each([
    'รายงานผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น',
    'เทศบาลตำบลท่าแก้วพัฒนา อำเภอท่าแก้ว จังหวัดธารานคร',
    '๓ การบริหารงานการเงินและการคลัง ๘ ๔๐ ๔๐ ๔๐ ๑๐๐.๐๐',
    'รวม ๔๐ ๑๘๕ ๑๘๕ ๑๗๗ ๙๕.๖๘',
    'หมายเหตุ ตัวชี้วัดนำร่อง ๑ ตัวชี้วัด และตัวชี้วัดที่ตัดฐานคะแนน ๒ ตัวชี้วัด ไม่นำมารวมในคะแนนเต็ม',
    'ค่าเฉลี่ยร้อยละของ ๕ ด้าน (วิธีที่ใช้ตัดสิน) ๙๔.๖๗',
    'ร้อยละของคะแนนรวมต่อคะแนนเต็ม (แสดงเทียบ) ๙๕.๖๘',
    'ผลการประเมิน (เกณฑ์ผ่าน ร้อยละ ๗๐) ผ่านเกณฑ์ ระดับดีเด่น',
    '๔ คุณภาพน้ำอุปโภคบริโภค ๕ ๓ จัดส่งภายในกำหนด แต่ไม่',
    '(นายธนพล ศรีสุนทรกิจ)',
    'ผู้แทนองค์กรปกครองส่วนท้องถิ่นรับทราบผลการประเมิน',
  ])('gives back exactly "%s"', (expected) => {
    expect(lines(pdf).map((line) => line.replace(/ +/g, ' ').trim())).toContain(expected);
  });

  test.each([
    'ร้อยละ ๑๘.๔๒',
    'กี้ ปู่ ย่า น้ำ',
    '๕ ม.ค. ๒๕๖๗',
    'ปค.๔ และ ปค.๕',
    'e-LAAS',
    '๗๓.๓๓',
    'วันศุกร์ที่ ๕ กรกฎาคม ๒๕๖๗ เวลา ๐๙.๐๐ น.',
  ])('holds "%s"', (expected) => expect(pdf.pages.join('\n')).toContain(expected));

  test('numbers its pages in Thai digits, the first without a head', () => {
    const count = thai(pdf.pages.length);
    pdf.layout.forEach((text, index) => {
      expect(text).toContain(`หน้า ${thai(index + 1)} จาก ${count}`);
      expect(/–\s*[๐-๙]+\s*–/.exec(text)?.[0].replace(/\s/g, '')).toBe(
        index === 0 ? undefined : `–${thai(index + 1)}–`,
      );
    });
  });

  test('ends the first page with the word of continuation, before section 3', () => {
    expect(pdf.pages[0]).toContain('/๓. ตัวชี้วัดที่…');
    expect(pdf.pages[1]).toContain('๓. ตัวชี้วัดที่คะแนนของทีมต่างจากการประเมินตนเอง');
  });

  test('keeps codes in Latin letters and Arabic digits', () => {
    expect(pdf.pages[0]).toContain('แพ็กเกจ 7F3A-91C2-D05E-44B8');
  });

  test('says that the instrument is a sample, and is no draft', () => {
    expect(pdf.pages[0]?.replaceAll('\n', '')).toContain('ไม่ใช่แบบประเมินของกรมส่งเสริมการปกครองท้องถิ่น');
    expect(pdf.pages.join()).not.toContain('ฉบับร่าง');
  });

  test('has clean pages', () => expectCleanPages(pdf));
});

test('Arabic digits are used everywhere when chosen', async () => {
  const pdf = await print({ digits: 'arabic' });
  expect(pdf.pages.join('\n')).not.toMatch(/[๐-๙]/);
  pdf.layout.forEach((text, index) => {
    expect(text).toContain(`หน้า ${index + 1} จาก ${pdf.pages.length}`);
    if (index > 0) expect(text).toMatch(new RegExp(`–\\s*${index + 1}\\s*–`));
  });
});

test('a draft says so on every page, names what is missing, and has no code', async () => {
  const pdf = await print({ finalised: false });
  for (const text of pdf.pages) expect(text).toContain('ฉบับร่าง ยังไม่สรุปผล');
  expect(pdf.pages[0]).toContain('ให้คะแนนแล้ว ๔๐ จาก ๔๐ ตัวชี้วัด');
  expect(pdf.pages.join('\n')).not.toContain('แพ็กเกจ 7F3A');
  expectCleanPages(pdf);
});

test('the English report is in English, also in its page numbers', async () => {
  const pdf = await print({ language: 'en', digits: 'arabic' });
  expect(pdf.info.Title).toContain('Local Performance Assessment 2567');
  expect(pdf.pages[0]).toContain('Mean of the percentages of 5 aspects (deciding) 94.67');
  expect(pdf.pages[0]).toContain('Passed, Excellent');
  pdf.layout.forEach((text, index) => expect(text).toContain(`Page ${index + 1} of ${pdf.pages.length}`));
  expectCleanPages(pdf);
});

describe.each<[string, SampleReport]>([
  ['no difference, nothing set aside', { indicators: 5, differences: 0, notApplicable: 0, pilots: 0 }],
  ['one difference', { differences: 1 }],
  [
    '40 differences and a long name',
    { indicators: 95, differences: 40, notApplicable: 20, laoName: 'ท่าแก้วพัฒนาสามัคคี'.repeat(5) },
  ],
  ['reasons of half a page', { indicators: 12, differences: 6, reason: 'ไม่พบคำสั่งแต่งตั้งและรายงานที่ชี้แจง '.repeat(40) }],
  ['a reason longer than a page', { indicators: 6, differences: 1, notApplicable: 0, reason: 'ที่ชี้แจงน้ำกี้ '.repeat(300) }],
  [
    'a word without any break',
    { indicators: 6, differences: 2, reason: `https://example.invalid/${'a1'.repeat(120)}` },
  ],
])('with %s', (_, options) => {
  let pdf: PdfFacts;
  beforeAll(async () => {
    pdf = await print(options);
  });

  test('pages are clean', () => expectCleanPages(pdf));

  test('the certifying sentence and all four signatures stand on one page', () => {
    const pages = pdf.pages.filter((text) => text.includes('ขอรับรองว่า'));
    expect(pages).toHaveLength(1);
    for (const name of ['ธนพล', 'กมลวรรณ', 'ปาริชาต', 'อนุวัฒน์']) expect(pages[0]).toContain(name);
  });

  test('every difference is listed, with the head of the table on each page', () => {
    const { differences = 0 } = options;
    const [before = ''] = pdf.pages.join('\f').split('๔. ตัวชี้วัดที่ตัดฐานคะแนน');
    const section = before.slice(before.indexOf('๓. ตัวชี้วัดที่คะแนนของทีมต่าง'));
    if (differences === 0) expect(section).toContain('ไม่มีตัวชี้วัดที่คะแนนของทีมต่างจากการประเมินตนเอง');
    const rows = section.split('\n').filter((line) => /^[๐-๙]+ .* ๕ ๓( |$)/.test(line) || /^๕ ๓( |$)/.test(line));
    expect(rows).toHaveLength(differences);
    const pages = section.split('\f').filter((text) => /๕ ๓( |\n|$)/.test(text));
    for (const text of pages) expect(text).toContain('เหตุผล หลักฐานที่อ้าง');
  });
});

describe('the recovery sheet', () => {
  const words = 'abandon ability able about above absent absorb abstract absurd abuse access accident'.split(' ');

  test('has the twelve words in order on one page, and everything that names it', async () => {
    const bytes = await printRecoverySheet(
      page,
      {
        words,
        name: 'นางสาวปาริชาต วงศ์เมธากุล',
        office: 'สถจ. ธารานคร',
        printedAt: '2024-07-05T09:00:00+07:00',
        sheet: 2,
      },
      { language: 'th', digits: 'thai' },
    );
    const pdf = readPdf(bytes);
    expect(pdf.pages).toHaveLength(1);
    const text = pdf.pages[0] ?? '';
    expect([...text.matchAll(/^(\d+)\s+([a-z]+)$|(\d+) ([a-z]+)/gm)].map((match) => match[2] ?? match[4])).toEqual(
      words,
    );
    for (const part of ['ใบกู้คืนข้อมูล', 'ผู้ใช้: นางสาวปาริชาต วงศ์เมธากุล', '๕ ก.ค. ๒๕๖๗', 'ชุดที่ ๒'])
      expect(text).toContain(part);
    expect(pdf.info.Title).not.toContain('abandon');
  });
});

test('a verification prints its verdict, checks, findings and signers', async () => {
  const bytes = await printVerification(
    page,
    {
      file: 'review.asice',
      size: 1000,
      verdict: 'invalid',
      closing: 'open',
      audience: 'full',
      checks: [{ check: 'files', outcome: 'failed', summary: { th: '6 จาก 7 ไฟล์', en: '6 of 7 files' } }],
      findings: [
        {
          code: 'file.digest-mismatch',
          severity: 'error',
          check: 'files',
          file: 'scores.csv',
          message: { th: 'ไฟล์ scores.csv ถูกแก้ไขหลังลงนาม', en: 'scores.csv changed after signing' },
        },
      ],
      signers: [
        {
          name: 'นายธนพล ศรีสุนทรกิจ',
          title: 'ประธานทีมประเมิน',
          signedAt: '2024-07-05T07:58:00Z',
          selfSigned: true,
          issuer: 'x',
          validFrom: '2024-01-01T00:00:00Z',
          validTo: '2029-01-01T00:00:00Z',
          anchor: null,
          timestamp: null,
          fingerprint: 'ab'.repeat(32),
          valid: true,
          ...{ role: 'chair' as const, signedAs: null, closes: false },
        },
      ],
      content: null,
    },
    { language: 'th', digits: 'thai', printedAt: '2024-07-06T09:00:00+07:00' },
  );
  const text = readPdf(bytes).pages.join('\n');
  for (const part of [
    'ห้ามใช้ผลจากแพ็กเกจนี้',
    '๖ จาก ๗ ไฟล์',
    'file.digest-mismatch',
    'ถูกแก้ไขหลังลงนาม',
    '๕ กรกฎาคม ๒๕๖๗ ๑๔.๕๘ น.',
  ])
    expect(text).toContain(part);
});

describe('the list of requests to hand over', () => {
  const instrument = instrumentOf([
    indicator('i03', 1, { number: '3', title: { th: 'การจัดส่งรายงานการควบคุมภายใน', en: 'Internal control' } }),
    indicator('i61', 2, { number: '61', title: { th: 'ที่นั่งและเก้าอี้สำหรับผู้สูงอายุ กี้ ปู่ ย่า น้ำ', en: 'Chairs' } }),
  ]);
  const request = (
    indicatorId: string,
    text: string,
    more: Partial<DocumentRequest> = {},
  ): Review['requests'][number] => ({
    id: crypto.randomUUID(),
    indicator: indicatorId,
    kind: 'paper',
    text,
    done: false,
    ...more,
  });
  const printed = async (requests: Review['requests'], which: 'open' | 'all' = 'open') =>
    readPdf(
      await printHandOver(
        page,
        buildHandOver({
          manifest: manifestOf(),
          instrument,
          review: { requests, team: null, visit: null },
          which,
          language: 'th',
          digits: 'thai',
          printedAt: '2024-07-05T14:52:00+07:00',
        }),
      ),
    );

  test('reads back as what was asked, by indicator, with lines to sign', async () => {
    const pdf = await printed(
      [
        request('i61', 'ภาพถ่ายที่นั่งหน้าอาคาร น้ำดื่ม'),
        request('i03', 'คำสั่งแต่งตั้งผู้รับผิดชอบ ลงวันที่ 5 ม.ค. 2566'),
        request('i03', 'เหตุใดจึงส่งช้ากว่ากำหนด 3 วัน', { kind: 'question' }),
        request('i03', 'แบบ ปค.4', { done: true }),
      ],
      'all',
    );
    expect(pdf.pages).toHaveLength(1);
    expect(
      lines(pdf)
        .filter((line) => line !== '')
        .map((line) => line.replace(/ +|\.{8,}/g, (run) => (run.startsWith('.') ? '…' : ' ')).trim()),
    ).toEqual([
      'หน้า ๑ จาก ๑',
      'เทศบาลตำบลท่าแก้วพัฒนา · รหัส ๐๕๙๙๐๓๑๒ · พิมพ์เมื่อ ๕ กรกฎาคม ๒๕๖๗ ๑๔.๕๒ น.',
      'ใบขอเอกสารเพิ่มเติมและข้อซักถาม',
      'เทศบาลตำบลท่าแก้วพัฒนา อำเภอท่าแก้ว จังหวัดธารานคร',
      'การประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี ๒๕๖๗',
      'ทีมประเมินที่ ๓ ขอให้เทศบาลตำบลท่าแก้วพัฒนา จัดส่งเอกสารเพิ่มเติมและ',
      'ชี้แจงข้อซักถามตามรายการต่อไปนี้ รวม ๔ รายการ ใน ๒ ตัวชี้วัด (เอกสาร ๓ รายการ ข้อซักถาม',
      '๑ ข้อ)',
      'ที่ ประเภท รายการ ได้รับ / ตอบแล้ว',
      'ข้อ ๓ การจัดส่งรายงานการควบคุมภายใน',
      '๑ เอกสาร คำสั่งแต่งตั้งผู้รับผิดชอบ ลงวันที่ ๕ ม.ค. ๒๕๖๖',
      '๒ ข้อซักถาม เหตุใดจึงส่งช้ากว่ากำหนด ๓ วัน',
      '๓ เอกสาร แบบ ปค.๔ ได้รับแล้ว',
      'ข้อ ๖๑ ที่นั่งและเก้าอี้สำหรับผู้สูงอายุ กี้ ปู่ ย่า น้ำ',
      '๔ เอกสาร ภาพถ่ายที่นั่งหน้าอาคาร น้ำดื่ม',
      ...['ผู้ส่งรายการ (ทีมประเมิน)', 'ผู้รับรายการ (องค์กรปกครองส่วนท้องถิ่น)'].flatMap((who) => [
        'ลงชื่อ …',
        '(…)',
        'ตำแหน่ง …',
        who,
        'วันที่ … / … / …',
      ]),
    ]);
    for (const font of pdf.fonts) expect(font.name).toMatch(/Sarabun-(Regular|Bold)$/);
    expect(pdf.images).toBe(0);
    expectCleanPages(pdf);
  });

  test('a hundred requests run over several clean pages, the signatures together on the last', async () => {
    const pdf = await printed(
      Array.from({ length: 100 }, (_, index) =>
        request(index % 2 === 0 ? 'i03' : 'i61', `เอกสารชี้แจงน้ำกี้ ปู่ ย่า ฉบับที่ ${String(index)} `.repeat(1 + (index % 4))),
      ),
    );
    expect(pdf.pages.length).toBeGreaterThan(3);
    expectCleanPages(pdf);
    const last = pdf.pages.at(-1) ?? '';
    for (const who of ['ผู้ส่งรายการ (ทีมประเมิน)', 'ผู้รับรายการ']) expect(last).toContain(who);
    for (const text of pdf.pages.slice(0, -1)) expect(text).toContain('ได้รับ / ตอบแล้ว');
  });
});

test('a ticket works once, and data with a hole is refused', async () => {
  const data = buildReportData(sampleReport());
  const ticket = page.printData.offer(data);
  await page.print(`/print.html?ticket=${ticket}`, { format: 'A4' });
  await expect(page.print(`/print.html?ticket=${ticket}`, { format: 'A4' })).rejects.toMatchObject({
    code: 'print.failed',
  });
  const { opening: _, ...holed } = data;
  const bad = page.printData.offer(holed as typeof data);
  await expect(page.print(`/print.html?ticket=${bad}`, { format: 'A4' })).rejects.toMatchObject({
    code: 'print.failed',
  });
});

const thai = (value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
