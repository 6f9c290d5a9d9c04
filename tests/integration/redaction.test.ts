import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rect } from '#common/domain/annotation.ts';
import { telephonePhoto } from '#tests/fixtures/telephone-photo.ts';
import { makePdf } from '#tests/support/evidence-pdfs.ts';
import { leakyPdf, open, paperOnlyPdf, secret, turnedPdf } from '#tests/support/leaky-pdf.ts';
import { openRedactionBed, type RedactionBed } from '#tests/support/redaction-bed.ts';
import { grown, seenPage, seenPicture, type SeenPage } from '#tests/support/seen-page.ts';
import { joinTiffs } from '#tests/support/tiff-files.ts';

let bed: RedactionBed;
beforeAll(async () => {
  bed = await openRedactionBed();
}, 240_000);
afterAll(() => bed.close());

const texts = (path: string): string =>
  [[], ['-raw'], ['-layout'], ['-bbox']].map((how) => execFileSync('pdftotext', [...how, path, '-']).toString()).join();

/** Every byte of a PDF, all its streams unpacked, also as the text that they would be in UTF-16. */
function everything(path: string): string {
  const unpacked = `${path}.qdf`;
  execFileSync('qpdf', ['--qdf', '--object-streams=disable', '--decode-level=all', path, unpacked]);
  const bytes = execFileSync('cat', [unpacked, path], { maxBuffer: 256 * 1024 * 1024 });
  const hex = [...bytes.toString('latin1').matchAll(/<([0-9a-fA-F\s]{8,})>/g)]
    .map(([, digits = '']) => Buffer.from(digits.replace(/\s/g, ''), 'hex').toString('latin1'))
    .join('\n');
  return `${bytes.toString('latin1')}\n${hex}`.replaceAll('\0', '');
}

/** The area is black, and what is outside looks as before. */
async function expectBlack(before: SeenPage, after: SeenPage, area: Rect): Promise<void> {
  expect([after.width, after.height]).toEqual([before.width, before.height]);
  for (let y = Math.ceil(area.y) + 1; y < area.y + area.height - 1; y += 1)
    for (let x = Math.ceil(area.x) + 1; x < area.x + area.width - 1; x += 1)
      expect(after.at(x, y), `${String(x)}, ${String(y)}`).toEqual([0, 0, 0]);
  // The number stands above the upper left corner.
  const tag = { x: area.x - 2, y: area.y - 14, width: 24, height: 24 };
  // The two programs take different faces for Helvetica; a word that is missing differs by far more.
  expect(await before.differenceFrom(after, [grown(area, 12), tag])).toBeLessThan(70);
}

test('nothing of the secret is anywhere in the copy, and the original keeps all of it', async () => {
  const original = await leakyPdf();
  const path = await bed.store(original);
  expect(texts(path)).toContain(secret);
  expect(everything(path).split(secret).length).toBeGreaterThan(15);
  const file = await bed.add('leaky.pdf', original);
  const before = await seenPage(path, 1);
  const area = { x: 50, y: 110, width: 220, height: 90 };
  await bed.redact(file, 1, [area], 'เลขประจำตัวประชาชน');
  const copy = await bed.store(await bed.copy(file));
  execFileSync('qpdf', ['--check', copy]);
  expect(texts(copy)).not.toContain(secret);
  expect(everything(copy)).not.toMatch(/SECRETWORD/i);
  expect(everything(copy)).not.toMatch(/JavaScript|EmbeddedFile|StructTreeRoot|Outlines|AcroForm|\/URI|PieceInfo/);
  const after = await seenPage(copy, 1);
  await expectBlack(before, after, area);
  expect(after.boxOf('red')).toBeNull();
  expect(after.boxOf('blue')).not.toBeNull();
  expect((await seenPage(copy, 2)).boxOf('blue')).not.toBeNull();
  const pictures = execFileSync('pdfimages', ['-list', copy]).toString();
  expect(pictures.split('\n').filter((line) => line.includes('jpeg'))).toHaveLength(2);
  for (const dpi of pictures.matchAll(/ (\d+) +(\d+) +[\d.]+[KMB] /g)) expect(Number(dpi[1])).toBeGreaterThan(200);
  expect(texts(copy)).toContain('เลขประจำตัวประชาชน');
  const kept = await bed.app.app.serve({
    ...{ origin: 'app', method: 'GET', range: null, path: `/evidence/${bed.submission}/${file.id}` },
  });
  expect(Buffer.from(kept.body).equals(Buffer.from(original))).toBe(true);
}, 120_000);

