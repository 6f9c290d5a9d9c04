import { mkdir, rm } from 'node:fs/promises';
import { z } from 'zod';
import { Profile, type ExportTicket, type LibraryStatus } from '#common/contract/channels/library.ts';
import { AppError } from '#common/contract/failures.ts';
import type { RecoverySheet } from '#common/domain/recovery-sheet.ts';
import type { Clock, Emit, Exports, Ids } from '#main/lib/ports.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import { createEventLog, type EventLog } from '#main/storage/event-log.ts';
import { isThere, slotOf, type KeyFile } from '#main/storage/key-file.ts';
import type { SecretStore } from '#main/storage/key-slots.ts';
import { lockLibrary } from '#main/storage/library-lock.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import {
  asDamagedLibrary,
  createDatabaseFile,
  databaseOf,
  openLibrary,
  prepareFolder,
} from '#main/storage/open-library.ts';
import { onDisk } from '#main/storage/storage-failure.ts';
import { createKeyRing } from './key-ring.ts';

export interface LibraryDeps {
  /** The data folder; created when the library is. */
  readonly folder: string;
  readonly hostName: LibraryStatus['host'];
  readonly version: string;
  readonly secrets: SecretStore & { available(): Promise<boolean> };
  readonly clock: Clock;
  readonly ids: Ids;
  /** Prints the sheet off screen; its words go nowhere else. */
  printRecovery(sheet: RecoverySheet): Promise<Uint8Array>;
  readonly exports: Exports;
  readonly emit: Emit;
}

/** The open library, and who works in it on which installation. */
export interface CurrentLibrary extends OpenLibrary {
  /** UUID of this installation. */
  readonly device: string;
  readonly profile: Profile;
  readonly events: EventLog;
}

type ProfileInput = Omit<Profile, 'id'>;
const Device = z.object({ id: z.uuid() });

export type LibraryService = ReturnType<typeof createLibraryService>;

