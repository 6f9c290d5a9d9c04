import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FromViewer, ToViewer } from '#common/contract/viewer.ts';
import { lookDistance } from '#common/domain/look.ts';
import { skeletonOf } from '#common/domain/mark-quote.ts';
import { oldWordFile } from '#tests/support/office-samples.ts';
import { launchForFrames, openFrame, type FrameBed } from '#tests/support/frame-bed.ts';
import { openRenderer } from '../sample/render/browser.ts';

const sentence = 'ประกาศเทศบาลตำบลท่าแก้วพัฒนา เรื่อง แผนการตรวจคุณภาพน้ำประปา ประจำปี ๒๕๖๖';
const files = new Map<string, Buffer>();
const folder = mkdtempSync(join(tmpdir(), 'lpa-reader-'));
let browser: Browser | undefined;
let bed: FrameBed;

beforeAll(async () => {
  browser = await launchForFrames();
  const renderer = await openRenderer();
  const pdf = await renderer.pdf(
    'ตัวอย่าง',
    [1, 2, 3].map((page) => `<section class="page"><h1>หน้า ${String(page)}</h1><p>${sentence}</p></section>`),
  );
  await renderer.close();
  files.set('text', Buffer.from(pdf));
  const path = join(folder, 'text.pdf');
  writeFileSync(path, pdf);
  execFileSync('pdftoppm', ['-r', '150', '-png', '-f', '1', '-l', '1', path, join(folder, 'scan')]);
  const scan = await sharp(readFileSync(join(folder, 'scan-1.png')))
    .jpeg({ quality: 85 })
    .toBuffer();
  const { width, height } = await sharp(scan).metadata();
  files.set('photo', scan);
  files.set('again', await sharp(scan).resize(900).jpeg({ quality: 40 }).toBuffer());
  const wide = { width: 3600, height: 900 };
  files.set(
    'wide',
    await sharp(scan)
      .resize({ ...wide, fit: 'fill' })
      .png()
      .toBuffer(),
  );
  files.set('scan', scanned(scan, width, height));
  files.set('cut', files.get('text')!.subarray(0, 900));
  files.set('half', scan.subarray(0, 600));
  files.set('old', oldWordFile());
  const closed = join(folder, 'closed.pdf');
  execFileSync('qpdf', ['--encrypt', 'reader', 'owner', '256', '--', path, closed]);
  files.set('closed', readFileSync(closed));
}, 120_000);

