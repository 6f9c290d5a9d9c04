import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#common/contract/failures.ts';
import { sha256 } from '#main/lib/sha256.ts';
import type { Database } from '#main/storage/database.ts';
import { membersOf, newIdentity, packageOf, partsOf } from '#tests/support/package-fixture.ts';
import { createTimestamps, type TimestampDeps } from './timestamps.ts';

/** When packages are tried again; how one is stamped is shown with a real authority in tests/integration. */
const bytes = await packageOf(membersOf(await partsOf()), await newIdentity(new Date()), new Date());
const record = { id: 'p1', submission: 's1', fileName: 'x.asice', size: bytes.length, timestamp: null, signedAt: '' };
const stored = { record, sha256: sha256(bytes) };

let asked: number;
let failure: AppError;
const defects: unknown[] = [];
const db = {
  all: async () => [{ id: 'p1', sealed: Buffer.alloc(0) }],
  get: async () => ({ id: 'p1', sealed: Buffer.alloc(0) }),
} as unknown as Database;
const deps: TimestampDeps = {
  current: () =>
    ({
      db,
      vault: { unsealJson: () => stored },
      blobs: {
        read: async (_: string, begin: number, end: number) => bytes.subarray(begin, end),
        add: async (source: Readable) => ({ sha256: '', size: (await buffer(source)).length }),
        remove: async () => undefined,
      },
    }) as unknown as ReturnType<TimestampDeps['current']>,
  clock: { now: () => Date.now() },
  emit: () => undefined,
  trust: {
    authority: async () => async () => {
      asked += 1;
      throw failure;
    },
    trusted: async () => ({}),
  },
  defect: (_, error) => defects.push(error),
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  [asked, failure] = [0, new AppError('server.unreachable')];
  defects.length = 0;
});
afterEach(() => vi.useRealTimers());

const tries = async (count: number) => vi.waitFor(() => expect(asked).toBe(count), { interval: 5 });
const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

test('while there is no line another try follows after a pause that grows, and none after the end', async () => {
  const timestamps = createTimestamps(deps);
  await timestamps.wake();
  expect(asked).toBe(1);
  await minutes(0.9);
  expect(asked).toBe(1);
  await minutes(0.2);
  await tries(2);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  await minutes(1.5);
  expect(asked).toBe(2);
  await minutes(0.6);
  await tries(3);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  timestamps.stop();
  await minutes(600);
  expect(asked).toBe(3);
  expect(defects).toEqual([]);
});

test('word of the network ends the pause, and disturbs nobody where nothing waits', async () => {
  const timestamps = createTimestamps(deps);
  timestamps.nudge();
  expect(asked).toBe(0);
  await timestamps.wake();
  timestamps.nudge();
  await tries(2);
  timestamps.stop();
});

test('an authority that refuses is not asked again by itself', async () => {
  failure = new AppError('timestamp.refused', { reason: 'rejected' });
  const timestamps = createTimestamps(deps);
  await timestamps.wake();
  expect([asked, vi.getTimerCount()]).toEqual([1, 0]);
  timestamps.nudge();
  await minutes(600);
  expect(asked).toBe(1);
});
