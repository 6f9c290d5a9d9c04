import { expect, test, vi } from 'vitest';
import { createBacklog } from './backlog.ts';

test('what is told before anybody listens is kept for the first listener', async () => {
  const backlog = createBacklog();
  backlog.tell('opened', 1);
  backlog.tell('opened', 2);
  const first = vi.fn();
  const second = vi.fn();
  backlog.on('opened', first);
  backlog.on('opened', second);
  await Promise.resolve();
  expect(first.mock.calls).toEqual([[1], [2]]);
  expect(second).not.toHaveBeenCalled();
});

test('a listener that left hears nothing, and one function may listen twice', () => {
  const backlog = createBacklog();
  const listener = vi.fn();
  const leave = backlog.on('changed', listener);
  backlog.on('changed', listener);
  leave();
  backlog.tell('changed', 'x');
  expect(listener).toHaveBeenCalledOnce();
});

test('what nobody ever listens to does not grow without end', async () => {
  const backlog = createBacklog();
  for (let number = 0; number < 1_000; number++) backlog.tell('progress', number);
  const listener = vi.fn();
  backlog.on('progress', listener);
  await Promise.resolve();
  expect(listener).toHaveBeenCalledTimes(50);
  expect(listener).toHaveBeenLastCalledWith(999);
});
