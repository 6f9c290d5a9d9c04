import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Indexing, PageToRead } from '#common/contract/channels/search.ts';
import { createTestLibrary, openTestApp, passphrase, removeFolder, type TestApp } from '#tests/support/test-app.ts';
import { ensureOcrFiles, thaiScans } from '#tests/support/thai-scan.ts';
import { find, nextPage, readPage, recognised, until } from './search-steps.ts';
import { findReadable } from './storage-probes.ts';

const letter = [
  'ที่ ธร ๗๑๒๐๓/๔๕๑ สำนักงานเทศบาลตำบลท่าแก้วพัฒนา',
  'เรื่อง แผนการตรวจสอบภายในประจำปีงบประมาณ พ.ศ. ๒๕๖๖',
  'ด้วยหน่วยตรวจสอบภายในได้จัดทำแผนการตรวจคุณภาพน้ำประปาแล้ว',
];
const other = ['ประกาศใช้ข้อบัญญัติงบประมาณรายจ่าย', 'INFO System ระบบข้อมูลกลางขององค์กรปกครองส่วนท้องถิ่น'];
let scans: readonly string[] = [];
let workersFolder = '';
let app: TestApp;

beforeAll(async () => {
  workersFolder = ensureOcrFiles();
  scans = (await thaiScans([letter, other])).map((png) => png.toString('base64'));
}, 120_000);

beforeEach(async () => {
  app = await openTestApp({ workersFolder });
  await createTestLibrary(app);
  await app.call('submission.importSample', { job: randomUUID() });
});
afterEach(async () => {
  await app.close();
  await removeFolder(app.folder);
});

test('a Thai scan is recognised, found by its words in any spelling, and shown with them marked', async () => {
  const scan = await nextPage(app);
  await app.call('search.keep', readPage(scan, { pages: 1, picture: scans[0] ?? '' }));
  await recognised(app, 1);
  await until(async () => ((await find(app, 'คุณภาพ')).total === 1 ? true : null));
  for (const query of ['ตรวจสอบภายใน', 'ท่าแก้วพัฒนา แผน', 'น้ำประปา', '"แผนการตรวจ"', 'นํ้าประปา']) {
    const { total, hits } = await find(app, query);
    expect({ query, total }).toEqual({ query, total: 1 });
    const { snippet, ...hit } = hits[0] ?? { snippet: { text: '', ranges: [] } };
    expect(hit).toMatchObject({ kind: 'page', evidence: scan.evidence, page: 1, source: 'ocr', quote: null });
    expect(snippet.ranges.length).toBeGreaterThan(0);
  }
  const [hit] = (await find(app, 'คุณภาพน้ำประปา')).hits;
  const [begin, end] = hit?.snippet.ranges[0] ?? [0, 0];
  expect(hit?.snippet.text.slice(begin, end).replaceAll(' ', '')).toBe('คุณภาพน้ำประปา');
  expect((await find(app, 'ข้อบัญญัติ')).total).toBe(0);
});

test('damaged text finds its page and is never shown', async () => {
  const page = await nextPage(app);
  const text = 'จ\u0000ดท\u0000าแผนการตรวจค\u0000ณภาพน\u0000\u0000าประปา INFO';
  await app.call('search.keep', readPage(page, { text }));
  for (const query of ['แผนการตรวจคุณภาพ', 'info']) {
    const [hit] = (await find(app, query)).hits;
    expect(hit).toMatchObject({ page: 1, snippet: { text: '', ranges: [] }, source: 'text', quote: query });
  }
});

test('sound text is shown as it is, with words that the viewer finds on the page', async () => {
  const page = await nextPage(app);
  await app.call('search.keep', readPage(page, { text: 'จัดทําแผนการตรวจสอบ\nภายใน ปี ๒๕๖๖' }));
  const [hit] = (await find(app, 'ตรวจสอบภายใน')).hits;
  expect(hit).toMatchObject({ source: 'text', quote: 'ตรวจสอบ ภายใน', title: page.title });
  expect(hit?.snippet.text).toBe('จัดทำแผนการตรวจสอบ ภายใน ปี ๒๕๖๖');
});

