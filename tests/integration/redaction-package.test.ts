import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { buildIfStale } from '#main/build.ts';
import { createPrinter, type Printer } from '#main/host/chromium/printer.ts';
import { findDownload, saveDownload } from '#main/host/shared/save-download.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { canMount, mountSmallDisk, type SmallDisk } from '#tests/e2e/support/small-disk.ts';
import { finaliseFixture, importFixture } from '#tests/support/import-fixture.ts';
import { leakyPdf, secret } from '#tests/support/leaky-pdf.ts';
import { seenPage } from '#tests/support/seen-page.ts';
import {
  asMember,
  command,
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';

type PrintPages = NonNullable<NonNullable<Parameters<typeof openTestApp>[0]>['print']>;

const mounts = canMount();
if (!mounts) process.stderr.write('SKIPPED: a full disk needs root and mount\n');

let [folder, outside] = ['', ''];
/** Where the library lies. */
let disk: SmallDisk | null = null;
/** Before the next pages are printed. */
let onPrint: () => void = () => undefined;
let leaky: string;
let printer: Printer;
let opened: TestApp;
let submission: string;
let key: string;

const print: PrintPages = (app, path, setup) => {
  onPrint();
  return printer.print(app, path, setup);
};

beforeAll(async () => {
  await buildIfStale();
  [folder, outside] = [await newFolder(), await newFolder()];
  if (mounts) disk = mountSmallDisk(folder, 64);
  printer = createPrinter({ profilesFolder: join(outside, 'profile') });
  opened = await openTestApp({ folder, print });
  await createTestLibrary(opened);
  submission = await importFixture(opened, outside);
  for (const [name, bytes] of [
    ['leaky.pdf', await leakyPdf()],
    ['broken.pdf', Buffer.from('%PDF-1.7\nno pages\n')],
  ] as const) {
    await writeFile(join(outside, name), bytes);
    const ticket = await opened.app.accept(join(outside, name));
    const { evidence, snapshot } = await opened.call('evidence.add', {
      ...{ submission, command: command(), indicators: ['i01'], title: name, how: 'file' as const, ticket },
    });
    if (name === 'leaky.pdf') leaky = evidence;
    const { sha256 } = snapshot.review.teamEvidence.find(({ id }) => id === evidence)!;
    const annotation = toWebAnnotation({
      ...{ id: randomUUID(), evidence, sha256, indicator: 'i01', page: 1, kind: 'redaction', strokes: [] },
      ...{ rects: [{ x: 50, y: 110, width: 220, height: 90 }], colour: 'blue', stamp: '', quote: null },
      ...{ comment: 'ที่อยู่', author: { id: randomUUID(), name: 'ปาริชาต' } },
      ...{ createdAt: '2024-07-05T02:00:00.000Z', modifiedAt: '2024-07-05T02:00:00.000Z' },
    });
    const citation = { id: randomUUID(), indicator: 'i01', evidence, annotation: null };
    for (const change of [
      { type: 'annotation.created' as const, payload: { annotation } },
      { type: 'citation.added' as const, payload: citation },
    ])
      await opened.call('review.record', { submission, command: command(), change });
  }
  await finaliseFixture(opened, submission);
  key = (await opened.call('key.generate', { name: 'ปาริชาต', title: 'กรรมการ' })).id;
}, 240_000);
afterAll(async () => {
  await opened.close();
  await printer.close();
  disk?.unmount();
  await removeFolder(folder);
  await removeFolder(outside);
});

const signWithCopies = () =>
  opened.call('package.sign', {
    ...{ submission, key, passphrase, as: asMember, job: command(), evidence: 'none', copies: true },
  });

test.skipIf(!mounts)(
  'the disk is full when the copy is written: said, no package and no half file, then it works',
  async () => {
    let printed = 0;
    // The report is there; what comes then is for the copies.
    onPrint = () => {
      printed += 1;
      if (printed === 2) disk?.fill(0);
    };
    await expect(signWithCopies()).rejects.toMatchObject({ code: 'storage.disk-full' });
    expect(printed).toBeGreaterThan(1);
    expect(await opened.call('package.list', { submission })).toEqual([]);
    expect(await readdir(join(folder, 'temporary'))).toEqual([]);
    onPrint = () => undefined;
    disk?.free();
    const { id } = await signWithCopies();
    expect(await opened.call('package.list', { submission })).toMatchObject([{ id }]);
  },
  120_000,
);

test.skipIf(!mounts)(
  'the disk is full when the copy is saved: said, nothing half there, and the older copy stays',
  async () => {
    const place = join(outside, 'stick');
    const stick = mountSmallDisk(place, 8);
    try {
      const { ticket } = await opened.call('annotation.exportPdf', { submission, evidence: leaky, language: 'th' });
      const download = await findDownload(opened.app, `/export/${ticket}`);
      const before = Buffer.from('%PDF-1.4 of last week');
      await writeFile(join(place, download!.fileName), before);
      stick.fill(16_384);
      const names = await readdir(place);
      for (const target of [undefined, join(place, download!.fileName)])
        expect(await saveDownload(download!, place, target)).toEqual({ failure: 'storage.disk-full' });
      expect(await readdir(place)).toEqual(names);
      expect((await readFile(join(place, download!.fileName))).equals(before)).toBe(true);
      stick.free();
      const saved = await saveDownload(download!, place, join(place, download!.fileName));
      expect(saved).toEqual({ path: join(place, download!.fileName) });
      expect(await readdir(place)).toEqual([download!.fileName]);
      const text = execFileSync('pdftotext', [join(place, download!.fileName), '-']).toString();
      expect(text).not.toContain(secret);
      expect(text).toContain('ที่อยู่');
    } finally {
      stick.unmount();
    }
  },
  120_000,
);

test('copies in a package are redacted, what cannot be redacted is left out and told, and the package is valid', async () => {
  const record = await signWithCopies();
  expect(record.withoutCopy).toContain('broken.pdf');
  const { ticket } = await opened.call('package.export', { id: record.id });
  const served = await opened.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
  const file = join(outside, 'package.asice');
  await writeFile(file, served.body);
  expect(await verifyPackage(file)).toMatchObject({ verdict: 'valid' });

  execFileSync('unzip', ['-q', file, '-d', join(outside, 'x')]);
  const names = execFileSync('unzip', ['-Z1', file]).toString();
  expect(names).not.toContain('broken');
  expect(names).not.toContain('evidence/');
  const copy = join(
    outside,
    'x',
    names.split('\n').find((name) => name.startsWith('annotated/'))!,
  );
  expect((await seenPage(copy, 1)).boxOf('red')).toBeNull();
  expect((await seenPage(copy, 1)).boxOf('blue')).not.toBeNull();
  expect(execFileSync('pdftotext', [copy, '-']).toString()).not.toContain(secret);

  // Neither copies nor marks nor the history quote what is hidden.
  expect(spawnSync('grep', ['-rla', secret, join(outside, 'x')]).stdout.toString()).toBe('');
  const { items } = JSON.parse(execFileSync('unzip', ['-p', file, 'annotations.jsonld']).toString()) as {
    items: { motivation: string; target: { selector: { type: string }[] } }[];
  };
  const hidden = items.filter(({ motivation }) => motivation === 'editing');
  expect(hidden).toHaveLength(2);
  for (const { target } of hidden) expect(target.selector.map(({ type }) => type)).toEqual(['FragmentSelector']);
}, 120_000);

test('with the evidence itself, the originals go as they are', async () => {
  const record = await opened.call('package.sign', {
    ...{ submission, key, passphrase, as: asMember, job: command(), evidence: 'cited', copies: true },
  });
  const { ticket } = await opened.call('package.export', { id: record.id });
  const served = await opened.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
  const file = join(outside, 'full.asice');
  await writeFile(file, served.body);
  expect(await verifyPackage(file)).toMatchObject({ verdict: 'valid' });
  const original = execFileSync('unzip', ['-p', file, 'evidence/T* leaky.pdf'], { maxBuffer: 16 * 1024 * 1024 });
  expect(original.equals(await readFile(join(outside, 'leaky.pdf')))).toBe(true);
}, 120_000);
