import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CurrentLibrary, LibraryService } from '#main/features/library/service.ts';
import { sql } from '#main/storage/database.ts';
import type { Migration } from '#main/storage/migrate.ts';
import { migrations } from '#main/storage/migrations/list.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { openService, ownerProfile, passphrase } from './storage-library-helper.ts';

let root = '';
let disk = '';
const submission = randomUUID();

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' });
const mount = (...args: string[]) => run('mount', ...args);
const unmount = () => run('umount', '-l', disk);
const canMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    run('unshare', '--mount', 'true');
    return true;
  } catch {
    return false;
  }
})();
if (!canMount) process.stderr.write('SKIPPED: full disk and read-only folder need root and mount\n');

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lpa-refuse-'));
  disk = join(root, 'disk');
  await mkdir(disk);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const append = ({ db, events, profile }: CurrentLibrary, text: string, command: string = randomUUID()) =>
  db.write((tx) =>
    events.append(tx, submission, command, {
      actor: { id: profile.id, name: profile.name },
      change: { type: 'remark.set', payload: { indicator: 'i-1', text } },
    }),
  );
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

/** Leaves at most `bytes` of room. */
async function fillDisk(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  await writeFile(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
}

describe.skipIf(!canMount)('full disk', () => {
  let library: LibraryService | null = null;
  afterEach(async () => {
    await library?.close().catch(() => undefined);
    unmount();
  });

  test('a blob that does not fit is refused and leaves nothing; what was there stays', async () => {
    mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk);
    library = openService(join(disk, 'data'));
    await library.create(ownerProfile, passphrase);
    const open = library.current();
    const small = await open.blobs.add(Readable.from([randomBytes(50_000)]));
    const before = await readdir(join(disk, 'data'), { recursive: true });
    const source = Readable.from([randomBytes(3_000_000)]);
    expect(await codeOf(open.blobs.add(source))).toBe('storage.disk-full');
    expect(source.destroyed).toBe(true);
    expect((await readdir(join(disk, 'data'), { recursive: true })).sort()).toEqual(before.sort());
    expect(await open.blobs.verify(small.sha256)).toBe(true);
    expect((await append(open, 'still works')).repeated).toBe(false);
  });

  test('an event that does not fit is refused; what was acknowledged stays; with room again the retry works', async () => {
    mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk);
    library = openService(join(disk, 'data'));
    await library.create(ownerProfile, passphrase);
    await fillDisk(disk, 200_000);
    const saved: string[] = [];
    let refused: unknown = null;
    const command = randomUUID();
    for (let index = 0; refused === null && index < 2_000; index += 1) {
      const text = `${index} ${'ก'.repeat(500)}`;
      const code = await codeOf(append(library.current(), text, index === 0 ? command : randomUUID()));
      if (code === 'no refusal') saved.push(text);
      else refused = code;
    }
    expect(refused).toBe('storage.disk-full');
    expect(saved.length).toBeGreaterThan(5);
    const textsIn = async ({ db, events }: CurrentLibrary) =>
      (await events.read(db, submission)).map(({ event }) => (event.payload as { text: string }).text);
    expect(await textsIn(library.current())).toEqual(saved);

    await rm(join(disk, 'filler'));
    expect((await append(library.current(), 'again')).repeated).toBe(false);
    expect((await append(library.current(), 'never', command)).repeated).toBe(true);
    await library.close();
    await library.unlock(passphrase);
    expect(await textsIn(library.current())).toEqual([...saved, 'again']);
    expect(await library.current().db.all(sql`PRAGMA integrity_check`)).toEqual([{ integrity_check: 'ok' }]);
  });

  test('a changed passphrase that does not fit leaves the former one', async () => {
    mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk);
    library = openService(join(disk, 'data'));
    await library.create(ownerProfile, passphrase);
    await fillDisk(disk, 0);
    expect(await codeOf(library.changePassphrase(passphrase, 'another passphrase'))).toBe('storage.disk-full');
    await library.lock();
    await rm(join(disk, 'filler'));
    expect((await library.unlock(passphrase)).state).toBe('open');
    expect((await readdir(join(disk, 'data'))).filter((name) => name.startsWith('keys')).length).toBe(2);
  });

  test('a library that does not fit is not made, not even half', async () => {
    mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk);
    await fillDisk(disk, 60_000);
    library = openService(join(disk, 'data'));
    expect(await codeOf(library.create(ownerProfile, passphrase))).toBe('storage.disk-full');
    expect((await library.status()).state).toBe('new');
    const left = (await readdir(join(disk, 'data'))).filter((name) => /^(keys|library\.db)/.test(name));
    expect(left).toEqual([]);
    await rm(join(disk, 'filler'));
    expect((await library.create(ownerProfile, passphrase)).state).toBe('open');
  });
});

describe.skipIf(!canMount)('read-only folder', () => {
  test('nothing is made, an existing library is refused and stays as it is', async () => {
    const source = join(root, 'source');
    const library = openService(source);
    await library.create(ownerProfile, passphrase);
    await library.close();
    mount('-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk);
    try {
      cpSync(source, join(disk, 'data'), { recursive: true });
      mount('-o', 'remount,ro', disk);
      const locked = openService(join(disk, 'data'));
      expect((await locked.status()).state).toBe('locked');
      expect(await codeOf(locked.unlock(passphrase))).toBe('storage.read-only');
      expect(await codeOf(openService(join(disk, 'new')).create(ownerProfile, passphrase))).toBe('storage.read-only');
      mount('-o', 'remount,rw', disk);
      expect((await locked.unlock(passphrase)).profile?.name).toBe(ownerProfile.name);
      await locked.close();
    } finally {
      unmount();
    }
  });
});

test('a library of a newer program is refused and left as it is', async () => {
  const folder = join(root, 'newer');
  const library = openService(folder);
  await library.create(ownerProfile, passphrase);
  await library.close();
  const future: Migration = { version: 9990, up: (tx) => tx.exec('CREATE TABLE future (n INTEGER) STRICT') };
  await (await openDatabase(join(folder, 'library.db'), { migrations: [...migrations, future] })).close();
  const before = await readFile(join(folder, 'library.db'));
  expect(await codeOf(library.unlock(passphrase))).toBe('library.from-newer-version');
  expect((await readFile(join(folder, 'library.db'))).equals(before)).toBe(true);
  expect((await library.status()).state).toBe('locked');
});
