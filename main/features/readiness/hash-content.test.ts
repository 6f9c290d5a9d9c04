import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { AppError } from '#common/contract/failures.ts';
import { hashContent } from './hash-content.ts';

const piece = Buffer.alloc(64 * 1024, 7);
const digestOf = (pieces: number) =>
  createHash('sha256')
    .update(Buffer.concat(Array(pieces).fill(piece)))
    .digest('hex');

/** A store with one content, which counts how much of it was read and knows whether it was closed. */
function storeOf(pieces: number, failure?: Error) {
  const seen = { read: 0, closed: false };
  async function* content() {
    try {
      for (; seen.read < pieces; seen.read += 1) {
        await new Promise(setImmediate);
        yield piece;
      }
      if (failure) throw failure;
    } finally {
      seen.closed = true;
    }
  }
  return { seen, stream: () => Readable.from(content(), { objectMode: false }) };
}

const ask = (store: ReturnType<typeof storeOf>, sha256: string) =>
  hashContent(store, sha256, { signal: new AbortController().signal, onBytes: () => undefined });

test('the digest decides', async () => {
  expect(await ask(storeOf(5), digestOf(5))).toBe('whole');
  expect(await ask(storeOf(5), digestOf(4))).toBe('damaged');
});

test.each([
  [new AppError('storage.damaged', { what: 'blob', reason: 'seal' }), 'damaged'],
  [new AppError('storage.damaged', { what: 'blob', reason: 'missing' }), 'lost'],
  [new AppError('storage.read-only'), 'unreadable'],
  [Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' }), 'unreadable'],
])('%s makes it %s', async (failure, state) => {
  expect(await ask(storeOf(2, failure), digestOf(2))).toBe(state);
});

test('a defect is not taken for a bad file', async () => {
  await expect(ask(storeOf(2, new TypeError('a defect')), digestOf(2))).rejects.toThrow('a defect');
});

test('stopped in the middle, it reads little more and closes the file', async () => {
  const store = storeOf(1000);
  const stop = new AbortController();
  let bytes = 0;
  const hashing = hashContent(store, digestOf(1), {
    signal: stop.signal,
    onBytes: (more) => {
      bytes += more;
      if (bytes === 3 * piece.length) stop.abort(new AppError('cancelled'));
    },
  });
  await expect(hashing).rejects.toMatchObject({ code: 'cancelled' });
  expect(bytes).toBe(3 * piece.length);
  await expect.poll(() => store.seen.closed).toBe(true);
  expect(store.seen.read).toBeLessThan(10);
});
