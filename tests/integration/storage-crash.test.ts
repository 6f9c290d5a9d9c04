import { spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#main/storage/database.ts';
import { openService, ownerProfile, passphrase } from './storage-library-helper.ts';

const kills = 24;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const submission = randomUUID();
let root = '';
let folder = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lpa-crash-'));
  folder = join(root, 'data');
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Starts the child, lets it work for a random time after it opened, kills it, and returns what it acknowledged. */
async function workAndDie(): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'storage-child.ts'), folder, submission], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line === 'open') setTimeout(() => child.kill('SIGKILL'), randomInt(0, 250));
  }
  const [code, signal] = (await exited) as [number | null, string | null];
  expect([code, signal], lines.join('\n')).toEqual([null, 'SIGKILL']);
  return lines;
}

test(`${kills} kills: nothing acknowledged is lost, the library opens each time, no half file stays`, async () => {
  const library = openService(folder);
  await library.create(ownerProfile, passphrase);
  await library.close();
  const events = new Map<string, string>();
  const blobs = new Map<string, number>();
  let junk = 0;

  for (let round = 1; round <= kills; round += 1) {
    // The lock of the killed process must not keep the next one out.
    for (const line of await workAndDie()) {
      const [kind, id = '', detail = ''] = line.split(' ');
      if (kind === 'event') events.set(id, detail);
      if (kind === 'blob') blobs.set(id, Number(detail));
    }
    junk += (await readdir(join(folder, 'temporary'))).length;
    if (round % 6 !== 0) continue;

    await library.unlock(passphrase);
    const open = library.current();
    expect(await readdir(open.temporary)).toEqual([]);
    expect(await open.db.all(sql`PRAGMA integrity_check`)).toEqual([{ integrity_check: 'ok' }]);
    const stored = new Map((await open.events.read(open.db, submission)).map(({ event }) => [event.id, event]));
    const lost: string[] = [];
    for (const [command, id] of events) {
      const text = (stored.get(id)?.payload as { text: string } | undefined)?.text;
      if (text !== `เหตุผล ${command}`) lost.push(command);
    }
    for (const [sha256, size] of blobs)
      if (!(await open.blobs.has(sha256, size)) || !(await open.blobs.verify(sha256))) lost.push(sha256);
    expect(lost).toEqual([]);
    // A retry of what was committed but not acknowledged must not count twice.
    const [command = ''] = events.keys();
    const again = await open.db.write((tx) =>
      open.events.append(tx, submission, command, { actor: open.profile, change: { type: 'x', payload: null } }),
    );
    expect([again.repeated, again.event.id]).toEqual([true, events.get(command)]);
    await library.close();
  }
  // Otherwise the kills came too late or too early to prove anything.
  expect(events.size).toBeGreaterThan(kills * 5);
  expect(blobs.size).toBeGreaterThan(kills);
  expect(junk).toBeGreaterThan(0);
}, 300_000);

test('a second process is refused while the first one works, and let in after its death', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'storage-child.ts'), folder, submission], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdout.resume();
  const library = openService(folder);
  await expect(library.unlock(passphrase)).rejects.toMatchObject({ code: 'library.busy' });
  child.kill('SIGKILL');
  await exited;
  expect((await library.unlock(passphrase)).state).toBe('open');
  await library.close();
});

test('keys rewritten while being killed: the passphrase opens the library each time', async () => {
  const library = openService(folder);
  let interrupted = 0;
  for (let round = 0; round < 20; round += 1) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'storage-keys-child.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    await pause(randomInt(0, 60));
    child.kill('SIGKILL');
    expect(await exited).toEqual([null, 'SIGKILL']);
    const left = await readdir(folder);
    if (left.some((name) => name.startsWith('keys') && name.endsWith('.new'))) interrupted += 1;
    expect((await library.unlock(passphrase)).profile?.name).toBe(ownerProfile.name);
    await library.close();
    expect((await readdir(folder)).filter((name) => name.startsWith('keys')).sort()).toEqual([
      'keys.json',
      'keys.json.bak',
    ]);
  }
  // Otherwise no kill hit a write.
  expect(interrupted).toBeGreaterThan(0);
}, 120_000);
