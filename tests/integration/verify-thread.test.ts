import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { verifyInThread } from '#main/verify/verify-in-thread.ts';
import { makePackage, put } from '#tests/support/intake-packages.ts';
import { newIdentity } from '#tests/support/package-fixture.ts';
import { command, openTestApp, type TestApp } from '#tests/support/test-app.ts';

/** A package from anywhere is verified beside the program, never in it. */
const base = mkdtempSync(join(tmpdir(), 'lpa-verify-thread-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let good: string;
/** Its history is the honest one, four thousand times over: seconds of work that knows no pause. */
let slow: string;
beforeAll(async () => {
  const team = await newIdentity();
  good = put(join(base, 'good.asice'), await makePackage(team));
  const edit = { 'events.ndjson': (text: string) => text.repeat(4_000) };
  slow = put(join(base, 'slow.asice'), await makePackage(team, { edit }));
}, 120_000);

let opened: TestApp;
beforeEach(async () => {
  opened = await openTestApp();
});
afterEach(() => opened.close());

const asked = (path: string) => ({ path, now: Date.now(), trusted: { signers: [], time: [] } });
const verify = async (path: string, job = command()) =>
  opened.call('package.verify', { ticket: await opened.app.accept(path), job });

test('while a hostile package is verified, other calls are answered at once', async () => {
  const begun = performance.now();
  const verdict = verify(slow);
  const state = { ended: false };
  void verdict.finally(() => (state.ended = true));
  const waits: number[] = [];
  while (!state.ended) {
    const sent = performance.now();
    await opened.call('library.status', {});
    waits.push(performance.now() - sent);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const took = performance.now() - begun;
  expect((await verdict).verdict).toBe('invalid');
  // It is hostile indeed: in the program itself all would have stood still for as long.
  expect(took).toBeGreaterThan(1_000);
  expect(waits.length).toBeGreaterThan(10);
  expect(Math.max(...waits)).toBeLessThan(took / 2);
}, 120_000);

test('it tells how far it is, under the name of the file that was chosen, and can be stopped', async () => {
  const job = command();
  const stopped = verify(slow, job);
  const refused = expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  const progress = () =>
    opened.emitted.flatMap(({ event, payload }) => (event === 'progress' ? [payload as Record<string, unknown>] : []));
  await expect.poll(() => progress().length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(progress()[0]).toMatchObject({ job, unit: 'bytes', total: expect.any(Number) as number });
  await opened.call('package.cancel', { job });
  await refused;
  const report = await verify(good);
  expect(report).toMatchObject({ file: 'good.asice', verdict: 'valid', closing: 'closed' });
}, 120_000);

test('what takes too long or too much is ended, counts as unreadable, and says why', async () => {
  const late = await verifyInThread(asked(slow), { patience: () => 400, growth: 4 * 1024 ** 3 });
  expect(late).toMatchObject({ verdict: 'unreadable', findings: [{ code: 'container.time' }], signers: [] });
  expect(late.size).toBeGreaterThan(0);
  const large = await verifyInThread(asked(slow), { growth: 1024 ** 2 });
  expect(large).toMatchObject({ verdict: 'unreadable', findings: [{ code: 'container.memory' }] });
  const gone = await verifyInThread(asked(join(base, 'nowhere.asice')));
  expect(gone).toMatchObject({ verdict: 'unreadable', findings: [{ code: 'container.unreadable' }] });
}, 120_000);

test('a verification that was cancelled before it began does not begin', async () => {
  const reason = new Error('enough');
  await expect(verifyInThread(asked(good), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
