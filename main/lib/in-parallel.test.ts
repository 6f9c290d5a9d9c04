import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

test('each once, in order, never more than allowed at a time', async () => {
  const begun: number[] = [];
  let [running, most] = [0, 0];
  await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    begun.push(item);
    most = Math.max(most, (running += 1));
    await pause();
    running -= 1;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
  await inParallel([], 3, () => Promise.reject(new Error('never called')));
});

test('a failure ends it, after what runs has ended', async () => {
  const ended: number[] = [];
  const work = async (item: number) => {
    if (item === 2) throw new Error('two');
    await pause();
    ended.push(item);
  };
  await expect(inParallel([1, 2, 3, 4, 5], 2, work)).rejects.toThrow('two');
  expect(ended).toEqual([1]);
});