beforeEach(async () => {
  // As the app holds it: neither seen nor reached, so nothing may wait for frames to be drawn.
  bed = await openFrame(browser!, files, 'position:fixed;width:1px;height:1px;visibility:hidden');
});
afterEach(() => bed.page.close());
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** A PDF of one page that is nothing but a photo of it, as a scanner makes it. */
function scanned(jpeg: Buffer, width: number, height: number): Buffer {
  const draw = 'q 595 0 0 842 0 0 cm /P Do Q';
  const head = Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>endobj\n4 0 obj<</Length ${String(draw.length)}>>stream\n${draw}\nendstream endobj\n5 0 obj<</Type/XObject/Subtype/Image/Width ${String(width)}/Height ${String(height)}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${String(jpeg.length)}>>stream\n`,
  );
  return Buffer.concat([head, jpeg, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')]);
}

type Picture = Extract<ToViewer, { kind: 'read' }>['picture'];
let asked = 0;
beforeEach(() => {
  asked = 0;
});
const documentOf = (evidence: string, mediaType: string) => ({
  ...{ evidence, mediaType, title: evidence, stream: null },
  size: files.get(evidence)?.length ?? 5000,
});
async function read(evidence: string, mediaType: string, page = 1, picture: Picture = 'if-scanned') {
  await bed.say({ kind: 'read', document: documentOf(evidence, mediaType), page, picture });
  asked += 1;
  const { read: got } = await bed.hear('page-read', asked);
  return { ...got, picture: await pictureOf(asked) };
}

/** Bytes of the picture in the n-th answer; they travel from the browser as base64. */
async function pictureOf(nth: number): Promise<Buffer | null> {
  const base64 = await bed.page.evaluate((at) => {
    const { heard } = window as unknown as { readonly heard: readonly FromViewer[] };
    const answer = heard.filter((one) => one.kind === 'page-read')[at - 1];
    const bytes = answer?.read.picture ?? null;
    return bytes && btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
  }, nth);
  return base64 === null ? null : Buffer.from(base64, 'base64');
}
const count = async (kind: FromViewer['kind']) => (await bed.heard(kind)).length;
const pdf = 'application/pdf';
const jpeg = 'image/jpeg';

test('pages with text give it, and no picture; the document is opened once', async () => {
  for (const page of [1, 2, 3]) {
    const got = await read('text', pdf, page);
    expect(got).toMatchObject({ evidence: 'text', page, pages: 3, picture: null, look: null });
    expect(skeletonOf(got.text)).toContain(skeletonOf(sentence));
    expect(got.width).toBeCloseTo(595, -1);
  }
  const ranges = await count('range');
  await read('text', pdf, 2);
  expect(await count('range')).toBe(ranges);
  expect(bed.problems).toEqual([]);
});

test('a scanned page gives a grey picture of it, fit for recognition, and what it looks like', async () => {
  const got = await read('scan', pdf);
  expect(got.text.trim()).toBe('');
  const picture = sharp(got.picture!);
  expect(await picture.metadata()).toMatchObject({ format: 'png', width: 1818, height: 2573, channels: 1 });
  const { channels } = await picture.stats();
  expect(channels[0]!.max).toBe(255); // white paper
  expect(channels[0]!.min).toBeLessThan(60); // black ink
  expect(got.picture!.byteLength).toBeLessThan(1_000_000);
  expect(got.look).toMatch(/^[0-9a-f]{64}$/);
});

test('the same page as scan, photo and smaller photo looks the same', async () => {
  const scan = await read('scan', pdf);
  const photo = await read('photo', jpeg, 1, 'always');
  const again = await read('again', jpeg, 1, 'always');
  expect(photo.picture).not.toBeNull();
  expect(lookDistance(scan.look!, photo.look!)).toBeLessThanOrEqual(10);
  expect(lookDistance(photo.look!, again.look!)).toBeLessThanOrEqual(10);
});

test('without a wish for pictures none is drawn', async () => {
  expect(await read('photo', jpeg, 1, 'none')).toMatchObject({ picture: null, look: null, text: '' });
});

test('a picture is never larger than recognition takes', async () => {
  const { width, height, picture } = await read('wide', 'image/png', 1, 'always');
  expect([width, height]).toEqual([3600, 900]);
  expect(await sharp(picture!).metadata()).toMatchObject({ width: 3600, height: 900 });
});

test('a file is read by what it is, not by the type that somebody gave it', async () => {
  expect(await read('text', 'application/msword', 3, 'none')).toMatchObject({ page: 3, pages: 3 });
});

test.each([
  ['cut', pdf, 1, 'damaged'],
  ['closed', pdf, 1, 'password'],
  ['half', jpeg, 1, 'damaged'],
  ['text', pdf, 4, 'damaged'],
  ['nowhere', pdf, 1, 'unreadable'],
  ['old', 'application/msword', 1, 'unsupported'],
] as const)('%s as %s, page %i, is said to be %s, and the next is read', async (evidence, type, page, code) => {
  await bed.say({ kind: 'read', document: documentOf(evidence, type), page, picture: 'if-scanned' });
  expect(await bed.hear('read-failed')).toEqual({ kind: 'read-failed', evidence, page, code });
  expect((await read('scan', pdf)).picture).not.toBeNull();
});

test('reading leaves what is shown in the same frame alone', async () => {
  await bed.say({ kind: 'open', document: documentOf('text', pdf), marks: [] });
  expect((await bed.hear('opened')).pages).toBe(3);
  await read('scan', pdf);
  await read('photo', jpeg, 1, 'always');
  expect(await bed.frame.locator('.page').count()).toBe(3);
  expect(await count('failed')).toBe(0);
});