test('pages are asked for in order, of the opened submission first, until all are read', async () => {
  const first = await nextPage(app);
  expect(first).toMatchObject({ page: 1, picture: 'if-scanned' });
  await app.call('search.keep', readPage(first, { pages: 3 }));
  expect(await nextPage(app)).toMatchObject({ evidence: first.evidence, page: 2 });
  await app.call('search.failed', { sha256: first.sha256, page: 2, code: 'damaged' });
  expect(await nextPage(app)).toMatchObject({ evidence: first.evidence, page: 3 });

  const others = (await app.call('submission.list', {})).filter(({ id }) => id !== first.submission);
  const opened = await nextPage(app, others[0]?.id ?? null);
  expect(opened.submission).toBe(others[0]?.id);

  const asked: PageToRead[] = [];
  for (let page = await app.call('search.next', {}); page !== null; page = await app.call('search.next', {})) {
    asked.push(page);
    if (asked.length % 2 === 0) await app.call('search.keep', readPage(page, { pages: page.page }));
    else await app.call('search.failed', { sha256: page.sha256, page: page.page, code: 'unsupported' });
  }
  expect(asked.some(({ mediaType, picture }) => mediaType === 'image/jpeg' && picture === 'always')).toBe(true);
  expect(new Set(asked.map(({ sha256, page }) => `${sha256} ${page}`)).size).toBe(asked.length);
  const status = await app.call('search.status', {});
  expect(status).toMatchObject({ state: 'done', ocrWaiting: 0 });
  expect(status.filesDone).toBe(status.files);
  expect(status.failed).toBeGreaterThan(10);
  const told = () => app.emitted.filter(({ event }) => event === 'indexing');
  await until(async () => ((told().at(-1)?.payload as Indexing).state === 'done' ? true : null));
  expect(told().length).toBeLessThan(asked.length / 2);
});

test('what people wrote is found at once, where it belongs', async () => {
  await nextPage(app);
  const [summary] = await app.call('submission.list', {});
  const submission = summary?.id ?? '';
  await app.call('review.record', {
    submission,
    command: randomUUID(),
    change: { type: 'remark.set', payload: { indicator: 'i03', text: 'ขอให้เพิ่มลายมือชื่อผู้ตรวจ หน้า ๔' } },
  });
  const hit = await until(async () => (await find(app, 'ลายมือชื่อ หน้า4', { kinds: null })).hits[0] ?? null);
  expect(hit).toMatchObject({ kind: 'remark', submission, indicator: 'i03', page: null, source: null });
  const inside = await find(app, 'ตรวจสอบ', { submission, kinds: ['indicator'] });
  expect(inside.hits.every((one) => one.submission === submission && one.indicator !== null)).toBe(true);
  expect(inside.total).toBeGreaterThan(0);
});

test('at most two pictures wait; paused or on battery they wait on, and the person may go on', async () => {
  await nextPage(app);
  await app.call('search.power', { onBattery: true });
  for (const picture of scans) {
    const page = await nextPage(app);
    await app.call('search.keep', readPage(page, { picture }));
  }
  expect(await app.call('search.next', {})).toBeNull();
  expect(await app.call('search.status', {})).toMatchObject({ state: 'battery', ocrWaiting: 2, ocrDone: 0 });
  await app.call('search.pause', { paused: true });
  await app.call('search.power', { onBattery: false });
  expect(await app.call('search.status', {})).toMatchObject({ state: 'paused', ocrWaiting: 2 });
  await app.call('search.power', { onBattery: true });
  await app.call('search.pause', { paused: false });
  expect(await recognised(app, 2)).toMatchObject({ state: 'running', ocrWaiting: 0 });
  await until(async () => ((await find(app, 'INFO ข้อมูลกลาง')).total === 1 ? true : null));
  expect(await app.call('search.next', {})).not.toBeNull();
});

