import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAsice } from '#main/lib/asice/create-asice.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { makePackage, put } from '#tests/support/intake-packages.ts';
import { membersOf, newIdentity, partsOf, signedAt } from '#tests/support/package-fixture.ts';
import { root } from '#tests/support/paths.ts';

/** Ctrl-C while `lpa verify` is in the middle of a package: it ends at once, and leaves everything as it was. */
let base = '';
/** Where the program would put what it needs only for a while. */
let temporary = '';
let large = '';
let busy = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'lpa-interrupted-'));
  temporary = join(base, 'temporary');
  mkdirSync(temporary);
  const identity = await newIdentity();
  const signer = await signerOf(identity);
  large = put(join(base, 'large', 'large.asice'), '');
  const [piece, pieces] = [Buffer.alloc(1_000_000), 300];
  const content = {
    size: piece.length * pieces,
    open: async () => Readable.from(Array.from({ length: pieces }, () => piece)),
  };
  const members = [...membersOf(await partsOf()), { name: 'evidence/T1 film.mp4', mediaType: 'video/mp4', content }];
  await pipeline(
    createAsice(members, (manifest) => signCades(signer, manifest, signedAt), signedAt),
    createWriteStream(large),
  );
  // Its history is the honest one, many times over: seconds of work that knows no pause.
  const edit = { 'events.ndjson': (text: string) => text.repeat(20_000) };
  busy = put(join(base, 'busy', 'busy.asice'), await makePackage(identity, { edit }));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const isOpenIn = (pid: number, file: string): boolean => {
  try {
    const folder = `/proc/${String(pid)}/fd`;
    return readdirSync(folder).some((name) => readlinkSync(join(folder, name)) === file);
  } catch {
    // It closed one just now, or has ended.
    return false;
  }
};
const bytesReadBy = (pid: number): number => {
  try {
    return Number(/^rchar: (\d+)/.exec(readFileSync(`/proc/${String(pid)}/io`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
};

test.skipIf(!existsSync('/proc/self/io')).each([
  ['of many bytes', () => large, 40_000_000],
  ['that keeps it busy without a pause', () => busy, 0],
] as const)('in a package %s', async (_, which, bytes) => {
  const file = which();
  const before = statSync(file);
  const run = spawn(process.execPath, ['main/cli/lpa.ts', 'verify', '--lang', 'en', '--json', file], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  run.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  const ended = once(run, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const { pid = 0 } = run;
  await expect.poll(() => isOpenIn(pid, file), { timeout: 60_000, interval: 5 }).toBe(true);
  const begun = bytesReadBy(pid);
  await expect.poll(() => bytesReadBy(pid) - begun >= bytes, { timeout: 60_000, interval: 5 }).toBe(true);
  // What the program does with the bytes of the busy one.
  if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 1_000));
  const asked = performance.now();
  run.kill('SIGINT');
  // A shell calls this 130.
  expect(await ended).toEqual([null, 'SIGINT']);
  expect(performance.now() - asked).toBeLessThan(5_000);
  // No half verdict, nothing beside the package, and the package as it was.
  expect(said).toBe('');
  expect(readdirSync(temporary)).toEqual([]);
  expect(readdirSync(join(file, '..'))).toHaveLength(1);
  expect(statSync(file)).toMatchObject({ size: before.size, mtimeMs: before.mtimeMs });
});
