import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnnotationImport } from '#common/contract/channels/annotation.ts';
import type { Mark } from '#common/domain/annotation.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { createPrinter, type Printer } from '#main/host/chromium/printer.ts';
import { createTestLibrary, newFolder, openTestApp, removeFolder, type TestApp } from '../support/test-app.ts';

let test_: TestApp;
let printer: Printer;
let folder: string;
let files: string;
let submission: string;
let file: EvidenceItem;
let mine: Mark;

beforeAll(async () => {
  folder = await newFolder();
  files = await newFolder();
  printer = createPrinter({ profilesFolder: join(files, 'profile') });
  test_ = await openTestApp({ folder, print: (app, path, setup) => printer.print(app, path, setup) });
  await createTestLibrary(test_);
  await test_.call('submission.importSample', { job: randomUUID() });
  const [first] = await test_.call('submission.list', {});
  submission = first!.id;
  const { manifest } = await test_.call('submission.get', { id: submission });
  file = manifest.evidence.find(({ mediaType }) => mediaType === 'application/pdf')!;
  mine = {
    id: randomUUID(),
    evidence: file.id,
    sha256: file.sha256,
    indicator: file.indicators[0]!,
    page: 1,
    kind: 'arrow',
    rects: [{ x: 10, y: 10, width: 90, height: 40 }],
    strokes: [
      [
        { x: 10, y: 10 },
        { x: 100, y: 50 },
      ],
    ],
    colour: 'violet',
    stamp: '',
    quote: null,
    comment: 'ดูตรงนี้',
    author: { id: randomUUID(), name: 'ปาริชาต วงศ์เมธากุล' },
    createdAt: '2024-07-05T04:42:07.123Z',
    modifiedAt: '2024-07-05T04:42:07.123Z',
  };
  await test_.call('review.record', {
    submission,
    command: randomUUID(),
    change: { type: 'annotation.created', payload: { annotation: toWebAnnotation(mine, file.mediaType) } },
  });
  const citation = { id: randomUUID(), indicator: file.indicators[0]!, evidence: file.id, annotation: mine.id };
  await test_.call('review.record', {
    submission,
    command: randomUUID(),
    change: { type: 'citation.added', payload: citation },
  });
}, 120_000);
afterAll(async () => {
  await test_.close();
  await printer.close();
  await removeFolder(folder);
  await removeFolder(files);
});

async function offer(content: unknown, command: string = randomUUID()): Promise<AnnotationImport> {
  const path = join(files, `${randomUUID()}.jsonld`);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  const ticket = await test_.app.accept(path);
  return test_.call('annotation.import', { submission, command, ticket });
}

async function exported(): Promise<{ type: string; items: { id: string }[] }> {
  const { ticket, fileName } = await test_.call('annotation.export', { submission });
  expect(fileName).toBe('annotations.jsonld');
  const { body } = await test_.app.serve({ origin: 'app', method: 'GET', path: `/export/${ticket}`, range: null });
  return JSON.parse(Buffer.from(body).toString()) as Awaited<ReturnType<typeof exported>>;
}

const marks = async () => (await test_.call('review.get', { submission })).review.marks;
const page = (items: readonly unknown[]) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  type: 'AnnotationPage',
  items,
});
const foreign = (id: string, selector: unknown, more: object = {}) => ({
  id: `https://hypothes.example/a/${id}`,
  type: 'Annotation',
  motivation: 'commenting',
  creator: { id: 'acct:somchai@example.org', type: 'Person', name: 'สมชาย' },
  created: '2024-06-01T00:00:00Z',
  body: [{ type: 'TextualBody', value: '<p>ครบ&amp;ถ้วน</p>', format: 'text/html' }, 'https://example.org/rule5'],
  target: { source: `urn:sha256:${file.sha256}`, selector },
  'x:score': { deep: [1, 2] },
  ...more,
});

