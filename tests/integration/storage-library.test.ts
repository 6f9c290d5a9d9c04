import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAppError, type AppError } from '#common/contract/failures.ts';
import type { RecoverySheet } from '#common/domain/recovery-sheet.ts';
import { createExports } from '#main/lib/exports.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { createLibraryService, type LibraryDeps } from '#main/features/library/service.ts';

const ids = systemIds(systemClock);
const passphrase = 'น้ำตาลทรายขาว 12 ถุง';
const other = 'correct horse battery';
const profile = { name: 'สมหญิง ใจดี', position: 'นักวิชาการ', office: 'สถจ.ลำพูน' };

let root = '';
let folder = '';
let sheets: RecoverySheet[] = [];
let emitted: string[] = [];
const openServices: ReturnType<typeof createLibraryService>[] = [];

/** A key store as an operating system has it; `forget` is what a reset keyring does. */
function keyStore(available = true) {
  let mask = 0x5a;
  const flip = async (bytes: Uint8Array) => bytes.map((byte) => byte ^ mask);
  return {
    available: async () => available,
    seal: flip,
    unseal: flip,
    forget: () => {
      mask += 1;
    },
  };
}

function service(change: Partial<LibraryDeps> = {}) {
  const made = createLibraryService({
    folder,
    hostName: 'none',
    version: '0.0.0',
    secrets: keyStore(false),
    clock: systemClock,
    ids,
    printRecovery: async (sheet) => {
      sheets.push(sheet);
      return Buffer.from('%PDF-');
    },
    exports: createExports(ids),
    emit: (event) => emitted.push(event),
    ...change,
  });
  openServices.push(made);
  return made;
}

const failureOf = async (work: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await work.then(
    () => new Error('no refusal'),
    (thrown: unknown) => thrown,
  );
  if (!isAppError(error)) throw error;
  return error;
};
const codeOf = async (work: Promise<unknown>) => (await failureOf(work)).code;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lpa-library-'));
  folder = join(root, 'data');
  sheets = [];
  emitted = [];
});
afterEach(async () => {
  for (const one of openServices.splice(0)) await one.close();
  await rm(root, { recursive: true, force: true });
});

describe('first run', () => {
  test('a new folder says new; the library is open after it was made', async () => {
    const library = service();
    expect((await library.status()).state).toBe('new');
    const status = await library.create(profile, passphrase);
    expect(status).toMatchObject({ state: 'open', profile, recoveryPrinted: false, deviceUnlock: 'unavailable' });
    expect(library.current().device).toMatch(/^[0-9a-f-]{36}$/);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const file of ['library.db', 'keys.json', 'keys.json.bak'])
      expect((await stat(join(folder, file))).mode & 0o777, file).toBe(0o600);
  });

  test('a second library is refused, open or locked', async () => {
    const library = service();
    await library.create(profile, passphrase);
    expect(await codeOf(library.create(profile, other))).toBe('library.exists');
    await library.lock();
    expect(await codeOf(library.create(profile, other))).toBe('library.exists');
    expect((await library.unlock(passphrase)).profile).toMatchObject(profile);
  });

  test('unlocking nothing says that nothing is there, and makes nothing', async () => {
    expect(await codeOf(service().unlock(passphrase))).toBe('library.missing');
    expect(await readdir(root)).toEqual([]);
  });
});

describe('unlock', () => {
  test('wrong passphrase is refused, the right one opens; name and device are the same as before', async () => {
    const first = service();
    await first.create(profile, passphrase);
    const { device } = first.current();
    await first.close();
    const second = service();
    expect(await second.status()).toMatchObject({ state: 'locked', profile: null });
    expect(await codeOf(second.unlock('น้ำตาลทรายแดง 12 ถุง'))).toBe('library.wrong-passphrase');
    expect((await second.unlock(passphrase)).profile).toMatchObject(profile);
    expect(second.current().device).toBe(device);
  });

  test('another keyboard that types sara am in two keys opens it too', async () => {
    const library = service();
    await library.create(profile, passphrase);
    await library.lock();
    const decomposed = passphrase.replace('้ำ', '\u0e4d\u0e49\u0e32');
    expect(decomposed).not.toBe(passphrase);
    expect((await library.unlock(decomposed)).state).toBe('open');
  });

  test('locked means locked: no library, no queries through what was held', async () => {
    const library = service();
    await library.create(profile, passphrase);
    const held = library.current();
    await library.lock();
    expect(() => library.current()).toThrow('library.locked');
    expect(await codeOf(held.db.all({ text: 'SELECT 1', values: [] }))).toBe('library.locked');
    expect(emitted).toContain('locked');
    expect(await codeOf(library.changePassphrase(passphrase, other))).toBe('library.locked');
  });

  test('two processes cannot work in one folder', async () => {
    const first = service();
    await first.create(profile, passphrase);
    const second = service();
    expect(await codeOf(second.unlock(passphrase))).toBe('library.busy');
    await first.lock();
    expect((await second.unlock(passphrase)).state).toBe('open');
  });

  test('two unlocks at once open it once', async () => {
    const library = service();
    await library.create(profile, passphrase);
    await library.lock();
    const both = await Promise.all([library.unlock(passphrase), library.unlock(passphrase)]);
    expect(both.map(({ state }) => state)).toEqual(['open', 'open']);
  });
});

