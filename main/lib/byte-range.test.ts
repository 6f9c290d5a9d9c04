import { expect, test } from 'vitest';
import { attachment, parseRange, serveBytes } from './byte-range.ts';

const source = (size: number) => ({
  size,
  read: async (begin: number, end: number) => new Uint8Array(end - begin).fill(7),
});

test.each([
  ['bytes=0-3', 10, { begin: 0, end: 4 }],
  ['bytes=8-', 10, { begin: 8, end: 10 }],
  ['bytes=-4', 10, { begin: 6, end: 10 }],
  ['bytes=-40', 10, { begin: 0, end: 10 }],
  ['bytes=5-99', 10, { begin: 5, end: 10 }],
  ['bytes=10-12', 10, 'unsatisfiable'],
  ['bytes=5-4', 10, 'unsatisfiable'],
  ['bytes=0-0', 0, 'unsatisfiable'],
  ['bytes=-', 10, null],
  ['bytes=0-1,3-4', 10, null],
  ['items=0-1', 10, null],
  [null, 10, null],
])('range %s of %i bytes', (header, size, expected) => {
  expect(parseRange(header, size)).toEqual(expected);
});

test('a large file is never answered whole, and a range never exceeds 8 MiB', async () => {
  const large = source(20_000_000);
  expect((await serveBytes(large, null, {})).status).toBe(413);
  const part = await serveBytes(large, 'bytes=0-', {});
  expect(part.status).toBe(206);
  expect(part.body.byteLength).toBe(8 * 1024 * 1024);
  expect(part.headers['content-range']).toBe('bytes 0-8388607/20000000');
});

test('a Thai file name survives, and cannot break out of the header', () => {
  const value = attachment('รายงาน"\r\n.pdf');
  expect(value).not.toMatch(/[\r\n]/);
  expect(value).toContain("filename*=UTF-8''%E0%B8%A3");
});