const crops = [undefined, [50, 60, 300, 200]] as const;
const cases = [0, 90, 180, 270].flatMap((turn) => crops.map((crop) => [turn, crop] as const));

describe.each(cases)('on a page turned by %i, cut to %j', (turn, crop) => {
  test('what was red is black, and what is blue stays', async () => {
    const original = await turnedPdf({ turn, ...(crop && { crop }) });
    const path = await bed.store(original);
    const before = await seenPage(path, 1);
    const area = grown(before.boxOf('red')!, 3);
    const file = await bed.add(`turned-${String(turn)}-${String(crop)}.pdf`, original);
    await bed.redact(file, 1, [area]);
    const copy = await bed.store(await bed.copy(file));
    expect(texts(path)).toContain(secret);
    expect(texts(copy)).not.toContain(secret);
    const after = await seenPage(copy, 1);
    await expectBlack(before, after, area);
    expect(after.boxOf('red')).toBeNull();
    const [blue, still] = [before.boxOf('blue')!, after.boxOf('blue')!];
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(blue[side] - still[side])).toBeLessThanOrEqual(2);
  }, 120_000);
});

test('a page in larger units', async () => {
  const original = await turnedPdf({ turn: 90, unit: 2 });
  const before = await seenPage(await bed.store(original), 1);
  const [red, unit] = [grown(before.boxOf('red')!, 3), 2];
  const file = await bed.add('unit.pdf', original);
  const area = { x: red.x * unit, y: red.y * unit, width: red.width * unit, height: red.height * unit };
  await bed.redact(file, 1, [area]);
  const copy = await bed.store(await bed.copy(file));
  await expectBlack(before, await seenPage(copy, 1, 36), red);
}, 120_000);

test('a file that only its owner locked is redacted, one with a password is refused', async () => {
  const locked = await bed.store(await leakyPdf());
  const owner = `${locked}.owner.pdf`;
  execFileSync('qpdf', ['--encrypt', '', 'owner', '256', '--', locked, owner]);
  const readable = await bed.add('owner.pdf', await readFile(owner));
  await bed.redact(readable, 1, [{ x: 50, y: 110, width: 220, height: 90 }]);
  const copy = await bed.store(await bed.copy(readable));
  expect(everything(copy)).not.toMatch(/SECRETWORD/i);
  expect((await seenPage(copy, 1)).boxOf('red')).toBeNull();

  const closed = await bed.add('closed.pdf', await makePdf({ pages: 1, password: 'x' }));
  await bed.redact(closed, 1, [{ x: 5, y: 5, width: 20, height: 20 }]);
  await expect(bed.copy(closed)).rejects.toMatchObject({
    code: 'annotation.pdf-failed',
    details: { reason: 'password', redacted: true },
  });
}, 120_000);

test.each([
  ['no document at all', 'broken.pdf', Buffer.from('%PDF-1.7\nnothing\n'), 1, 'damaged'],
  ['a page that is not there', 'short.pdf', null, 7, 'damaged'],
  ['words without pages', 'words.txt', Buffer.from(`${secret} ก\n`.repeat(20)), 1, 'unsupported'],
])(
  '%s is refused, never copied as it is',
  async (_what, name, bytes, page, reason) => {
    const file = await bed.add(name, bytes ?? (await turnedPdf({})));
    await bed.redact(file, page, [{ x: 5, y: 5, width: 20, height: 20 }]);
    await expect(bed.copy(file)).rejects.toMatchObject({
      code: 'annotation.pdf-failed',
      details: { reason, redacted: true },
    });
  },
  60_000,
);