test('after a kill nothing is readable on disk, what was read stays read, and a lost picture is asked for again', async () => {
  await app.call('library.lock', {});
  const picture = join(await mkdtemp(join(tmpdir(), 'lpa-scan-')), 'scan.png');
  await writeFile(picture, Buffer.from(scans[0] ?? '', 'base64'));
  const secret = 'ข้อความลับของหน้า search-probe-5521';
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'search-child.ts'), app.folder, workersFolder, picture, secret],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const [first, second] = JSON.parse(said.toString()) as [PageToRead, PageToRead];
  expect(findReadable(app.folder, [secret, first.sha256])).toEqual([]);
  child.kill('SIGKILL');
  await exited;
  expect(findReadable(app.folder, [secret, first.sha256])).toEqual([]);

  await app.call('library.unlock', { passphrase });
  const asked = await nextPage(app);
  expect([first.sha256, second.sha256]).not.toContain(asked.sha256 === second.sha256 ? '' : asked.sha256);
  await until(async () => ((await find(app, 'search-probe-5521')).total === 1 ? true : null));
  // Everything else first.
  let lost: PageToRead | null = asked;
  while (lost !== null && lost.picture !== 'always') {
    await app.call('search.failed', { sha256: lost.sha256, page: lost.page, code: 'unsupported' });
    lost = await app.call('search.next', {});
  }
  expect(lost).toMatchObject({ sha256: second.sha256, page: second.page });
  await app.call('search.keep', readPage(second, { pages: 2, picture: scans[0] ?? '' }));
  await recognised(app, 1);
  await until(async () => ((await find(app, 'คุณภาพ')).total === 1 ? true : null));
  const words = 'คุณภาพน้ำประปา';
  expect((await find(app, words)).hits).toMatchObject([{ page: second.page, source: 'ocr' }]);
  await app.call('library.lock', {});
  const forms = spawn(process.execPath, [
    '-e',
    `import('${join(import.meta.dirname, 'storage-probes.ts')}').then(({ findReadable }) =>
       console.log(JSON.stringify(findReadable('${app.folder}', ['${secret}', '${words}']))))`,
  ]);
  const [found] = (await once(forms.stdout, 'data')) as [Buffer];
  expect(JSON.parse(found.toString())).toEqual([]);
});

test('what was read goes with the submission', async () => {
  const page = await nextPage(app);
  await app.call('search.keep', readPage(page, { text: 'คำที่หายไปด้วย', picture: scans[0] ?? '' }));
  expect((await find(app, 'หายไปด้วย')).total).toBe(1);
  await app.call('submission.removeSample', {});
  await until(async () => ((await app.call('search.status', {})).files === 0 ? true : null));
  expect((await find(app, 'หายไปด้วย')).total).toBe(0);
  expect((await find(app, 'เทศบาล', { kinds: null })).total).toBe(0);
  await app.call('submission.importSample', { job: randomUUID() });
  const again = await nextPage(app);
  expect(again).toMatchObject({ sha256: page.sha256, page: 1, picture: 'if-scanned' });
});

test('locked, there is nothing to read and nothing to find', async () => {
  const page = await nextPage(app);
  await app.call('search.keep', readPage(page, { text: 'แผนพัฒนา' }));
  await app.call('library.lock', {});
  expect(await app.call('search.next', {})).toBeNull();
  await expect(find(app, 'แผนพัฒนา')).rejects.toMatchObject({ code: 'library.locked' });
  await expect(app.call('search.keep', readPage(page))).rejects.toMatchObject({ code: 'library.locked' });
  await app.call('library.unlock', { passphrase });
  await until(async () => ((await find(app, 'แผนพัฒนา')).total === 1 ? true : null));
});

