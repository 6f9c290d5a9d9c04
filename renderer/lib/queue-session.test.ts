import { describe, expect, test } from 'vitest';
import type { Download, DownloadQueue } from '#common/contract/channels/download.ts';
import { isWorking, mergeDownloading, percentOf, shareOf } from './download-queue.ts';
import { secondsUntil } from './now.ts';
import { finishedOf, overallOf, remember } from './queue-session.tsx';

const one = (submission: string, more: Partial<Download> = {}): Download => ({
  submission,
  laoName: submission,
  state: 'queued',
  revision: 1,
  filesDone: 0,
  files: 10,
  bytesDone: 0,
  bytes: 100,
  rate: null,
  remaining: null,
  retryAt: null,
  failure: null,
  problems: [],
  ...more,
});
const queue = (downloads: readonly Download[], more: Partial<DownloadQueue> = {}): DownloadQueue => ({
  downloads: [...downloads],
  paused: false,
  filesDone: 0,
  files: 0,
  bytesDone: 0,
  bytes: 0,
  rate: null,
  remaining: null,
  ...more,
});

describe('figures that come as events', () => {
  const before = queue([one('a', { state: 'running' }), one('b')]);
  const news = { filesDone: 3, bytesDone: 30, rate: 5, remaining: 9 };

  test('replace the one that runs and the sums, nothing else', () => {
    const after = mergeDownloading(before, {
      download: one('a', { state: 'running', filesDone: 3, bytesDone: 30, rate: 5 }),
      ...news,
    });
    expect(after.downloads[0]?.bytesDone).toBe(30);
    expect(after.downloads[1]).toBe(before.downloads[1]);
    expect(after).toMatchObject(news);
  });

  test('of a download that left the queue change nothing', () => {
    expect(mergeDownloading(before, { download: one('gone'), ...news })).toBe(before);
  });
});

describe('the bar of the whole queue', () => {
  const known = remember(new Map(), [one('a'), one('b')]);

  test('what left the queue and is here stays counted; what was cancelled does not', () => {
    const rest = [one('c', { bytesDone: 50, filesDone: 5 })];
    const finished = finishedOf(remember(known, rest), rest, [
      { submission: 'a', here: 1 },
      { submission: 'b', here: null },
    ]);
    expect(finished.map(({ submission }) => submission)).toEqual(['a']);
    expect(overallOf(queue(rest), finished)).toEqual({ filesDone: 15, files: 20, bytesDone: 150, bytes: 200 });
  });

  test('an older revision that is here is not the new one', () => {
    const newer = remember(new Map(), [one('a', { revision: 2 })]);
    expect(finishedOf(newer, [], [{ submission: 'a', here: 1 }])).toEqual([]);
    expect(finishedOf(newer, [], [{ submission: 'a', here: 2 }])).toHaveLength(1);
  });

  test('begins anew when the queue was empty; nothing new keeps the map', () => {
    expect(remember(known, []).size).toBe(0);
    expect(remember(known, [one('a')])).toBe(known);
    expect(remember(known, [one('a', { bytes: 120 })]).get('a')?.bytes).toBe(120);
  });

  test('one that is paused or failed is left out; a paused queue keeps its bar', () => {
    const downloads = [one('a', { state: 'paused' }), one('b', { state: 'failed' }), one('c', { bytesDone: 40 })];
    expect(overallOf(queue(downloads), []).bytes).toBe(100);
    expect(overallOf(queue(downloads, { paused: true }), []).bytes).toBe(200);
  });
});

test('a hundred percent only when all is there, and nothing is divided by zero', () => {
  expect(percentOf({ bytesDone: 999, bytes: 1000 })).toBe(99);
  expect(percentOf({ bytesDone: 1000, bytes: 1000 })).toBe(100);
  expect(shareOf({ bytesDone: 0, bytes: 0 })).toBe(0);
  expect(shareOf({ bytesDone: 5, bytes: 4 })).toBe(1);
});

test('a queue works while something runs or will by itself', () => {
  expect(isWorking(queue([one('a')]))).toBe(true);
  expect(isWorking(queue([one('a', { state: 'waiting' })]))).toBe(true);
  expect(isWorking(queue([one('a')], { paused: true }))).toBe(false);
  expect(isWorking(queue([one('a', { state: 'paused' }), one('b', { state: 'failed' })]))).toBe(false);
});

test('the countdown is in whole seconds and never negative', () => {
  const now = Date.parse('2026-11-24T07:52:00Z');
  expect(secondsUntil('2026-11-24T07:52:11.200Z', now)).toBe(12);
  expect(secondsUntil('2026-11-24T07:51:00Z', now)).toBe(0);
  expect([secondsUntil(null, now), secondsUntil('soon', now)]).toEqual([0, 0]);
});
