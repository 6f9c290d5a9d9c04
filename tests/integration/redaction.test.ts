import { execFileSync } from 'node:child_process';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRedactionBed, type RedactionBed } from '#tests/support/redaction-bed.ts';

let bed: RedactionBed;
beforeAll(async () => {
  bed = await openRedactionBed();
}, 240_000);
afterAll(() => bed.close());

test('try', async () => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const n of [1, 2]) {
    const page = pdf.addPage([595, 842]);
    page.drawText('SECRETWORD ' + n, { x: 60, y: 700, size: 20, font });
    page.drawText('PUBLICWORD ' + n, { x: 60, y: 600, size: 20, font });
  }
  const file = await bed.add('a.pdf', await pdf.save());
  await bed.redact(file, 1, [{ x: 55, y: 120, width: 200, height: 30 }], 'ที่อยู่');
  console.time('copy');
  const copy = await bed.copy(file);
  console.timeEnd('copy');
  const path = await bed.store(copy);
  console.log(path, copy.length, execFileSync('pdftotext', [path, '-']).toString(), execFileSync('pdfimages', ['-list', path]).toString());
  execFileSync('cp', [path, '/tmp/redacted.pdf']);
  expect(1).toBe(1);
}, 120_000);