/** Makes, opens and closes the one library of the data folder, and keeps the ways into it. */
export function createLibraryService(deps: LibraryDeps) {
  const { folder, clock, ids, emit } = deps;
  const ring = createKeyRing(folder, deps.secrets);
  const listeners = new Set<(open: boolean) => void>();
  let opened: { readonly library: CurrentLibrary; readonly release: () => Promise<void> } | null = null;

  // One change at a time: a second unlock while the first derives its key would open everything twice.
  let tail: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  };

  const current = (): CurrentLibrary => {
    if (opened === null) throw new AppError('library.locked');
    return opened.library;
  };

  async function presence(): Promise<'new' | 'there' | 'keys-missing' | 'interrupted'> {
    const keys = await ring.store.state();
    const database = await isThere(databaseOf(folder));
    if (keys === 'present') return 'there';
    if (!database) return 'new';
    return keys === 'staged' ? 'interrupted' : 'keys-missing';
  }

  /** Holds the folder's lock while `work` opens the library; gives it back when that fails. */
  async function opening(work: () => Promise<CurrentLibrary>): Promise<void> {
    const release = await lockLibrary(folder);
    try {
      opened = { library: await work(), release };
    } catch (error) {
      await release();
      throw error;
    }
    announce(true);
  }

  /** Takes the lock for an existing library and puts in order what a crash left. */
  async function entering(work: () => Promise<CurrentLibrary>): Promise<void> {
    if ((await presence()) === 'new') throw new AppError('library.missing');
    await opening(async () => {
      const found = await presence();
      // Never a new key beside sealed data: nobody could read it again.
      if (found === 'keys-missing') throw new AppError('library.damaged', { reason: 'keys-missing' });
      if (found === 'interrupted') await ring.store.commit();
      return work();
    });
  }

  async function openWith(libraryKey: Buffer): Promise<CurrentLibrary> {
    await prepareFolder(folder);
    await ring.store.tidy();
    const library = await openLibrary(folder, libraryKey, clock);
    try {
      const { vault, db } = library;
      const read = (kind: string, id: string) => readDocument(db, vault, kind, id);
      const [device, profile] = await asDamagedLibrary('keys-and-database-differ', async () => [
        Device.safeParse(await read('device', 'this')),
        Profile.safeParse(await read('profile', 'owner')),
      ]);
      if (!device.success || !profile.success) throw new AppError('library.damaged', { reason: 'documents' });
      const events = createEventLog({ vault, clock, ids, device: device.data.id });
      return { ...library, device: device.data.id, profile: profile.data, events };
    } catch (error) {
      await library.db.close();
      throw error;
    }
  }

  function announce(open: boolean): void {
    for (const listener of listeners) listener(open);
    if (!open) emit('locked', {});
    emit('changed', { what: 'library' });
  }

  async function shut(): Promise<void> {
    if (opened === null) return;
    const { library, release } = opened;
    opened = null;
    announce(false);
    await library.db.close();
    await release();
  }

  const readKeys = (): Promise<KeyFile | null> => ring.store.read().catch(() => null);

  async function status(): Promise<LibraryStatus> {
    const keys = await readKeys();
    const available = await deps.secrets.available();
    const device = keys !== null && slotOf(keys, 'device') !== undefined ? 'on' : 'off';
    return {
      state: opened !== null ? 'open' : (await presence()) === 'new' ? 'new' : 'locked',
      profile: opened?.library.profile ?? null,
      folder,
      host: deps.hostName,
      version: deps.version,
      deviceUnlock: available ? device : 'unavailable',
      recoveryPrinted: keys !== null && slotOf(keys, 'recovery') !== undefined,
    };
  }

  async function create(profile: ProfileInput, passphrase: string): Promise<CurrentLibrary> {
    const found = await presence();
    if (found === 'keys-missing') throw new AppError('library.damaged', { reason: 'keys-missing' });
    if (found !== 'new') throw new AppError('library.exists');
    const place = (libraryKey: Buffer) =>
      createDatabaseFile(folder, libraryKey, clock, async (tx, vault) => {
        await writeDocument(tx, vault, 'profile', 'owner', { id: ids.random(), ...profile });
        await writeDocument(tx, vault, 'device', 'this', { id: ids.random() });
      });
    try {
      await prepareFolder(folder);
      await ring.store.tidy();
      return await ring.create(ids.random(), passphrase, place, openWith);
    } catch (error) {
      // Made a moment ago under our lock, and empty: better nothing than half a library.
      if ((await ring.store.state()) !== 'present') await rm(databaseOf(folder), { force: true });
      await ring.store.tidy();
      throw error;
    }
  }

  async function unlock(passphrase: string): Promise<void> {
    await entering(() =>
      ring.withPassphrase(passphrase, async (libraryKey, file) => {
        const library = await openWith(libraryKey);
        // Both are repairs: a full disk must not keep anyone out.
        await ring.mend(file).catch(() => undefined);
        if (await deps.secrets.available()) await ring.renewDevice(libraryKey, file).catch(() => undefined);
        return library;
      }),
    );
  }

  const checkPassphrase = (passphrase: string): Promise<void> => ring.withPassphrase(passphrase, async () => undefined);

  return {
    current,
    status: () => alone(status),

    /** At the start of the program: opens the library without a passphrase where the user allowed that. */
    start: () =>
      alone(async () => {
        const keys = await readKeys();
        if (opened !== null || keys === null || slotOf(keys, 'device') === undefined) return;
        if (!(await deps.secrets.available())) return;
        await entering(async () => {
          const library = await ring.withDevice(openWith);
          if (library === undefined) throw new AppError('library.locked');
          return library;
        }).catch(() => undefined); // Whatever it was: the passphrase asks again, and then says it.
      }),

    create: (profile: ProfileInput, passphrase: string) =>
      alone(async () => {
        if (opened !== null) throw new AppError('library.exists');
        await onDisk(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
        await opening(() => create(profile, passphrase));
        return status();
      }),

    unlock: (passphrase: string) =>
      alone(async () => {
        await (opened === null ? unlock(passphrase) : checkPassphrase(passphrase));
        return status();
      }),

    /** Opens with the words of the newest recovery sheet and sets a new passphrase; the sheet stays good. */
    recover: (words: readonly string[], next: string) =>
      alone(async () => {
        if (opened === null) await entering(() => ring.withRecovery(words, next, openWith));
        else await ring.withRecovery(words, next, async () => undefined);
        return status();
      }),

    lock: () =>
      alone(async () => {
        await shut();
        return status();
      }),

    changePassphrase: (passphrase: string, next: string) =>
      alone(async () => {
        current();
        await ring.changePassphrase(passphrase, next);
        return status();
      }),

    /** For other features: signing and deleting keys ask for it once more. Throws 'library.wrong-passphrase'. */
    checkPassphrase: (passphrase: string) => alone(() => checkPassphrase(passphrase)),

    /** A PDF with new recovery words. From then on older sheets open nothing. */
    printRecovery: (passphrase: string): Promise<ExportTicket> =>
      alone(async () => {
        const { name, office } = current().profile;
        const printedAt = new Date(clock.now()).toISOString();
        const { pdf, sheet } = await ring.newSheet(passphrase, async (words, number) => ({
          pdf: await deps.printRecovery({ words, name, office, printedAt, sheet: number }),
          sheet: number,
        }));
        emit('changed', { what: 'library' });
        return deps.exports.offerBytes(`recovery-sheet-${sheet}.pdf`, 'application/pdf', pdf);
      }),

    setDeviceUnlock: (passphrase: string, on: boolean) =>
      alone(async () => {
        current();
        if (on && !(await deps.secrets.available()))
          throw new AppError('invalid-input', { field: 'on', problem: 'unavailable' });
        await ring.setDevice(passphrase, on);
        return status();
      }),

    setProfile: (input: ProfileInput): Promise<Profile> =>
      alone(async () => {
        const { db, vault, profile } = current();
        const next = { ...input, id: profile.id };
        await db.write((tx) => writeDocument(tx, vault, 'profile', 'owner', next));
        if (opened !== null) opened = { ...opened, library: { ...opened.library, profile: next } };
        emit('changed', { what: 'profile' });
        return next;
      }),

    /** Told after the library opened (true) and before it closes (false). */
    onChange(listener: (open: boolean) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** Waits for what is being written, then closes the files. */
    close: () => alone(shut),
  };
}
