import { expect, test } from 'vitest';
import { AppError } from '#common/contract/failures.ts';
import { createDurableStore } from './durable.ts';

const at = '2024-07-05T03:42:07.000Z';
const deferred = () => {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

test('says saved only after the write answered', async () => {
  const store = createDurableStore(() => at);
  const write = deferred();
  const done = store.track(() => write.promise);
  expect(store.get().kind).toBe('saving');
  write.resolve();
  await done;
  expect(store.get()).toEqual({ kind: 'saved', at });
});

test('two writes: saved when both answered', async () => {
  const store = createDurableStore(() => at);
  const [first, second] = [deferred(), deferred()];
  const both = [store.track(() => first.promise), store.track(() => second.promise)];
  first.resolve();
  await both[0];
  expect(store.get().kind).toBe('saving');
  second.resolve();
  await both[1];
  expect(store.get().kind).toBe('saved');
});

test('a failure stays visible, with its code, until a later write succeeds', async () => {
  const store = createDurableStore(() => at);
  await expect(store.track(() => Promise.reject(new AppError('storage.disk-full')))).rejects.toThrow();
  expect(store.get()).toEqual({ kind: 'failed', code: 'storage.disk-full' });
  store.loaded('2024-07-05T03:00:00.000Z');
  expect(store.get().kind).toBe('failed');
  await store.track(() => Promise.resolve());
  expect(store.get().kind).toBe('saved');
});

test('a failure among several writes is not hidden by the ones that succeed', async () => {
  const store = createDurableStore(() => at);
  const [good, bad] = [deferred(), deferred()];
  const writes = [store.track(() => good.promise), store.track(() => bad.promise)];
  bad.reject(new Error('defect'));
  await expect(writes[1]).rejects.toThrow();
  good.resolve();
  await writes[0];
  expect(store.get()).toEqual({ kind: 'failed', code: 'internal' });
});

test('listeners hear every change until they leave', async () => {
  const store = createDurableStore(() => at);
  const heard: string[] = [];
  const leave = store.subscribe(() => heard.push(store.get().kind));
  await store.track(() => Promise.resolve());
  leave();
  await store.track(() => Promise.resolve());
  expect(heard).toEqual(['saving', 'saved']);
});
