import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReadinessReport } from '#common/contract/channels/readiness.ts';
import type { Output } from '#common/contract/contract.ts';
import type { EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';
import { createReadiness } from '#main/features/readiness/service.ts';
import { systemClock } from '#main/lib/system.ts';
import { fileLength } from '#main/storage/blob-format.ts';
import { bundleOf, manifestOf, newKey, secretText } from '#tests/support/bundles.ts';
import { filesContaining, openSubmissions } from '#tests/support/submissions.ts';
import { createTestLibrary, openTestApp, passphrase, removeFolder, type TestApp } from '#tests/support/test-app.ts';

let app: TestApp;
const key = newKey();
/** Bytes that take long enough to read that something can happen meanwhile. */
const large = 60_000_000;

beforeEach(async () => {
  app = await openTestApp();
  await createTestLibrary(app);
});
afterEach(async () => {
  await app.close();
  await removeFolder(app.folder);
});

const importSample = () => app.call('submission.importSample', { job: randomUUID() });

async function importBundle(manifest: SubmissionManifest, files: readonly Buffer[]): Promise<void> {
  const path = join(app.folder, '..', `${randomUUID()}.lpasub`);
  await writeFile(path, await bundleOf(manifest, key, files));
  const ticket = await app.app.accept(path);
  await app.call('submission.import', { tickets: [ticket], job: randomUUID() });
  await rm(path);
}

/** The check as the page does it, with the frame's answer given. */
async function check(outcome: 'drawn' | 'damaged' = 'drawn'): Promise<ReadinessReport> {
  const job = randomUUID();
  const { decode } = await app.call('readiness.begin', { job });
  const decoded = decode.map(({ submission, evidence }) => ({ submission, evidence, outcome }));
  return app.call('readiness.finish', { job, decoded });
}

const item = (report: ReadinessReport | null, name: ReadinessReport['items'][number]['check']) =>
  report!.items.find(({ check: one }) => one === name)!;

/** A file of the sample whose sealed length no other file has, and where it lies. */
async function findOnDisk(): Promise<{ path: string; submission: string; laoName: string; evidence: EvidenceItem }> {
  const folder = join(app.folder, 'blobs');
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const lengths = await Promise.all(
    found.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path, length: (await stat(path)).size };
    }),
  );
  for (const { id, laoName } of await app.call('submission.list', {})) {
    const { manifest } = await app.call('submission.get', { id });
    for (const evidence of manifest.evidence) {
      const same = lengths.filter(({ length }) => length === fileLength(evidence.size));
      if (same.length === 1 && evidence.size > 100_000)
        return { path: same[0]!.path, submission: id, laoName, evidence };
    }
  }
  throw new Error('no file of the sample stands out by its length');
}

test('every file of the sample is hashed and given out once; what the frame says completes the report', async () => {
  await importSample();
  const job = randomUUID();
  app.emitted.length = 0;
  const { decode } = await app.call('readiness.begin', { job });
  const list = await app.call('submission.list', {});
  const details = await Promise.all(list.map(({ id }) => app.call('submission.get', { id })));
  const contents = new Set(details.flatMap(({ manifest }) => manifest.evidence.map(({ sha256 }) => sha256)));
  expect(decode).toHaveLength(contents.size);

  const progress = app.emitted.filter(({ event }) => event === 'progress').map(({ payload }) => payload);
  const sizes = new Map(details.flatMap(({ manifest }) => manifest.evidence.map((one) => [one.sha256, one.size])));
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(progress[0]).toMatchObject({ job, done: 0, total: bytes, unit: 'bytes' });
  expect(progress.at(-1)).toMatchObject({ job, done: bytes, total: bytes });

  const decoded = decode.map(({ submission, evidence, mediaType }) => ({
    submission,
    evidence,
    outcome: mediaType.includes('officedocument') ? ('unsupported' as const) : ('drawn' as const),
  }));
  const report = await app.call('readiness.finish', { job, decoded });
  const files = list.reduce((sum, row) => sum + row.files, 0);
  expect(report).toMatchObject({ submissions: 3, files, bytes });
  expect(item(report, 'content')).toMatchObject({ level: 'good', entries: [] });
  const { drawn, outside, wrong } = item(report, 'pages').facts;
  expect([Number(drawn) + Number(outside), wrong]).toEqual([files, 0]);
  expect(Number(outside)).toBeGreaterThan(0);
  expect(item(report, 'pages').level).toBe('good');
  // No server, no key, no recovery sheet: to be looked at, nothing that stops a visit.
  expect(report.items.filter(({ level }) => level === 'look').map(({ check: one }) => one)).toEqual(
    expect.arrayContaining(['clock', 'signing-key', 'recovery']),
  );
  expect(report.state).toBe('look');
  expect(app.emitted.at(-1)).toEqual({ event: 'changed', payload: { what: 'readiness' } });
  expect(await app.call('readiness.last', {})).toEqual(report);
});