test('what was exported is known when it comes back, and nothing is written twice', async () => {
  const out = await exported();
  expect(out).toMatchObject({ type: 'AnnotationPage', items: [{ id: `urn:uuid:${mine.id}` }] });
  expect(await offer(out)).toEqual({ read: 1, added: 0, kept: 0, known: 1, elsewhere: 0, refused: 0, problem: null });
});

test('annotations of others are drawn with their author, kept whole, or counted as what they are', async () => {
  const before = (await test_.call('review.get', { submission })).events;
  const region = [
    {
      type: 'FragmentSelector',
      conformsTo: 'http://tools.ietf.org/rfc/rfc3778',
      value: 'page=1&viewrect=50,60,200,30',
    },
    { type: 'TextQuoteSelector', exact: 'รายงานที่ส่ง' },
  ];
  const result = await offer(
    page([
      foreign('1', region),
      foreign('2', { type: 'SvgSelector', value: '<svg:svg><svg:path d="M10,10 l20,0 v5 z"/></svg:svg>' }),
      foreign('3', { type: 'TextQuoteSelector', exact: 'รายงาน', prefix: '', suffix: '' }),
      foreign('4', region, { target: 'https://example.org/other.pdf' }),
      foreign('5', { type: 'FragmentSelector' }),
      foreign('1', region),
    ]),
  );
  expect(result).toEqual({
    read: 6,
    added: 2,
    kept: 1,
    known: 1,
    elsewhere: 1,
    refused: 1,
    problem: 'target.selector: FragmentSelector needs value',
  });
  expect((await test_.call('review.get', { submission })).events).toBe(before + 3);
  const [, one, two] = await marks();
  expect(one).toMatchObject({
    kind: 'highlight',
    evidence: file.id,
    indicator: file.indicators[0],
    rects: [{ x: 50, y: 60, width: 200, height: 30 }],
    quote: { exact: 'รายงานที่ส่ง' },
    comment: 'ครบ&ถ้วน\nhttps://example.org/rule5',
    author: { name: 'สมชาย' },
    createdAt: '2024-06-01T00:00:00Z',
  });
  expect(two).toMatchObject({
    kind: 'ink',
    page: 1,
    strokes: [
      [
        { x: 10, y: 10 },
        { x: 30, y: 10 },
        { x: 30, y: 15 },
        { x: 10, y: 10 },
      ],
    ],
  });
  const out = await exported();
  expect(out.items).toHaveLength(4);
  expect(out.items[1]).toMatchObject({
    via: 'https://hypothes.example/a/1',
    'lpa:original': { 'x:score': { deep: [1, 2] } },
  });
  expect(out.items[3]).toMatchObject({ id: 'https://hypothes.example/a/3', 'x:score': { deep: [1, 2] } });
});

test('a mark of another copy of the file comes home to the file with the same content', async () => {
  const elsewhere = { ...mine, id: randomUUID(), evidence: 'e-other', indicator: 'i-other' };
  expect(await offer([{ ...toWebAnnotation(elsewhere) }])).toMatchObject({ added: 1 });
  const found = (await marks()).find(({ id }) => id === elsewhere.id);
  expect(found).toEqual({ ...elsewhere, evidence: file.id, indicator: file.indicators[0] });
});

test('the same command twice is one import', async () => {
  const command = randomUUID();
  const items = page([foreign('again', { type: 'FragmentSelector', value: 'page=1&viewrect=1,2,3,4' })]);
  expect(await offer(items, command)).toMatchObject({ added: 1 });
  expect(await offer(items, command)).toMatchObject({ added: 0, known: 1 });
});

