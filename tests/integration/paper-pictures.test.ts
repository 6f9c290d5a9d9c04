import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Mark } from '#common/domain/annotation.ts';
import { buildPaper } from '#common/domain/paper/build-paper.ts';
import type { PaperInput } from '#common/domain/paper/paper-input.ts';
import { expectCleanPages } from '#tests/support/clean-pages.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { readPdf, type PdfFacts } from '#tests/support/read-pdf.ts';
import { samplePapers } from '#tests/support/sample-papers.ts';
import { pictureBomb, screen, screenshotOf } from '#tests/support/screenshots.ts';

let page: PrintPage;
let folder: string;
beforeAll(async () => {
  page = await openPrintPage();
  folder = mkdtempSync(join(tmpdir(), 'lpa-pictures-'));
});
beforeEach(() => page.evidence.clear());
afterAll(async () => {
  await page.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One live check for each file, and each file where the page finds it. */
function paperOf(files: readonly Uint8Array[], options: Parameters<typeof samplePapers>[0] = {}): PaperInput {
  const screenshots = files.map((bytes, index) => screenshotOf(index + 1, bytes));
  screenshots.forEach(({ id }, index) => page.evidence.set(id, files[index] ?? new Uint8Array()));
  return samplePapers({ liveChecks: files.length, ...options, screenshots });
}

interface Printed extends PdfFacts {
  readonly bytes: Uint8Array;
  readonly pictures: readonly {
    readonly page: number;
    readonly width: number;
    readonly height: number;
    readonly dots: readonly [number, number];
  }[];
}

async function print(input: PaperInput): Promise<Printed> {
  const ticket = page.printData.offer(buildPaper('live-checks', input));
  const bytes = await page.print(`/print.html?ticket=${ticket}`, { format: 'A4' });
  const file = join(folder, 'paper.pdf');
  writeFileSync(file, bytes);
  const pictures = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' })
    .split('\n')
    .slice(2)
    .filter(Boolean)
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map((facts) => ({
      ...{ page: facts[0] ?? 0, width: facts[3] ?? 0, height: facts[4] ?? 0 },
      dots: [facts[12] ?? 0, facts[13] ?? 0] as const,
    }));
  return { ...readPdf(bytes), bytes, pictures };
}

const joined = (pdf: PdfFacts) => pdf.pages.join('').replace(/\s+/g, '');

/** The picture as it lies in the PDF. */
async function drawn({ bytes }: Printed, at = 0): Promise<Buffer> {
  const file = join(folder, 'drawn.pdf');
  writeFileSync(file, bytes);
  execFileSync('pdfimages', ['-png', file, join(folder, 'drawn')]);
  return readFileSync(join(folder, `drawn-${String(at).padStart(3, '0')}.png`));
}

async function pixel(picture: Buffer, across: number, down: number): Promise<readonly number[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(down * info.height) * info.width + Math.floor(across * info.width)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

describe('a screenshot', () => {
  test.each([
    ['PNG', () => screen(1).png().toBuffer()],
    ['JPEG', () => screen(1).jpeg({ quality: 92 }).toBuffer()],
    ['WebP', () => screen(1).webp().toBuffer()],
  ])('as %s stands below what was seen, with name, time and its whole SHA-256', async (_kind, make) => {
    const bytes = await make();
    const input = paperOf([bytes]);
    const pdf = await print(input);
    expect(pdf.pictures).toMatchObject([{ width: 1366, height: 768 }]);
    expectCleanPages(pdf);
    const text = joined(pdf);
    expect(text).toContain(`SHA-256${screenshotOf(1, bytes).sha256}`);
    expect(text).toContain('รายการที่๑T0001ภาพหน้าจอe-LAAS๑·เก็บภาพเมื่อ๕ก.ค.๒๕๖๗๑๐.๒๒น.');
    const picture = await drawn(pdf);
    expect((await pixel(picture, 0.5, 0.05))[2]).toBeGreaterThan(100); // the blue bar is above
    expect(await pixel(picture, 0.99, 0.9)).toEqual([255, 255, 255]);
  });

  test('is a figure with words for those who do not see it', async () => {
    const { bytes } = await print(paperOf([await screen(1).png().toBuffer()]));
    const file = join(folder, 'tagged.pdf');
    writeFileSync(file, bytes);
    const raw = execFileSync('qpdf', ['--qdf', '--object-streams=disable', file, '-'], {
      maxBuffer: 64 * 1024 * 1024,
    }).toString('latin1');
    const alts = [...raw.matchAll(/\/Alt <([0-9a-f]+)>/gi)].map(([, hex = '']) =>
      Buffer.from(hex, 'hex').swap16().toString('utf16le').replace('\uFEFF', '').replaceAll('\u00A0', ' '),
    );
    expect(alts).toEqual(['ภาพหน้าจอ รายการที่ ๑ T0001 e-LAAS ตรวจเมื่อ ๕ ก.ค. ๒๕๖๗ ๑๐.๓๐ น.']);
    expect(raw).toMatch(/\/S \/Figure/);
  });

  test('of a camera that was held upright stands upright', async () => {
    // Stored lying: red at the left. Turned by a quarter as EXIF says, red is above.
    const stored = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#00f' } })
      .composite([{ input: { create: { width: 400, height: 400, channels: 3, background: '#f00' } }, left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const pdf = await print(paperOf([stored]));
    expect(pdf.pictures).toMatchObject([{ width: 400, height: 800 }]);
    const picture = await drawn(pdf);
    const [red, , blue] = await pixel(picture, 0.5, 0.2);
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
    expect((await pixel(picture, 0.5, 0.8))[2]).toBeGreaterThan(200);
  });

  test('that is seen through stands on white', async () => {
    const clear = { width: 300, height: 200, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } };
    const pdf = await print(paperOf([await sharp({ create: clear }).png().toBuffer()]));
    expect(await pixel(await drawn(pdf), 0.5, 0.5)).toEqual([255, 255, 255]);
  });

  test.each([
    ['wide', 6000, 400],
    ['high', 500, 5000],
    ['large', 5000, 4000],
    ['small', 120, 90],
  ])(
    'that is %s is neither stretched nor higher than half a page nor finer than paper shows',
    async (_, width, height) => {
      const pdf = await print(
        paperOf([await screen(3, width, height).png().toBuffer(), await screen(4).png().toBuffer()]),
      );
      const [first] = pdf.pictures;
      expect(first).toBeDefined();
      const [across = 0, down = 0] = first?.dots ?? [];
      expect(Math.abs(across - down) / down).toBeLessThan(0.05);
      expect((first?.height ?? 0) / down).toBeLessThan(297 / 2 / 25.4);
      expect((first?.width ?? 0) / across).toBeLessThan(160 / 25.4);
      expect(first?.width).toBeLessThanOrEqual(1601);
      expect(first?.height).toBeLessThanOrEqual(1201);
      expect((first?.width ?? 1) / (first?.height ?? 1)).toBeCloseTo(width / height, 0);
      expectCleanPages(pdf);
    },
  );

  test('is black where the team blacked it out', async () => {
    const input = paperOf([await screen(1).png().toBuffer()]);
    const [file] = input.review.teamEvidence;
    const redaction: Mark = {
      ...{ id: 'm1', evidence: file?.id ?? '', sha256: file?.sha256 ?? '', indicator: 'i01', page: 1, quote: null },
      ...{ kind: 'redaction', strokes: [], colour: 'blue', stamp: '', comment: 'โทรศัพท์' },
      rects: [{ x: 400, y: 10, width: 300, height: 60 }],
      author: { id: 'a1', name: 'ปาริชาต' },
      ...{ createdAt: '2024-07-05T02:00:00Z', modifiedAt: '2024-07-05T02:00:00Z' },
    };
    const pdf = await print({ ...input, review: { ...input.review, marks: [redaction] } });
    const picture = await drawn(pdf);
    for (const part of await pixel(picture, 550 / 1366, 40 / 768)) expect(part).toBeLessThan(20);
    expect((await pixel(picture, 200 / 1366, 40 / 768))[2]).toBeGreaterThan(100);
    expect(joined(pdf)).toContain('ปกปิดบางส่วนของภาพ');

    const elsewhere = await print({ ...input, review: { ...input.review, marks: [{ ...redaction, page: 2 }] } });
    expect(elsewhere.images).toBe(0);
    expect(joined(elsewhere)).toContain('ปกปิดภาพนี้ตามเครื่องหมายปกปิดไม่ได้จึงไม่พิมพ์ภาพ');
  });
});

describe('one sentence stands in place of', () => {
  const good = () => screen(9).png().toBuffer();
  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['a picture of 20,000 × 20,000 pixels', async () => pictureBomb(20_000), 'ภาพนี้ใหญ่เกินกว่าที่จะพิมพ์ได้'],
    ['a picture that breaks off', async () => (await good()).subarray(0, 900), 'ไฟล์ภาพนี้เสียหายเปิดไม่ได้'],
    ['a PDF that calls itself a picture', async () => Buffer.from('%PDF-1.7\n%%EOF'), 'ไม่ใช่ภาพPNGJPEGหรือWebP'],
    [
      'a drawing with a program in it',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      'ไม่ใช่ภาพPNGJPEGหรือWebP',
    ],
    ['a GIF', () => screen(1).gif().toBuffer(), 'ไม่ใช่ภาพPNGJPEGหรือWebP'],
  ])('%s, and the next picture is there', async (_what, make, sentence) => {
    const pdf = await print(paperOf([await make(), await good()]));
    expect(joined(pdf)).toContain(sentence);
    expect(pdf.pictures).toHaveLength(1);
    expect(joined(pdf)).toContain('รายการที่๑T0001');
    expectCleanPages(pdf);
  });

  test('a file that cannot be read, and one that the package does not hold', async () => {
    const input = paperOf([await good(), await good()]);
    const [first, second] = input.review.teamEvidence;
    page.evidence.delete(first?.id ?? '');
    const here = new Set(input.pictures.here);
    here.delete(second?.id ?? '');
    const pdf = await print({ ...input, pictures: { ...input.pictures, here } });
    expect(pdf.images).toBe(0);
    expect(joined(pdf)).toContain('อ่านไฟล์ภาพนี้ไม่ได้จึงไม่พิมพ์ภาพ');
    expect(joined(pdf)).toContain('ไม่มีไฟล์ภาพนี้ในแพ็กเกจจึงไม่มีภาพในเอกสารนี้');
  });
});

describe('many pictures', () => {
  test('each is whole on the page of its caption, and signatures never stand without a part of the list', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        screen(index + 1, 1200, 900)
          .png()
          .toBuffer(),
      ),
    );
    for (const count of [1, 2, 3, 4, 5, 6]) {
      const pdf = await print(paperOf(all.slice(0, count)));
      expect(pdf.pictures, `${count} pictures`).toHaveLength(count);
      const captions = pdf.pages.flatMap((text, at) => [...text.matchAll(/SHA-256/g)].map(() => at + 1));
      expect(captions.slice(0, count), `${count} pictures`).toEqual(pdf.pictures.map((picture) => picture.page));
      const last = pdf.pages.at(-1)?.replace(/\s+/g, '') ?? '';
      expect(last).toContain(`T000${count}`);
      expect(last).toContain('ผู้แทนองค์กรปกครองส่วนท้องถิ่นได้ร่วมดู');
      expectCleanPages(pdf);
    }
  });

  test('forty screens come in one paper', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        screen(index + 1)
          .png()
          .toBuffer(),
      ),
    );
    const pdf = await print(paperOf(all, { indicators: 40 }));
    expect(pdf.pictures).toHaveLength(40);
    expect(new Set(pdf.pages.join('').match(/SHA-256\s+[0-9a-f]{64}/g)).size).toBe(40);
  });
});