test('a flipped byte on disk is found and named; every other file is whole', async () => {
  await importSample();
  const { path, submission, laoName, evidence } = await findOnDisk();
  const bytes = await readFile(path);
  bytes[bytes.length - 1000] = bytes[bytes.length - 1000]! ^ 1;
  await writeFile(path, bytes);
  const report = await check();
  expect(report.state).toBe('bad');
  expect(item(report, 'content').entries).toEqual([
    {
      submission,
      laoName,
      evidence: evidence.id,
      indicator: evidence.indicators[0],
      title: evidence.title,
      reason: 'damaged',
    },
  ]);
  expect(item(report, 'pages').facts.drawn).toBe(report.files - 1);
});

test('a file that is gone from the disk, and one that is shorter, are found and named', async () => {
  await importSample();
  const { path, evidence } = await findOnDisk();
  const bytes = await readFile(path);
  await rm(path);
  const gone = item(await check(), 'content');
  expect(gone.entries.map(({ title, reason }) => [title, reason])).toEqual([[evidence.title, 'lost']]);
  await writeFile(path, bytes.subarray(0, -1));
  expect(item(await check(), 'content').entries.map(({ reason }) => reason)).toEqual(['damaged']);
  await writeFile(path, bytes);
  expect(item(await check(), 'content').level).toBe('good');
});

test('files that never came in are listed, the same content in two places is read once and named twice', async () => {
  const twice = Buffer.from('%PDF-1.4 the same bytes twice');
  const files = [twice, twice, Buffer.from('%PDF-1.4 a promise')];
  const manifest = manifestOf(files, {
    links: [{ id: 'l1', indicators: ['i03'], title: 'ประกาศ', url: 'https://a.go.th' }],
  });
  await importBundle(manifest, [twice, twice, Buffer.from('%PDF-1.4 something else')]);
  const job = randomUUID();
  const { decode } = await app.call('readiness.begin', { job });
  expect(decode.map(({ evidence }) => evidence)).toEqual(['e1']);
  const report = await app.call('readiness.finish', {
    job,
    decoded: [{ submission: manifest.id, evidence: 'e1', outcome: 'password' }],
  });
  expect(report).toMatchObject({ state: 'bad', files: 3, bytes: twice.length });
  expect(item(report, 'content').entries.map(({ title, reason }) => [title, reason])).toEqual([
    ['หลักฐานที่ 3', 'quarantined'],
  ]);
  expect(item(report, 'pages')).toMatchObject({ level: 'look', facts: { drawn: 0, wrong: 2 } });
  expect(item(report, 'pages').entries.map(({ evidence }) => evidence)).toEqual(['e1', 'e2']);
  expect(item(report, 'links')).toMatchObject({ level: 'look', entries: [{ evidence: 'l1', title: 'ประกาศ' }] });
});

test('a file that the page says nothing about does not count as drawn', async () => {
  await importSample();
  const job = randomUUID();
  await app.call('readiness.begin', { job });
  const report = await app.call('readiness.finish', { job, decoded: [] });
  expect(item(report, 'pages')).toMatchObject({ level: 'look', facts: { drawn: 0 } });
  expect(new Set(item(report, 'pages').entries.map(({ reason }) => reason))).toEqual(new Set(['timeout']));
});

test('it can be stopped in the middle of a file, and by locking; neither leaves a report', async () => {
  const files = [randomBytes(large)];
  await importBundle(manifestOf(files), files);
  const stopAt = async (stop: (job: string) => void): Promise<string> => {
    const job = randomUUID();
    let done = -1;
    const end = app.app.onEmit((event, payload) => {
      if (event !== 'progress') return;
      if (done < 0) setTimeout(() => stop(job), 20);
      done = (payload as { done: number }).done;
    });
    const reply = await app.app.handle('readiness.begin', { job });
    end();
    expect(done).toBeGreaterThanOrEqual(0);
    expect(done).toBeLessThan(large);
    const finish = await app.app.handle('readiness.finish', { job, decoded: [] });
    expect(finish.ok).toBe(false);
    return reply.ok ? 'went on' : reply.failure.code;
  };
  expect(await stopAt((job) => void app.call('readiness.cancel', { job }))).toBe('cancelled');
  expect(await app.call('readiness.last', {})).toBeNull();
  expect(await stopAt(() => void app.call('library.lock', {}))).toBe('library.locked');
  await app.call('library.unlock', { passphrase });
  expect(await app.call('readiness.last', {})).toBeNull();
});