test.each([
  ['no JSON', 'not json', 'annotation.unreadable'],
  ['nothing of this kind', { type: 'FeatureCollection', features: [] }, 'annotation.unreadable'],
  ['a page without items', { type: 'AnnotationPage', items: 5 }, 'annotation.unreadable'],
  ['too many', Array.from({ length: 20_001 }, () => 1), 'file.too-large'],
  ['too large', ' '.repeat(16 * 1024 * 1024 + 1), 'file.too-large'],
])('%s is refused', async (_, content, code) => {
  await expect(offer(content)).rejects.toMatchObject({ code });
});

test('a copy of the PDF carries the marks; what cannot be copied says why', async () => {
  const copy = (evidence: string) => test_.call('annotation.exportPdf', { submission, evidence, language: 'th' });
  const { ticket, fileName, size } = await copy(file.id);
  expect(fileName).toMatch(/ - เครื่องหมาย\.pdf$/);
  const { body } = await test_.app.serve({ origin: 'app', method: 'GET', path: `/export/${ticket}`, range: null });
  const task = getDocument({ data: new Uint8Array(body), verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const found = (await page.getAnnotations()) as { subtype: string; contentsObj: { str: string } }[];
  await task.destroy();
  expect(body.length).toBe(size);
  // What was there stays as it was; after it the list that every reader shows, in proper Thai.
  const original = join(files, 'original.pdf');
  const { body: before } = await test_.app.serve({
    origin: 'app',
    method: 'GET',
    path: `/evidence/${submission}/${file.id}`,
    range: null,
  });
  expect(Buffer.from(body).indexOf(Buffer.from(before))).toBe(0);
  await writeFile(original, before);
  const path = join(files, 'copy.pdf');
  await writeFile(path, body);
  execFileSync('qpdf', ['--check', path]);
  const pages = (of: string) => Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [of], { encoding: 'utf8' }))?.[1]);
  expect(pages(path)).toBe(pages(original) + 1);
  const list = execFileSync('pdftotext', ['-layout', '-f', String(pages(path)), path, '-'], { encoding: 'utf8' });
  for (const said of [
    'รายการเครื่องหมายและความเห็นในเอกสาร',
    'ดูตรงนี้',
    'อ้างเป็นลำดับ 1 ของข้อ 1',
    'ลูกศร · ข้อ 1',
    'ปาริชาต วงศ์เมธากุล',
    '5 ก.ค. 2567 11:42 น.',
    'ครบ&ถ้วน',
    '“รายงานที่ส่ง”',
    'สมชาย',
  ])
    expect(list).toContain(said);
  expect(found.find(({ subtype }) => subtype === 'Line')?.contentsObj.str).toBe('ดูตรงนี้\nอ้างเป็นลำดับ 1 ของข้อ 1');
  expect(found.find(({ subtype }) => subtype === 'Highlight')?.contentsObj.str).toBe(
    'ครบ&ถ้วน\nhttps://example.org/rule5',
  );
  const { manifest } = await test_.call('submission.get', { id: submission });
  const other = manifest.evidence.find(({ sha256 }) => sha256 !== file.sha256)!;
  await expect(copy(other.id)).rejects.toMatchObject({ code: 'annotation.none' });
  await expect(copy('e-none')).rejects.toMatchObject({ code: 'evidence.unknown' });
  const table = manifest.evidence.find(({ mediaType }) => !/pdf|image/.test(mediaType));
  if (table === undefined) return;
  const annotation = toWebAnnotation({ ...mine, id: randomUUID(), evidence: table.id, sha256: table.sha256 });
  await offer([annotation]);
  await expect(copy(table.id)).rejects.toMatchObject({
    code: 'annotation.pdf-failed',
    details: { reason: 'unsupported' },
  });
}, 120_000);

test('thousands at once are one step, in reasonable time', async () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    foreign(`m${index}`, { type: 'FragmentSelector', value: `page=1&viewrect=${index % 500},2,3,4` }),
  );
  const begin = performance.now();
  expect(await offer(page(many))).toMatchObject({ read: 5000, added: 5000 });
  expect(performance.now() - begin).toBeLessThan(30_000);
}, 120_000);
