import { expect, test } from 'vitest';
import type { PageToRead } from '#common/contract/channels/search.ts';
import { AppError } from '#common/contract/failures.ts';
import { startReading } from './background-reading.ts';
import type { ReadOutcome } from './hidden-reader.ts';

const task = (page: number): PageToRead => ({
  submission: '0b0e7c1e-0000-4000-8000-000000000001',
  evidence: 'e1',
  sha256: 'a'.repeat(64),
  mediaType: 'application/pdf',
  size: 1000,
  title: 'แผนพัฒนา',
  page,
  picture: 'if-scanned',
});
const good = (page: number): ReadOutcome => ({
  ok: true,
  read: { evidence: 'a', page, pages: 9, text: 'ก', width: 1, height: 1, picture: null, look: null },
});

/** A main that has these pages, and a reader that answers as told; time stands still but for waiting. */
function bed(pages: number[], answer: (page: number, attempt: number) => ReadOutcome | Promise<ReadOutcome>) {
  const log: string[] = [];
  const attempts = new Map<number, number>();
  const waits: ((value: undefined) => void)[] = [];
  let refuse: (page: number) => AppError | null = () => null;
  let quiet = 0;
  const take = (page: number) => pages.splice(pages.indexOf(page), 1);
  const reading = startReading({
    next: async () => {
      log.push('next');
      return pages[0] === undefined ? null : task(pages[0]);
    },
    keep: async ({ page }) => {
      const error = refuse(page);
      if (error !== null) throw error;
      take(page);
      log.push(`kept ${String(page)}`);
    },
    failed: async ({ page }, code) => {
      take(page);
      log.push(`failed ${String(page)}: ${code}`);
    },
    openReader: () => ({
      read: async ({ page }) => {
        const attempt = (attempts.get(page) ?? 0) + 1;
        attempts.set(page, attempt);
        log.push(`read ${String(page)}`);
        return answer(page, attempt);
      },
      rest: () => log.push('rest'),
      close: () => log.push('close'),
    }),
    quietFor: () => quiet,
    now: () => 0,
    wait: (time) =>
      new Promise<undefined>((resolve) => {
        log.push(`wait ${String(time)}`);
        waits.push(resolve);
      }).then(() => undefined),
  });
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return {
    log,
    reading,
    settle,
    pages,
    setQuiet: (time: number) => (quiet = time),
    setRefusal: (of: typeof refuse) => (refuse = of),
    pass: async () => {
      waits.splice(0).forEach((end) => end(undefined));
      await settle();
    },
  };
}

test('page after page is read and kept, then it rests; a new page wakes it', async () => {
  const { log, reading, settle, pages, pass } = bed([1, 2], good);
  await settle();
  expect(log).toEqual(['next', 'read 1', 'kept 1', 'next', 'read 2', 'kept 2', 'next', 'wait 10000']);
  await pass();
  expect(log.at(-1)).toBe('rest');
  pages.push(3);
  reading.wake();
  await settle();
  expect(log).toContain('kept 3');
});

test('a page that hangs is tried again; one that hangs twice, or is damaged, is said to have failed', async () => {
  const hangs = { ok: false, code: 'timeout' } as const;
  const { log, settle } = bed([1, 2, 3], (page, attempt) => {
    if (page === 1) return attempt === 1 ? hangs : good(1);
    return page === 2 ? hangs : { ok: false, code: 'damaged' };
  });
  await settle();
  expect(log.filter((line) => /^(kept|failed)/.test(line))).toEqual([
    'kept 1',
    'failed 2: timeout',
    'failed 3: damaged',
  ]);
});

test('nothing is asked for while the person is at something', async () => {
  const { log, settle, setQuiet, pass } = bed([1, 2], (page) => {
    setQuiet(200);
    return good(page);
  });
  await settle();
  expect(log).toEqual(['next', 'read 1', 'kept 1', 'wait 200']);
  setQuiet(0);
  await pass();
  expect(log).toContain('kept 2');
});

test('a page that main refuses is not read for ever', async () => {
  const { log, settle, setRefusal } = bed([1, 2], good);
  setRefusal((page) => (page === 1 ? new AppError('invalid-input') : null));
  await settle();
  expect(log).toContain('failed 1: refused');
  expect(log).toContain('kept 2');
});

test('a locked library ends it, and what was read last is kept by nobody', async () => {
  const { log, settle, setRefusal, reading } = bed([1, 2], good);
  setRefusal(() => new AppError('library.locked'));
  await settle();
  expect(log).toEqual(['next', 'read 1', 'close']);
  reading.wake();
  await settle();
  expect(log).toHaveLength(3);
});

test('stopped while a page is being read, it keeps nothing', async () => {
  let answer: (outcome: ReadOutcome) => void = () => undefined;
  const { log, settle, reading } = bed([1], () => new Promise<ReadOutcome>((resolve) => (answer = resolve)));
  await settle();
  reading.stop();
  answer(good(1));
  await settle();
  expect(log.filter((line) => line.startsWith('kept') || line.startsWith('failed'))).toEqual([]);
});