test('a second check ends the first', async () => {
  await importSample();
  const first = app.app.handle('readiness.begin', { job: randomUUID() });
  const report = await check();
  expect(await first).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(await app.call('readiness.last', {})).toEqual(report);
});

test('the page and main stay free to talk while it reads', async () => {
  const files = [randomBytes(large)];
  await importBundle(manifestOf(files), files);
  const end = new AbortController();
  const begun = app.call('readiness.begin', { job: randomUUID() }).finally(() => end.abort());
  const waits: number[] = [];
  const since = performance.now();
  while (!end.signal.aborted) {
    const at = performance.now();
    await app.call('settings.get', {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    waits.push(performance.now() - at);
  }
  await begun;
  expect(waits.length).toBeGreaterThan(3);
  // On a busy machine all takes longer; in the program itself it would have stood still to the end.
  expect(Math.max(...waits)).toBeLessThan(Math.max(500, (performance.now() - since) / 3));
});

test('the report outlives a restart, is sealed, and says when it is out of date', async () => {
  const files = [Buffer.from(`%PDF-1.4 ${secretText}`)];
  await importBundle(manifestOf(files), files);
  const report = await check('damaged');
  expect(item(report, 'pages').entries[0]).toMatchObject({ title: 'หลักฐานที่ 1', reason: 'damaged' });
  for (const readable of ['หลักฐานที่ 1', '"damaged"', 'signing-key'])
    expect(await filesContaining(app.folder, readable), readable).toEqual([]);
  await app.close();
  app = await openTestApp({ folder: app.folder });
  await app.call('library.unlock', { passphrase });
  expect(await app.call('readiness.last', {})).toEqual(report);

  await importSample();
  const changed = { ...report, state: 'changed' };
  expect(await app.call('readiness.last', {})).toEqual(changed);
  await app.call('submission.removeSample', {});
  expect(await app.call('readiness.last', {})).toEqual(report);
  const next = manifestOf(files, { revision: 2 });
  await importBundle(next, files);
  expect(await app.call('readiness.last', {})).toEqual(changed);
  expect((await check()).state).not.toBe('changed');
});

test('what came in while it read makes the report out of date at once', async () => {
  await importSample();
  const job = randomUUID();
  await app.call('readiness.begin', { job });
  await importBundle(manifestOf(), [Buffer.from('%PDF-1.4 1'), Buffer.from('%PDF-1.4 2'), Buffer.alloc(0)]);
  expect((await app.call('readiness.finish', { job, decoded: [] })).state).toBe('changed');
});

test('signed work is left out until it is opened again; assigned work that is not here is named', async () => {
  const env = await openSubmissions();
  await env.submissions.importSample(randomUUID());
  const signed = new Set<string>();
  let expected = [{ laoName: 'ภูสักทอง', here: 1, revision: 1, withdrawn: false }];
  const readiness = createReadiness({
    current: () => env.library.current(),
    clock: systemClock,
    emit: () => undefined,
    submissions: {
      ...env.submissions,
      list: async () =>
        (await env.submissions.list()).map((row) => (signed.has(row.id) ? { ...row, state: 'signed' } : row)),
    },
    keys: async () => [{ validFrom: '2020-01-01T00:00:00Z', validTo: '2099-01-01T00:00:00Z' }],
    recoveryPrinted: async () => true,
    expected: async () => expected,
    clockAhead: async () => 3000,
  });
  const drawn = (decode: Output<'readiness.begin'>['decode']) =>
    decode.map(({ submission, evidence }) => ({ submission, evidence, outcome: 'drawn' as const }));
  const [first] = await env.submissions.list();
  signed.add(first!.id);
  const { decode } = await readiness.begin('one');
  expect(decode.some(({ submission }) => submission === first!.id)).toBe(false);
  const report = await readiness.finish('one', drawn(decode));
  expect(report).toMatchObject({ submissions: 2, state: 'look' }); // the sample has links
  expect(report.items.filter(({ level }) => level !== 'good').map(({ check: one }) => one)).toEqual(['links']);

  for (const row of await env.submissions.list()) signed.add(row.id);
  expect((await readiness.last())?.state).toBe('look');
  signed.clear();
  expect((await readiness.last())?.state).toBe('changed');
  signed.add(first!.id);
  expected = [...expected, { laoName: 'นาเวียงคำ', here: 1, revision: 2, withdrawn: false }];
  expect((await readiness.last())?.state).toBe('changed');
  await readiness.begin('two');
  const second = await readiness.finish('two', drawn(decode));
  expect(item(second, 'complete')).toMatchObject({
    level: 'look',
    entries: [{ laoName: 'นาเวียงคำ', reason: 'older' }],
  });
  expect(second.state).toBe('look');
  await env.close();
});
