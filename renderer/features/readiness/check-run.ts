import type { DecodeTask, ReadinessReport } from '#common/contract/channels/readiness.ts';
import type { EventPayload } from '#common/contract/events.ts';
import { isAppError } from '#common/contract/failures.ts';
import type { DecodeOutcome } from '#common/domain/readiness.ts';

/** The check that runs, or how the last one of this window ended. It goes on while the person works elsewhere. */
export type CheckState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'hashing'; readonly done: number; readonly total: number; readonly label: string }
  | {
      readonly kind: 'decoding';
      readonly done: number;
      readonly total: number;
      readonly bytes: number;
      readonly label: string;
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: unknown };

export const isRunning = ({ kind }: CheckState): boolean => kind === 'hashing' || kind === 'decoding';

interface Decoded {
  readonly submission: string;
  readonly evidence: string;
  readonly outcome: DecodeOutcome;
}

export interface CheckDeps {
  readonly begin: (job: string) => Promise<{ readonly decode: readonly DecodeTask[] }>;
  readonly finish: (job: string, decoded: readonly Decoded[]) => Promise<ReadinessReport>;
  readonly cancel: (job: string) => Promise<unknown>;
  readonly onProgress: (listener: (progress: EventPayload<'progress'>) => void) => () => void;
  readonly onLocked: (listener: () => void) => () => void;
  readonly openProber: () => { probe(task: DecodeTask): Promise<DecodeOutcome>; close(): void };
  readonly newJob: () => string;
}

interface CheckListener {
  readonly onDone: (report: ReadinessReport) => void;
  readonly onFailed: (error: unknown) => void;
}

export interface CheckRun {
  get(): CheckState;
  subscribe(listener: () => void): () => void;
  /** Does nothing while a check runs. One that is stopped, or whose library is locked, tells nobody. */
  start(listener: CheckListener): void;
  cancel(): void;
  /** How the last one ended was read. */
  forget(): void;
}

/** Leads one check through its two halves: main hashes, the evidence frame decodes. */
export function createCheckRun(deps: CheckDeps): CheckRun {
  let state: CheckState = { kind: 'idle' };
  let running: { readonly job: string; end(last: CheckState): void } | null = null;
  const listeners = new Set<() => void>();
  const set = (next: CheckState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  async function run({ onDone, onFailed }: CheckListener): Promise<void> {
    const job = deps.newJob();
    const prober = deps.openProber();
    let bytes = 0;
    const stops = [
      deps.onProgress((progress) => {
        if (progress.job !== job || state.kind !== 'hashing') return;
        bytes = progress.total;
        set({ kind: 'hashing', done: progress.done, total: progress.total, label: progress.label ?? '' });
      }),
      // What it found is gone with the library, and nobody is there to be told.
      deps.onLocked(() => own.end({ kind: 'idle' })),
    ];
    const own = {
      job,
      end(last: CheckState) {
        if (running !== own) return;
        running = null;
        prober.close();
        for (const stop of stops) stop();
        set(last);
      },
    };
    running = own;
    const isEnded = () => running !== own;
    set({ kind: 'hashing', done: 0, total: 0, label: '' });
    try {
      const { decode } = await deps.begin(job);
      const decoded: Decoded[] = [];
      for (const task of decode) {
        if (isEnded()) return;
        set({ kind: 'decoding', done: decoded.length, total: decode.length, bytes, label: task.title });
        const { submission, evidence } = task;
        decoded.push({ submission, evidence, outcome: await prober.probe(task) });
      }
      if (isEnded()) return;
      const report = await deps.finish(job, decoded);
      if (isEnded()) return;
      onDone(report);
      own.end({ kind: 'idle' });
    } catch (error) {
      if (isEnded()) return;
      deps.cancel(job).catch(() => undefined);
      const isLocked = isAppError(error) && error.code === 'library.locked';
      own.end(isLocked ? { kind: 'idle' } : { kind: 'failed', error });
      if (!isLocked) onFailed(error);
    }
  }

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start(listener) {
      if (running === null) void run(listener);
    },
    cancel() {
      if (running === null) return;
      deps.cancel(running.job).catch(() => undefined);
      running.end({ kind: 'cancelled' });
    },
    forget() {
      if (running === null && state.kind !== 'idle') set({ kind: 'idle' });
    },
  };
}

/** How far the running half is, 0 to 1. */
export const shareOf = (state: CheckState): number =>
  (state.kind === 'hashing' || state.kind === 'decoding') && state.total > 0 ? state.done / state.total : 0;