describe('keys', () => {
  test('a changed passphrase opens, the old one does not, not even from the copy of the keys', async () => {
    const library = service();
    await library.create(profile, passphrase);
    expect(await codeOf(library.changePassphrase(other, passphrase))).toBe('library.wrong-passphrase');
    await library.changePassphrase(passphrase, other);
    await library.lock();
    await rm(join(folder, 'keys.json'));
    expect(await codeOf(library.unlock(passphrase))).toBe('library.wrong-passphrase');
    expect((await library.unlock(other)).state).toBe('open');
    expect(await readdir(folder)).toContain('keys.json');
  });

  test('lost keys beside a database are never replaced by new ones', async () => {
    const library = service();
    await library.create(profile, passphrase);
    await library.lock();
    await rm(join(folder, 'keys.json'));
    await rm(join(folder, 'keys.json.bak'));
    expect((await library.status()).state).toBe('locked');
    expect((await failureOf(library.unlock(passphrase))).details).toEqual({ reason: 'keys-missing' });
    expect(await codeOf(library.create(profile, other))).toBe('library.damaged');
    expect((await readdir(folder)).filter((name) => name.startsWith('keys'))).toEqual([]);
  });

  test('a lost database is never replaced by an empty one', async () => {
    const library = service();
    await library.create(profile, passphrase);
    await library.lock();
    await rm(join(folder, 'library.db'));
    expect((await failureOf(library.unlock(passphrase))).details).toEqual({ reason: 'database-missing' });
    expect(await readdir(folder)).not.toContain('library.db');
  });

  test('keys of another library say so', async () => {
    const library = service();
    await library.create(profile, passphrase);
    const mine = await readFile(join(folder, 'keys.json'));
    await library.close();
    await rm(folder, { recursive: true });
    const second = service();
    await second.create(profile, other);
    await second.lock();
    await writeFile(join(folder, 'keys.json'), mine);
    expect((await failureOf(second.unlock(passphrase))).details).toEqual({ reason: 'keys-and-database-differ' });
  });

  test('a database that is none is refused and left as it is', async () => {
    const library = service();
    await library.create(profile, passphrase);
    await library.lock();
    await writeFile(join(folder, 'library.db'), 'this is not a database'.repeat(100));
    expect((await failureOf(library.unlock(passphrase))).details).toEqual({ reason: 'database' });
    expect(await readFile(join(folder, 'library.db'), 'utf8')).toContain('not a database');
  });
});

describe('recovery sheet', () => {
  test('its words open the library and set a new passphrase', async () => {
    const library = service();
    await library.create(profile, passphrase);
    expect(await codeOf(library.printRecovery(other))).toBe('library.wrong-passphrase');
    const ticket = await library.printRecovery(passphrase);
    expect(ticket.fileName).toBe('recovery-sheet-1.pdf');
    expect(sheets[0]).toMatchObject({ name: profile.name, office: profile.office, sheet: 1 });
    expect((await library.status()).recoveryPrinted).toBe(true);
    await library.lock();
    const typed = sheets[0]!.words.map((word) => ` ${word.toUpperCase()} `);
    expect((await library.recover(typed, other)).state).toBe('open');
    await library.lock();
    expect(await codeOf(library.unlock(passphrase))).toBe('library.wrong-passphrase');
    expect((await library.unlock(other)).profile).toMatchObject(profile);
  });

  test('a new sheet ends the older one; the passphrase stays as it was after a refusal', async () => {
    const library = service();
    await library.create(profile, passphrase);
    await library.printRecovery(passphrase);
    expect((await library.printRecovery(passphrase)).fileName).toBe('recovery-sheet-2.pdf');
    await library.lock();
    const refusal = await failureOf(library.recover(sheets[0]!.words, other));
    expect([refusal.code, refusal.details]).toEqual(['library.wrong-recovery', { reason: 'other-sheet', sheet: 2 }]);
    expect((await library.unlock(passphrase)).state).toBe('open');
  });

  test('a sheet that could not be printed changes nothing', async () => {
    let broken = false;
    const library = service({
      printRecovery: async (sheet) => {
        if (broken) throw new Error('no printer');
        sheets.push(sheet);
        return Buffer.from('%PDF-');
      },
    });
    await library.create(profile, passphrase);
    await library.printRecovery(passphrase);
    broken = true;
    await expect(library.printRecovery(passphrase)).rejects.toThrow('no printer');
    await library.lock();
    expect((await library.recover(sheets[0]!.words, other)).state).toBe('open');
  });

  test('a mistyped word is named by its place, before any key is tried', async () => {
    const library = service();
    await library.create(profile, passphrase);
    await library.printRecovery(passphrase);
    await library.lock();
    const words = [...sheets[0]!.words];
    words[4] = 'ลำพูน';
    expect((await failureOf(library.recover(words, other))).details).toEqual({ reason: 'word', position: 5 });
    const twisted = [...sheets[0]!.words].fill('zoo', 0, 12);
    expect((await failureOf(library.recover(twisted, other))).details).toEqual({ reason: 'checksum' });
  });
});

