import { randomBytes } from 'node:crypto';
import { AppError } from '#common/contract/failures.ts';
import { createKeyStore, slotOf, withSlot, type KeyFile } from '#main/storage/key-file.ts';
import {
  openWithDevice,
  openWithPassphrase,
  openWithRecovery,
  sealWithDevice,
  sealWithPassphrase,
  sealWithRecovery,
  type SecretStore,
} from '#main/storage/key-slots.ts';
import { recoveryEntropyBytes, wordsOf } from '#main/storage/recovery-words.ts';

/** The library key for as long as `work` runs; its bytes are overwritten afterwards. */
async function lend<T>(libraryKey: Buffer, work: (libraryKey: Buffer) => Promise<T>): Promise<T> {
  try {
    return await work(libraryKey);
  } finally {
    libraryKey.fill(0);
  }
}

export type UseKey<T> = (libraryKey: Buffer) => Promise<T>;

/** The ways into a library, kept in `keys.json` of `folder`. The key itself never leaves these calls. */
export function createKeyRing(folder: string, secrets: SecretStore) {
  const store = createKeyStore(folder);

  /** Throws AppError('library.wrong-passphrase' | 'library.damaged' | 'library.missing'). */
  async function withPassphrase<T>(
    passphrase: string,
    use: (libraryKey: Buffer, file: KeyFile) => Promise<T>,
  ): Promise<T> {
    const file = await store.read();
    const slot = slotOf(file, 'passphrase');
    if (slot === undefined) throw new AppError('library.damaged', { reason: 'keys' });
    return lend(await openWithPassphrase(file.library, slot, passphrase), (libraryKey) => use(libraryKey, file));
  }

  async function setPassphrase(libraryKey: Buffer, file: KeyFile, next: string): Promise<void> {
    await store.write(withSlot(file, 'passphrase', await sealWithPassphrase(file.library, libraryKey, next)));
  }

  return {
    store,
    withPassphrase,

    /** Throws AppError('library.wrong-recovery'): `reason` 'word' (with `position`), 'checksum', 'other-sheet', 'none'. */
    async withRecovery<T>(words: readonly string[], nextPassphrase: string, use: UseKey<T>): Promise<T> {
      const file = await store.read();
      const slot = slotOf(file, 'recovery');
      if (slot === undefined) throw new AppError('library.wrong-recovery', { reason: 'none' });
      return lend(openWithRecovery(file.library, slot, words), async (libraryKey) => {
        const result = await use(libraryKey);
        await setPassphrase(libraryKey, file, nextPassphrase);
        return result;
      });
    },

    /** Undefined when the operating system's key store cannot open this library; the passphrase still can. */
    async withDevice<T>(use: UseKey<T>): Promise<T | undefined> {
      const file = await store.read();
      const slot = slotOf(file, 'device');
      const libraryKey = slot === undefined ? null : await openWithDevice(file.library, slot, secrets);
      return libraryKey === null ? undefined : lend(libraryKey, use);
    },

    /**
     * A fresh library key: durable beside its final name, then `place` puts the database in place, then the keys become
     * final. A crash in between leaves nothing, or a library that opens.
     */
    create: <T>(library: string, passphrase: string, place: UseKey<void>, use: UseKey<T>): Promise<T> =>
      lend(randomBytes(32), async (libraryKey) => {
        const slot = await sealWithPassphrase(library, libraryKey, passphrase);
        await store.stage({ format: 'lpa-keys/1', library, slots: [slot] });
        await place(libraryKey);
        await store.commit();
        return use(libraryKey);
      }),

    /** Brings main file and copy together again where one went bad. */
    mend: (file: KeyFile): Promise<void> => store.write(file),

    changePassphrase: (current: string, next: string): Promise<void> =>
      withPassphrase(current, (libraryKey, file) => setPassphrase(libraryKey, file, next)),

    setDevice: (passphrase: string, on: boolean): Promise<void> =>
      withPassphrase(passphrase, async (libraryKey, file) => {
        const slot = on ? await sealWithDevice(file.library, libraryKey, secrets) : null;
        await store.write(withSlot(file, 'device', slot));
      }),

    /** A key store that was reset forgot its secret: gives it a new one, now that the passphrase was right. */
    async renewDevice(libraryKey: Buffer, file: KeyFile): Promise<void> {
      const slot = slotOf(file, 'device');
      if (slot === undefined) return;
      const known = await openWithDevice(file.library, slot, secrets);
      known?.fill(0);
      if (known === null)
        await store.write(withSlot(file, 'device', await sealWithDevice(file.library, libraryKey, secrets)));
    },

    /**
     * New recovery words. `print` gets them first: only when they are on paper do they replace the older sheet, which
     * then opens nothing any more.
     */
    newSheet: <T>(passphrase: string, print: (words: readonly string[], sheet: number) => Promise<T>): Promise<T> =>
      withPassphrase(passphrase, (libraryKey, file) =>
        lend(randomBytes(recoveryEntropyBytes), async (entropy) => {
          const sheet = (slotOf(file, 'recovery')?.sheet ?? 0) + 1;
          const printed = await print(wordsOf(entropy), sheet);
          const slot = sealWithRecovery(file.library, libraryKey, entropy, sheet);
          await store.write(withSlot(file, 'recovery', slot));
          return printed;
        }),
      ),
  };
}
