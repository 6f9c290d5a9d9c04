import type { Change } from '#common/domain/review-event.ts';

/** What a field knows about its own durability. */
export type SaveState =
  { readonly kind: 'saved' } | { readonly kind: 'saving' } | { readonly kind: 'failed'; readonly error: unknown };

interface Entry {
  change: Change;
  command: string;
  /** Waits for its turn; false once it was handed to main. */
  waiting: boolean;
  failed: boolean;
}

export interface Autosave {
  /** Takes the newest value of a field. `delay` in ms: typing waits for a pause, a choice does not. */
  set(field: string, change: Change, delay: number): void;
  /** Sends everything that waits, in the order in which it was made; resolves when all of it is durable or failed. */
  flush(): Promise<void>;
  /** Sends what failed once more, each with its own old command, so that a lost answer cannot become a second event. */
  retry(): Promise<void>;
  /** True while the field on the screen may differ from what is durable. */
  isDirty(field: string): boolean;
  /** What waits or failed for the field: the form shows it again when the person comes back. */
  pending(field: string): Change | null;
  state(field: string): SaveState;
  subscribe(listener: () => void): () => void;
}

const saved: SaveState = { kind: 'saved' };

/**
 * Saves a form field by field, one write after the other. A newer value of the same field replaces an older one that
 * still waits; a failed one stays until it is retried or replaced, and the text on the screen stays with it.
 */
export function createAutosave(deps: {
  readonly write: (change: Change, command: string) => Promise<unknown>;
  readonly newCommand: () => string;
  /** Told when the first change waits and when the last one is done, so that "saved" is not claimed in between. */
  readonly hold: (done: Promise<void>) => void;
}): Autosave {
  const entries = new Map<string, Entry>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const states = new Map<string, SaveState>();
  const listeners = new Set<() => void>();
  let chain: Promise<void> = Promise.resolve();
  let release: (() => void) | null = null;

  const tell = (field: string, state: SaveState) => {
    states.set(field, state);
    for (const listener of listeners) listener();
  };

  const open = () => [...entries.values()].some((entry) => !entry.failed);
  const settle = () => {
    if (open()) return;
    release?.();
    release = null;
  };

  const write = async (field: string, entry: Entry) => {
    if (!entry.waiting || entries.get(field) !== entry) return; // replaced by a newer value meanwhile
    entry.waiting = false;
    try {
      await deps.write(entry.change, entry.command);
      if (entries.get(field) === entry) {
        entries.delete(field);
        tell(field, saved);
      }
    } catch (error) {
      entry.failed = true;
      if (entries.get(field) === entry) tell(field, { kind: 'failed', error });
    }
    settle();
  };

  const send = (field: string) => {
    clearTimeout(timers.get(field));
    timers.delete(field);
    const entry = entries.get(field);
    if (entry) chain = chain.then(() => write(field, entry));
  };

  return {
    set(field, change, delay) {
      const before = entries.get(field);
      if (release === null) deps.hold(new Promise((resolve) => (release = resolve)));
      // Insertion order is the order of sending: a choice never overtakes text that was typed before it.
      if (before?.waiting !== true) entries.delete(field);
      entries.set(field, { change, command: deps.newCommand(), waiting: true, failed: false });
      tell(field, { kind: 'saving' });
      clearTimeout(timers.get(field));
      if (delay > 0) {
        timers.set(
          field,
          setTimeout(() => {
            send(field);
          }, delay),
        );
      } else void this.flush();
    },
    flush() {
      for (const [field, entry] of entries) if (entry.waiting) send(field);
      return chain;
    },
    retry() {
      for (const [field, entry] of entries) {
        if (!entry.failed) continue;
        entry.failed = false;
        entry.waiting = true;
        tell(field, { kind: 'saving' });
        if (release === null) deps.hold(new Promise((resolve) => (release = resolve)));
        send(field);
      }
      return chain;
    },
    isDirty: (field) => entries.has(field),
    pending: (field) => entries.get(field)?.change ?? null,
    state: (field) => states.get(field) ?? saved,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