describe('key store of the operating system', () => {
  test('opens without a passphrase once that was switched on, and not any more after it was switched off', async () => {
    const secrets = keyStore();
    const first = service({ secrets });
    expect((await first.create(profile, passphrase)).deviceUnlock).toBe('off');
    expect(await codeOf(first.setDeviceUnlock(other, true))).toBe('library.wrong-passphrase');
    expect((await first.setDeviceUnlock(passphrase, true)).deviceUnlock).toBe('on');
    await first.close();
    const second = service({ secrets });
    await second.start();
    expect((await second.status()).state).toBe('open');
    await second.setDeviceUnlock(passphrase, false);
    await second.close();
    const third = service({ secrets });
    await third.start();
    expect((await third.status()).state).toBe('locked');
  });

  test('a keyring that forgot asks for the passphrase, wipes nothing, and learns again', async () => {
    const secrets = keyStore();
    const first = service({ secrets });
    await first.create(profile, passphrase);
    await first.setDeviceUnlock(passphrase, true);
    await first.close();
    secrets.forget();
    const second = service({ secrets });
    await second.start();
    expect((await second.status()).state).toBe('locked');
    expect((await second.unlock(passphrase)).state).toBe('open');
    await second.close();
    const third = service({ secrets });
    await third.start();
    expect((await third.status()).state).toBe('open');
  });

  test('cannot be switched on where there is none', async () => {
    const library = service();
    await library.create(profile, passphrase);
    expect(await codeOf(library.setDeviceUnlock(passphrase, true))).toBe('invalid-input');
  });
});

test('a changed name is there after the next unlock, under the same id', async () => {
  const library = service();
  await library.create(profile, passphrase);
  const { id } = library.current().profile;
  expect(await library.setProfile({ ...profile, name: 'สมหญิง ใจงาม' })).toMatchObject({ id, name: 'สมหญิง ใจงาม' });
  expect(library.current().profile.name).toBe('สมหญิง ใจงาม');
  await library.lock();
  await library.unlock(passphrase);
  expect(library.current().profile).toMatchObject({ id, name: 'สมหญิง ใจงาม' });
});

test('a creation that a crash cut between database and keys is finished at the next unlock', async () => {
  const library = service();
  await library.create(profile, passphrase);
  await library.lock();
  await writeFile(join(folder, 'keys.json.new'), await readFile(join(folder, 'keys.json')));
  await rm(join(folder, 'keys.json'));
  await rm(join(folder, 'keys.json.bak'));
  expect((await library.status()).state).toBe('locked');
  expect((await library.unlock(passphrase)).profile).toMatchObject(profile);
  expect((await readdir(folder)).filter((name) => name.startsWith('keys')).sort()).toEqual([
    'keys.json',
    'keys.json.bak',
  ]);
});

test('a creation that a crash cut before the database starts anew', async () => {
  const library = service();
  await library.create(profile, passphrase);
  await library.lock();
  await writeFile(join(folder, 'keys.json.new'), await readFile(join(folder, 'keys.json')));
  for (const name of ['keys.json', 'keys.json.bak', 'library.db']) await rm(join(folder, name));
  expect((await library.status()).state).toBe('new');
  expect((await library.create(profile, other)).state).toBe('open');
});

test('what a crash left in the temporary folder is gone after the next unlock', async () => {
  const library = service();
  await library.create(profile, passphrase);
  await library.lock();
  await writeFile(join(folder, 'temporary', 'half.blob'), 'x');
  await library.unlock(passphrase);
  expect(await readdir(join(folder, 'temporary'))).toEqual([]);
});
