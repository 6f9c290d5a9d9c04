import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rect } from '#common/domain/annotation.ts';
import { stampSheet, type PdfMark } from '#main/features/annotation/pdf/pdf-job.ts';
import { runAnnotate } from '#main/features/annotation/pdf/run-annotate.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';

let folder: string;
let page: PrintPage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lpa-stamps-'));
  page = await openPrintPage();
}, 120_000);
afterAll(async () => {
  await page.close();
  rmSync(folder, { recursive: true });
});

const words = ['ไม่มีลายมือชื่อผู้กำกับ', 'ขอเอกสารเพิ่มภายใน 7 วัน', 'ฎีกาที่ ๑๒/๒๕๖๖'];

/** Darkness of the letters in the box, as poppler shows the page: the share of pixels that are far from white. */
async function inked(path: string, number: number, { x, y, width, height }: Rect): Promise<number> {
  const out = join(folder, `page-${number}`);
  execFileSync('pdftoppm', ['-png', '-r', '144', '-f', String(number), '-l', String(number), '-singlefile', path, out]);
  const area = {
    left: Math.round(x * 2),
    top: Math.round(y * 2),
    width: Math.round(width * 2),
    height: Math.round(height * 2),
  };
  const data = await sharp(`${out}.png`).extract(area).greyscale().raw().toBuffer();
  return data.filter((value) => value < 200).length / data.length;
}

test('stamps stand upright on turned pages, in their box and nowhere else, with Thai as text of an embedded font', async () => {
  const document = await PDFDocument.create();
  for (const turn of [0, 90, 180, 270]) document.addPage([400, 300]).setRotation(degrees(turn));
  const boxes = [
    { x: 30, y: 40, width: 180, height: 34 },
    { x: 30, y: 100, width: 180, height: 30 },
    { x: 240, y: 60, width: 30, height: 170 },
  ];
  const marks = [1, 2, 3, 4].flatMap((number) =>
    boxes.map((rect, index): PdfMark => ({
      id: `s${number}-${index}`,
      number: 7,
      page: number,
      kind: 'stamp',
      rects: [rect],
      strokes: [],
      fill: [1, 1, 1],
      line: [0.74, 0.2, 0.2],
      words: words[index] ?? '',
      contents: words[index] ?? '',
      quote: '',
      author: 'ปาริชาต',
      subject: '',
      createdAt: '2024-07-05T04:42:07.123Z',
      modifiedAt: '2024-07-05T04:42:07.123Z',
    })),
  );
  const stamps = marks.map(({ words: said, rects }) => ({ words: said, line: '#bd3434', ...stampSheet(rects[0]!) }));
  const ticket = page.printData.offer({ kind: 'stamps', language: 'th', digits: 'arabic', stamps });
  const printed = await page.print(`/print.html?ticket=${ticket}`, { format: 'A4' });
  expect((await PDFDocument.load(printed)).getPageCount()).toBeGreaterThanOrEqual(marks.length);
  const answer = await runAnnotate({
    source: { kind: 'file', bytes: await document.save(), mediaType: 'application/pdf' },
    marks,
    stamps: printed,
    list: null,
  });
  if (answer.kind === 'failed') throw new Error(answer.reason);
  const path = join(folder, 'stamped.pdf');
  writeFileSync(path, answer.bytes);
  execFileSync('qpdf', ['--check', path]);
  for (const number of [1, 2, 3, 4]) {
    for (const box of boxes) {
      const ink = await inked(path, number, {
        x: box.x + 6,
        y: box.y + 6,
        width: box.width - 12,
        height: box.height - 12,
      });
      expect(ink).toBeGreaterThan(0.04);
    }
    expect(await inked(path, number, { x: 30, y: 80, width: 180, height: 15 })).toBe(0);
    expect(await inked(path, number, { x: 220, y: 20, width: 15, height: 240 })).toBe(0);
  }
  expect(execFileSync('pdffonts', [path], { encoding: 'utf8' })).toMatch(/Sarabun/);
}, 120_000);
