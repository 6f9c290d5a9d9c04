import type { PageToRead } from '#common/contract/channels/search.ts';
import { isAppError } from '#common/contract/failures.ts';
import type { HiddenReader, ReadOutcome } from './hidden-reader.ts';

export interface ReadingDeps {
  readonly next: () => Promise<PageToRead | null>;
  readonly keep: (task: PageToRead, read: Extract<ReadOutcome, { ok: true }>['read']) => Promise<unknown>;
  readonly failed: (task: PageToRead, code: string) => Promise<unknown>;
  readonly openReader: () => HiddenReader;
  /** Milliseconds to stay quiet after a page that took so long and ended so long ago. */
  readonly quietFor: (before: { readonly sinceEnd: number; readonly took: number }) => number;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface BackgroundReading {
  /** There may be something to read. */
  wake(): void;
  stop(): void;
}

/** Main wakes the reader; this is for what nobody announces (a frame that did not come up, a refusal). */
const afterTrouble = 30_000;
/** Reading often stops only until a picture is recognised. */
const untilRest = 10_000;

/** Reads one page after another for as long as there are any; one at a time, and only while the person needs nothing. */
export function startReading(deps: ReadingDeps): BackgroundReading {
  const reader = deps.openReader();
  let isStopped = false;
  let isAsked = true;
  let onWake: () => void = () => undefined;
  let isBusy = false;
  let before = { end: Number.NEGATIVE_INFINITY, took: 0 };

  const isOver = () => isStopped;
  const woken = () =>
    new Promise<void>((resolve) => {
      if (isAsked || isStopped) resolve();
      else onWake = resolve;
    });
  const restLater = () => {
    const { end } = before;
    void deps.wait(untilRest).then(() => {
      if (before.end === end && !isBusy) reader.rest();
    });
  };

  async function untilQuiet(): Promise<void> {
    for (;;) {
      const time = deps.quietFor({ sinceEnd: deps.now() - before.end, took: before.took });
      if (time <= 0 || isOver()) return;
      await deps.wait(time);
    }
  }

  /** False: there is nothing to read. */
  async function readOne(): Promise<boolean> {
    const task = await deps.next();
    if (task === null || isOver()) return false;
    const begin = deps.now();
    // A laptop that slept looks like a page that hangs, so a page is tried twice.
    let outcome = await reader.read(task);
    if (!outcome.ok && outcome.code === 'timeout' && !isOver()) outcome = await reader.read(task);
    if (isOver()) return false;
    before = { end: deps.now(), took: deps.now() - begin };
    if (outcome.ok) {
      try {
        await deps.keep(task, outcome.read);
        return true;
      } catch (error) {
        if (isLocked(error)) throw error;
        // What cannot be kept would be asked for again for ever.
        outcome = { ok: false, code: 'refused' };
      }
    }
    await deps.failed(task, outcome.code);
    return true;
  }

  async function run(): Promise<void> {
    while (!isOver()) {
      await woken();
      isAsked = false;
      try {
        isBusy = true;
        do await untilQuiet();
        while (!isOver() && (await readOne()));
        isBusy = false;
        restLater();
      } catch (error) {
        isBusy = false;
        if (isLocked(error)) break;
        await deps.wait(afterTrouble);
        isAsked = true;
      }
    }
    reader.close();
  }

  void run();
  return {
    wake() {
      isAsked = true;
      onWake();
      onWake = () => undefined;
    },
    stop() {
      isStopped = true;
      reader.close();
      onWake();
    },
  };
}

const isLocked = (error: unknown): boolean => isAppError(error) && error.code === 'library.locked';
