import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '#tests/server/start-server.ts';
import type { RunningServer } from '#tests/server/server-types.ts';
import { openServerApp } from '#tests/support/server-app.ts';
import { newFolder, openTestApp, passphrase, removeFolder } from '#tests/support/test-app.ts';

let folder = '';
let server: RunningServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-kills-'));
  server = await startServer({
    folder,
    content: { kind: 'generated', submissions: 6, files: 24, megabytes: 30, sizes: 'lognormal' },
  });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the app on its queue; kills it after `ms`, or lets it end by itself. */
async function runApp(data: string, ms: number | null): Promise<'done' | 'killed'> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'download-child.ts'), data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  // Not at its exit: what it said last may still be on its way.
  const ended = once(child, 'close');
  if (ms !== null) {
    // Counted from the moment at which it works: starting up takes longer than some downloads.
    while (!said.includes('open') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    setTimeout(() => child.kill('SIGKILL'), ms);
  }
  await ended;
  if (said.includes('done')) return 'done';
  if (child.signalCode !== 'SIGKILL') throw new Error(`the app ended with ${String(child.exitCode)}`);
  return 'killed';
}

/** A library that is signed in and has the submission in its queue, with no byte of it here. */
async function prepare(submission: string): Promise<string> {
  const data = await newFolder();
  server.setFaults(null);
  const app = await openServerApp(server, { folder: data });
  await app.call('download.pause', { submission: null });
  await app.call('download.add', { submissions: [submission] });
  await app.close();
  return data;
}

/** Opens the library once more and hashes every file as the screen would get it. */
async function contentIsIdentical(data: string, submission: string): Promise<void> {
  const app = await openTestApp({ folder: data });
  await app.call('library.unlock', { passphrase });
  const { manifest, evidence, summary } = await app.call('submission.get', { id: submission });
  expect(summary.state).toBe('ready');
  expect(evidence.every(({ status }) => status === 'ready')).toBe(true);
  for (const { id, sha256, size } of manifest.evidence) {
    const hash = createHash('sha256');
    for (let at = 0; at < size; at += 4_000_000) {
      const range = `bytes=${at}-${Math.min(size, at + 4_000_000) - 1}`;
      hash.update(
        (await app.app.serve({ origin: 'app', path: `/evidence/${submission}/${id}`, method: 'GET', range })).body,
      );
    }
    expect(hash.digest('hex'), id).toBe(sha256);
    expect(
      createHash('sha256')
        .update(await readFile(await server.evidencePath(submission, id)))
        .digest('hex'),
    ).toBe(sha256);
  }
  await app.close();
  expect(await readdir(join(data, 'partial'))).toEqual([]);
  expect(await readdir(join(data, 'temporary'))).toEqual([]);
}

async function resume(data: string): Promise<void> {
  const app = await openTestApp({ folder: data });
  await app.call('library.unlock', { passphrase });
  await app.call('download.resume', { submission: null });
  await app.close();
}

test('random cuts, kills and restarts end with identical content', async () => {
  const submissions = (await server.submissions()).map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 150_000, max: 6_000_000 }),
      fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 5 }),
      async (cut, kills) => {
        const submission = submissions.pop() ?? '';
        const data = await prepare(submission);
        server.setFaults(`cut=${cut}`);
        await resume(data);
        for (const ms of kills) if ((await runApp(data, ms)) === 'done') break;
        await runApp(data, null);
        await contentIsIdentical(data, submission);
        await removeFolder(data);
      },
    ),
    // Each run has a submission of its own; what failed is printed with its seed.
    { numRuns: 3, endOnFailure: true },
  );
}, 240_000);

test('on a line that is cut every 10 MB at most 5 % more than the content comes over it', async () => {
  const [large] = await Promise.all([mkdtemp(join(tmpdir(), 'lpa-kills-'))]);
  const other = await startServer({
    folder: large,
    content: { kind: 'generated', submissions: 1, files: 10, megabytes: 300, sizes: 'equal' },
  });
  const app = await openServerApp(other);
  other.setFaults('cut=10000000');
  other.counters.reset();
  const [one] = await other.submissions();
  expect((await app.download(one?.id ?? '')).downloads).toEqual([]);
  expect((await app.call('submission.list', {}))[0]?.state).toBe('ready');
  expect(other.counters.evidenceBytes).toBeGreaterThanOrEqual(300e6);
  expect(other.counters.evidenceBytes / 300e6).toBeLessThanOrEqual(1.05);
  await app.close();
  await other.stop();
  await removeFolder(app.folder);
  await removeFolder(large);
}, 240_000);