test('what a frame taken over might say is refused, or changes nothing', async () => {
  const page = await nextPage(app);
  const refused = async (said: Parameters<typeof readPage>[1], code: string) =>
    expect(app.call('search.keep', readPage(page, said))).rejects.toMatchObject({ code });
  const huge = await sharp({ create: { width: 12_000, height: 6_000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  await refused({ picture: huge.toString('base64') }, 'invalid-input');
  await refused({ picture: Buffer.from('GIF89a').toString('base64') }, 'invalid-input');
  await refused({ picture: 'A'.repeat(12_000_000) }, 'invalid-input');
  await refused({ text: 'ก'.repeat(2_000_001) }, 'invalid-input');
  await refused({ page: 3, pages: 2 }, 'invalid-input');
  await refused({ look: 'z'.repeat(64) }, 'invalid-input');
  await refused({ sha256: 'a'.repeat(64) }, 'evidence.unknown');
  expect(await nextPage(app)).toEqual(page);

  // A head that is right and nothing behind it: recognition fails, and goes on with the next.
  const cut = Buffer.from(scans[0] ?? '', 'base64').subarray(0, 400);
  await app.call('search.keep', readPage(page, { picture: cut.toString('base64') }));
  const next = await nextPage(app);
  await app.call('search.keep', readPage(next, { picture: scans[1] ?? '' }));
  expect(await recognised(app, 1)).toMatchObject({ ocrWaiting: 0, failed: 1 });
});

test('a page taken over fills neither memory with pictures nor the disk with words', async () => {
  await app.call('search.power', { onBattery: true });
  const { sha256 } = await nextPage(app);
  const keep = (page: number, said: Parameters<typeof readPage>[1]) =>
    app.call('search.keep', readPage({ sha256, page }, { pages: 60, ...said }));
  for (let page = 1; page <= 5; page += 1) await keep(page, { picture: scans[0] ?? '' });
  expect(await app.call('search.status', {})).toMatchObject({ ocrWaiting: 5 });
  await app.call('search.power', { onBattery: false });
  // Three were not kept; they are asked for again once there is room.
  expect(await recognised(app, 2)).toMatchObject({ ocrWaiting: 3 });
  expect(await nextPage(app)).toMatchObject({ sha256, page: 6 });

  // Empty first and long afterwards is as long as long at once: no more of one file than thirty million characters.
  for (let page = 6; page <= 22; page += 1) await keep(page, {});
  for (let page = 6; page <= 22; page += 1) await keep(page, { text: `${'ก'.repeat(1_999_990)} หน้า${page}จบ` });
  const found = async (page: number) => (await find(app, `หน้า${page}จบ`)).total;
  const db = new DatabaseSync(join(app.folder, 'library.db'), { readOnly: true });
  const { bytes } = db.prepare('SELECT SUM(LENGTH(sealed)) AS bytes FROM read_pages').get() as { bytes: number };
  db.close();
  expect(bytes).toBeLessThan(3 * 31_000_000);
  expect(bytes).toBeGreaterThan(3 * 29_000_000);
  expect(await found(22)).toBe(0);

  const refused = { code: 'invalid-input' };
  await expect(keep(20_001, { pages: 100_000 })).rejects.toMatchObject(refused);
  await expect(app.call('search.failed', { sha256, page: 61, code: 'x' })).rejects.toMatchObject(refused);
  // A document that is suddenly shorter: its pages from before can still fail, or they would be asked for for ever.
  await keep(2, { pages: 2 });
  expect(await app.call('search.failed', { sha256, page: 22, code: 'x' })).toEqual({});
});

test('the same file handed in by two LAOs is one file to read, and a look-alike', async () => {
  await nextPage(app);
  const groups = await app.call('search.lookAlikes', { submission: null });
  const lists = await Promise.all(
    (await app.call('submission.list', {})).map(({ id }) => app.call('submission.get', { id })),
  );
  const all = lists.flatMap(({ manifest }) => manifest.evidence.map(({ sha256 }) => sha256));
  const { files } = await app.call('search.status', {});
  expect(files).toBeLessThanOrEqual(new Set(all).size);
  expect(groups.every(({ kind, members }) => kind === 'identical' && members.length > 1)).toBe(true);
});
