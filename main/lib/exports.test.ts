import { expect, test } from 'vitest';
import { createExports } from './exports.ts';
import { systemClock, systemIds } from './system.ts';

const openExports = () => createExports(systemIds(systemClock));
const type = 'application/pdf';

test('the hundred newest are kept', () => {
  const exports = openExports();
  const tickets = Array.from({ length: 101 }, () => exports.offerBytes('a.pdf', type, new Uint8Array(1)).ticket);
  expect(exports.find(tickets[0] ?? '')).toBeUndefined();
  expect(tickets.slice(1).every((ticket) => exports.find(ticket) !== undefined)).toBe(true);
});

test('large ones in memory push out the oldest; what is read from the store takes none', async () => {
  const exports = openExports();
  const bytes = new Uint8Array(300 * 1024 * 1024);
  const stored = exports.offerStream('film.mp4', type, 5e9, async () => new Uint8Array(1));
  const first = exports.offerBytes('a.pdf', type, bytes);
  const second = exports.offerBytes('b.pdf', type, bytes);
  expect(exports.find(first.ticket)).toBeUndefined();
  expect((await exports.find(second.ticket)?.read(0, 4))?.length).toBe(4);
  const small = exports.offerBytes('c.pdf', type, new Uint8Array(5));
  expect(exports.find(second.ticket)).toBeDefined();
  expect(exports.find(small.ticket)).toBeDefined();
  expect(exports.find(stored.ticket)).toBeUndefined();
});

test('what lies somewhere for the download alone is removed once nobody can download it', async () => {
  const exports = openExports();
  const removed: string[] = [];
  const offer = (name: string) =>
    exports.offerStream(
      name,
      type,
      1,
      async () => new Uint8Array(1),
      async () => void removed.push(name),
    );
  offer('first');
  for (let index = 0; index < 100; index += 1) exports.offerBytes('a.pdf', type, new Uint8Array(1));
  expect(removed).toEqual(['first']);
  offer('second');
  exports.clear();
  expect(removed).toEqual(['first', 'second']);
});

test('what is withdrawn nobody can download any more', () => {
  const exports = openExports();
  const [drawn, kept] = [0, 1].map(() => exports.offerStream('a.pdf', type, 1, async () => new Uint8Array(1)).ticket);
  exports.withdraw(drawn ?? '');
  expect(exports.find(drawn ?? '')).toBeUndefined();
  expect(exports.find(kept ?? '')).toBeDefined();
});
