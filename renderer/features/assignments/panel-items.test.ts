import { expect, test } from 'vitest';
import { panelItems, panelState } from './panel-items.ts';
import { download, queue } from './test-rows.ts';

const names = (open: boolean, ...downloads: Parameters<typeof queue>[0]) => {
  const { shown, more } = panelItems(queue(downloads), open);
  return [shown.map(({ laoName }) => laoName), more];
};

test('folded: what moves, and the first that needs the person', () => {
  expect(
    names(
      false,
      download('คิว'),
      download('เสีย 1', { state: 'failed' }),
      download('วิ่ง', { state: 'running' }),
      download('เสีย 2', { state: 'failed' }),
    ),
  ).toEqual([['วิ่ง', 'เสีย 1'], 2]);
  expect(names(false, download('พัก', { state: 'paused' }))).toEqual([[], 1]);
});

test('open: what moves or failed first, then the rest in the order of the queue, as many as anybody reads', () => {
  expect(
    names(true, download('คิว 1'), download('เสีย', { state: 'failed' }), download('วิ่ง', { state: 'running' })),
  ).toEqual([['เสีย', 'วิ่ง', 'คิว 1'], 0]);
  const many = Array.from({ length: 300 }, (_, index) => download(`คิว ${String(index)}`));
  const [shown, more] = names(true, ...many);
  expect([(shown as string[]).length, more]).toEqual([40, 260]);
});

test('what the queue as a whole does', () => {
  const state = (...states: readonly ('queued' | 'running' | 'waiting' | 'paused' | 'failed')[]) =>
    panelState(queue(states.map((one, index) => download(String(index), { state: one }))));
  expect(state('running', 'queued', 'failed')).toEqual({ state: 'running', count: 2, failed: 1 });
  expect(state('waiting', 'queued')).toEqual({ state: 'waiting', count: 2, failed: 0 });
  expect(state('paused', 'paused', 'failed')).toEqual({ state: 'paused', count: 2, failed: 1 });
  expect(state('failed', 'failed')).toEqual({ state: 'failed', count: 2, failed: 0 });
  expect(panelState(queue([download('ก')], { paused: true })).state).toBe('paused');
});