const svg = (red: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="#fff"/>` +
      `<rect x="200" y="150" width="240" height="90" fill="${red}"/><rect x="700" y="500" width="200" height="90" fill="#00f"/></svg>`,
  );
const exif = { IFD0: { ImageDescription: secret }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '16/1 49/1 0/1' } };
const sheet = () => sharp(svg('#f00')).flatten({ background: '#fff' });
const pictures: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ['photo.jpg', () => sheet().withExif(exif).jpeg({ quality: 95 }).toBuffer()],
  ['turned.jpg', () => sheet().withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer()],
  ['sheet.png', () => sheet().withExif(exif).png().toBuffer()],
  ['sheet.webp', () => sheet().withExif(exif).webp({ lossless: true }).toBuffer()],
];

/** The pictures in a copy, as they lie in it. */
async function picturesIn(path: string): Promise<readonly string[]> {
  const folder = `${path}.pictures`;
  await mkdir(folder);
  execFileSync('pdfimages', ['-all', path, join(folder, 'p')]);
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

describe.each(pictures)('of the picture %s', (name, make) => {
  test('the pixels are gone, and what the camera wrote', async () => {
    const original = await make();
    const before = await seenPicture(original);
    const area = grown(before.boxOf('red')!, 4);
    const file = await bed.add(name, original);
    await bed.redact(file, 1, [area], 'ลายมือชื่อ');
    const copy = await bed.store(await bed.copy(file));
    expect(everything(copy)).not.toContain(secret);
    const [inside] = await picturesIn(copy);
    const facts = await sharp(inside).metadata();
    expect(facts).not.toHaveProperty('exif');
    expect(facts).not.toHaveProperty('xmp');
    const after = await seenPicture(inside!);
    expect([after.width, after.height]).toEqual([before.width, before.height]);
    expect(after.boxOf('red')).toBeNull();
    // In the picture itself, without what is painted over it.
    for (let y = area.y + 2; y < area.y + area.height - 2; y += 1)
      for (let x = area.x + 2; x < area.x + area.width - 2; x += 1)
        expect(Math.max(...after.at(x, y))).toBeLessThan(16);
    expect(await before.differenceFrom(after, [grown(area, 12)])).toBeLessThan(20);
  }, 120_000);
});

test('the second picture of a scan, and a photo of a telephone', async () => {
  const scan = joinTiffs([
    await sheet().tiff({ compression: 'lzw' }).toBuffer(),
    await sharp(svg('#f00')).flatten().tiff({ compression: 'lzw' }).toBuffer(),
  ]);
  const file = await bed.add('scan.tiff', scan);
  await bed.redact(file, 2, [{ x: 190, y: 140, width: 260, height: 110 }]);
  const [first, second] = await picturesIn(await bed.store(await bed.copy(file)));
  expect((await seenPicture(first!)).boxOf('red')).not.toBeNull();
  expect((await seenPicture(second!)).boxOf('red')).toBeNull();

  const photo = await bed.add('telephone.heic', telephonePhoto());
  await bed.redact(photo, 1, [{ x: 4, y: 4, width: 20, height: 12 }]);
  const [inside] = await picturesIn(await bed.store(await bed.copy(photo)));
  expect(Math.max(...(await seenPicture(inside!)).at(12, 9))).toBeLessThan(8);
}, 120_000);

test('of a picture of more pixels than a copy takes, the right part is black', async () => {
  const large = await sharp(svg('#f00')).resize(6000, 4000).flatten().jpeg().toBuffer();
  const file = await bed.add('large.jpg', large);
  await bed.redact(file, 1, [{ x: 980, y: 730, width: 1240, height: 490 }]);
  const [inside] = await picturesIn(await bed.store(await bed.copy(file)));
  const after = await seenPicture(inside!);
  expect(after.width).toBeLessThan(6000);
  const share = after.width / 6000;
  expect(after.boxOf('red')).toBeNull();
  const blue = after.boxOf('blue')!;
  expect(Math.abs(blue.x - 3500 * share)).toBeLessThan(4);
  expect(Math.abs(blue.y - 2500 * share)).toBeLessThan(4);
}, 120_000);

test('what was to be seen on paper only is not in the copy, and what the screen showed is', async () => {
  const file = await bed.add('paper-only.pdf', await paperOnlyPdf());
  await bed.redact(file, 1, [{ x: 10, y: 200, width: 60, height: 40 }]);
  const after = await seenPage(await bed.store(await bed.copy(file)), 1);
  expect(after.boxOf('red')).toBeNull();
  expect(Math.abs((after.boxOf('blue')?.x ?? 0) - 300)).toBeLessThanOrEqual(2);
}, 120_000);

test('what is blacked out while a copy is made is black in it', async () => {
  const file = await bed.add('meanwhile.pdf', await leakyPdf());
  await bed.mark(file, { kind: 'rectangle' });
  bed.beforePrint(() => bed.redact(file, 1, [{ x: 50, y: 110, width: 220, height: 90 }]));
  const copy = await bed.store(await bed.copy(file));
  expect(texts(copy)).not.toContain(secret);
  expect((await seenPage(copy, 1)).boxOf('red')).toBeNull();
}, 120_000);

test('words of other marks are cut on the page where something is hidden, and only there', async () => {
  const file = await bed.add('marks.pdf', await leakyPdf());
  const quote = (exact: string) => ({ exact, prefix: '', suffix: '' });
  const under = await bed.mark(file, {
    ...{ kind: 'highlight', quote: quote(secret), comment: 'ตรวจแล้ว' },
    rects: [{ x: 60, y: 122, width: 140, height: 22 }],
  });
  const beside = await bed.mark(file, {
    ...{ kind: 'highlight', quote: { exact: open, prefix: secret, suffix: secret } },
    rects: [{ x: 60, y: 322, width: 140, height: 22 }],
  });
  const nowhere = await bed.mark(file, { kind: 'highlight', quote: quote(secret), rects: [] });
  const elsewhere = await bed.mark(file, {
    ...{ kind: 'highlight', quote: quote(open), page: 2 },
    rects: [{ x: 60, y: 322, width: 140, height: 22 }],
  });
  const redaction = await bed.redact(file, 1, [{ x: 50, y: 110, width: 220, height: 90 }]);
  const copy = await bed.store(await bed.copy(file));
  expect(texts(copy)).toContain('ข้อความถูกปกปิด');
  expect(texts(copy)).toContain('ตรวจแล้ว');
  expect(texts(copy)).toContain(open);
  expect(everything(copy)).not.toMatch(/SECRETWORD/i);

  const { ticket } = await bed.app.call('annotation.export', { submission: bed.submission });
  const { items } = JSON.parse((await bed.fetch(ticket)).toString()) as { items: { id: string }[] };
  const text = (id: string) => JSON.stringify(items.find((one) => one.id === `urn:uuid:${id}`));
  expect(text(under.id)).not.toContain(secret);
  expect(text(under.id)).toContain('ตรวจแล้ว');
  for (const { id } of [beside, nowhere]) expect(text(id)).not.toMatch(/SECRETWORD|TextQuoteSelector/);
  expect(text(elsewhere.id)).toContain(open);
  expect(text(redaction.id)).toContain('"kind":"redaction"');
  expect(text(redaction.id)).toContain('"motivation":"editing"');
  expect(text(redaction.id)).not.toContain('TextQuoteSelector');
}, 120_000);

test('undo takes a redaction back, and with it the black', async () => {
  const file = await bed.add('undone.pdf', await turnedPdf({ turn: 180 }));
  const made = await bed.redact(file, 1, [{ x: 10, y: 10, width: 380, height: 280 }]);
  const command = () => ({ submission: bed.submission, command: randomUUID() });
  const undone = await bed.app.call('review.undo', command());
  expect(undone.review.marks.map(({ id }) => id)).not.toContain(made.id);
  await expect(bed.copy(file)).rejects.toMatchObject({ code: 'annotation.none' });
  const redone = await bed.app.call('review.redo', command());
  expect(redone.review.marks.map(({ id }) => id)).toContain(made.id);
  expect(texts(await bed.store(await bed.copy(file)))).not.toContain(secret);
}, 120_000);

test('a redaction that quotes what it hides, hides nothing or is cited is refused', async () => {
  const file = await bed.add('refused.pdf', await turnedPdf({ turn: 270 }));
  const made = await bed.redact(file, 1, [{ x: 10, y: 10, width: 80, height: 20 }]);
  const { review } = await bed.app.call('review.get', { submission: bed.submission });
  const { indicator } = review.marks.find(({ id }) => id === made.id)!;
  const id = `urn:uuid:${randomUUID()}`;
  const annotation = (selector: readonly object[]) => ({
    ...{ '@context': 'http://www.w3.org/ns/anno.jsonld', id, type: 'Annotation' as const },
    creator: { id: `urn:uuid:${randomUUID()}`, type: 'Person', name: 'ก' },
    ...{ created: made.createdAt, modified: made.createdAt },
    target: { type: 'SpecificResource', source: `urn:sha256:${file.sha256}`, selector },
    'lpa:mark': { kind: 'redaction', evidence: file.id, indicator, colour: 'grey' },
  });
  const place = { type: 'FragmentSelector', value: 'page=1&viewrect=1,2,30,10' };
  const quote = { type: 'TextQuoteSelector', exact: secret, prefix: '', suffix: '' };
  const record = (change: object) =>
    bed.app.call('review.record', {
      ...{ submission: bed.submission, command: randomUUID() },
      change: change as never,
    });
  const create = (selector: readonly object[]) =>
    record({ type: 'annotation.created', payload: { annotation: annotation(selector) } });
  await expect(create([place, quote])).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(create([{ ...place, refinedBy: quote }])).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(create([{ type: 'FragmentSelector', value: 'page=1' }])).rejects.toMatchObject({
    code: 'invalid-input',
  });
  const cited = { id: randomUUID(), indicator, evidence: file.id, annotation: made.id };
  await expect(record({ type: 'citation.added', payload: cited })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(create([place])).resolves.toBeDefined();
}, 120_000);
