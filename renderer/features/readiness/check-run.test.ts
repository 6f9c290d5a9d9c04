import { expect, test, vi } from 'vitest';
import type { DecodeTask, ReadinessReport } from '#common/contract/channels/readiness.ts';
import type { EventPayload } from '#common/contract/events.ts';
import { AppError } from '#common/contract/failures.ts';
import { createCheckRun, shareOf, type CheckDeps } from './check-run.ts';

const task = (evidence: string): DecodeTask => ({
  submission: 's1',
  evidence,
  mediaType: 'application/pdf',
  size: 10,
  title: `แฟ้ม ${evidence}`,
});
const report = { at: '2024-07-05T01:12:00Z', state: 'good' } as ReadinessReport;

function setUp(change: Partial<CheckDeps> = {}) {
  let tellProgress: (progress: EventPayload<'progress'>) => void = () => undefined;
  let tellLocked: () => void = () => undefined;
  const closed = vi.fn();
  const deps = {
    begin: vi.fn(async () => ({ decode: [task('e1'), task('e2')] })),
    finish: vi.fn(async () => report),
    cancel: vi.fn(async () => ({})),
    onProgress: (listener: typeof tellProgress) => {
      tellProgress = listener;
      return () => undefined;
    },
    onLocked: (listener: () => void) => {
      tellLocked = listener;
      return () => undefined;
    },
    openProber: () => ({ probe: async () => 'drawn' as const, close: closed }),
    newJob: () => 'job-1',
    ...change,
  };
  const run = createCheckRun(deps);
  const seen: string[] = [];
  run.subscribe(() => {
    const state = run.get();
    seen.push('done' in state ? `${state.kind} ${state.done}/${state.total}` : state.kind);
  });
  return {
    run,
    deps,
    seen,
    closed,
    progress: (job: string, done: number) => tellProgress({ job, done, total: 20, unit: 'bytes', label: 'ก' }),
    lock: () => tellLocked(),
  };
}
const nobody = { onDone: () => undefined, onFailed: () => undefined };
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('hashes, decodes one file after another, and hands over what it found', async () => {
  const { run, deps, seen, closed, progress } = setUp();
  const done = vi.fn();
  run.start({ onDone: done, onFailed: done });
  progress('job-1', 5);
  progress('another', 7);
  expect(shareOf(run.get())).toBe(0.25);
  await settled();
  expect(seen).toEqual(['hashing 0/0', 'hashing 5/20', 'decoding 0/2', 'decoding 1/2', 'idle']);
  expect(deps.finish).toHaveBeenCalledWith('job-1', [
    { submission: 's1', evidence: 'e1', outcome: 'drawn' },
    { submission: 's1', evidence: 'e2', outcome: 'drawn' },
  ]);
  expect(done).toHaveBeenCalledWith(report);
  expect(closed).toHaveBeenCalledOnce();
});

test('a second start while it runs is none', async () => {
  const { run, deps } = setUp();
  run.start(nobody);
  run.start(nobody);
  await settled();
  expect(deps.begin).toHaveBeenCalledOnce();
});

test('stopped between two files it asks for nothing more, and main is told', async () => {
  const probe = vi.fn(async () => {
    run.cancel();
    return 'drawn' as const;
  });
  const closed = vi.fn();
  const { run, deps } = setUp({ openProber: () => ({ probe, close: closed }) });
  const done = vi.fn();
  run.start({ onDone: done, onFailed: done });
  await settled();
  expect(run.get().kind).toBe('cancelled');
  expect(probe).toHaveBeenCalledOnce();
  expect(deps.cancel).toHaveBeenCalledWith('job-1');
  expect(deps.finish).not.toHaveBeenCalled();
  expect([closed.mock.calls.length, done.mock.calls.length]).toEqual([1, 0]);
});

test('stopped while main hashes, its late answer changes nothing', async () => {
  const { run, seen } = setUp({ begin: () => Promise.reject(new AppError('cancelled')) });
  run.start(nobody);
  run.cancel();
  await settled();
  expect(seen).toEqual(['hashing 0/0', 'cancelled']);
});

test('a library that is locked meanwhile ends it without a word', async () => {
  const { run, lock } = setUp();
  run.start(nobody);
  lock();
  expect(run.get().kind).toBe('idle');
  await settled();
  const other = setUp({ finish: () => Promise.reject(new AppError('library.locked')) });
  other.run.start(nobody);
  await settled();
  expect(other.run.get().kind).toBe('idle');
});

test('what fails is said, and it can start again', async () => {
  const { run, deps } = setUp({ begin: () => Promise.reject(new AppError('storage.damaged')) });
  const onFailed = vi.fn();
  run.start({ ...nobody, onFailed });
  await settled();
  expect(onFailed).toHaveBeenCalledOnce();
  expect(run.get()).toMatchObject({ kind: 'failed', error: { code: 'storage.damaged' } });
  expect(deps.cancel).toHaveBeenCalledOnce();
  run.start(nobody);
  run.forget();
  expect(run.get().kind).toBe('hashing');
  await settled();
  run.forget();
  expect(run.get().kind).toBe('idle');
});
