import type { Database } from '#main/storage/database.ts';
import { enter, type ExaminedFile } from './book.ts';

/** So many may wait for the disk before nobody examines further. */
const most = 32;

/** Writes examinations into the book while the next packages are examined; what comes in meanwhile shares one commit. */
export function createScribe(book: Database, onWritten: (count: number) => void) {
  let waiting: ExaminedFile[] = [];
  let writing: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;

  async function drain(): Promise<void> {
    for (let batch = waiting; batch.length > 0; batch = waiting) {
      waiting = [];
      const now = batch;
      await book.write(async (tx) => {
        for (const file of now) await enter(tx, file);
      });
      onWritten(now.length);
    }
  }

  function start(): void {
    writing ??= drain()
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        writing = null;
      });
  }

  const check = (): void => {
    if (failure !== null) throw failure.error;
  };

  return {
    /** Resolves at once unless too much waits; throws what the disk refused before. */
    async add(file: ExaminedFile): Promise<void> {
      check();
      waiting.push(file);
      start();
      if (waiting.length >= most) await writing;
    },
    /** Everything is written, or this throws. */
    async end(): Promise<void> {
      await writing;
      check();
    },
  };
}
