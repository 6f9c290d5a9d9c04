import { expect, test } from 'vitest';
import { originOf, readFromViewer, readToViewer } from './protocol.ts';

test('a well-formed message passes, unknown fields are dropped', () => {
  expect(readFromViewer({ kind: 'selected', mark: 'a', extra: 1 })).toEqual({ kind: 'selected', mark: 'a' });
  const bytes = new ArrayBuffer(4);
  expect(readToViewer({ kind: 'bytes', request: 1, bytes })).toEqual({ kind: 'bytes', request: 1, bytes });
});

test.each([
  null,
  'selected',
  { kind: 'invoke', channel: 'review.record' },
  { kind: 'selected', mark: 'x'.repeat(300) },
  { kind: 'drawn', page: 0, mark: 'rectangle', rects: [{ x: 0, y: 0, width: 1, height: 1 }], quote: null },
  { kind: 'drawn', page: 1, mark: 'rectangle', rects: [], quote: null },
  { kind: 'drawn', page: 1, mark: 'rectangle', rects: [{ x: Number.NaN, y: 0, width: 1, height: 1 }], quote: null },
  { kind: 'drawn', page: 1, mark: 'rectangle', rects: [{ x: 0, y: 0, width: -1, height: 1 }], quote: null },
  { kind: 'range', evidence: 'e1', request: 1, begin: -5, end: 10 },
  { kind: 'photo', photo: { width: 1, height: 1, taken: '<b>', place: null } },
])('what the frame may not say is refused: %j', (message) => {
  expect(readFromViewer(message)).toBeNull();
});

test('each host has its pair of origins', () => {
  expect(originOf('evidence', 'https:')).toBe('https://evidence.invalid');
  expect(originOf('app', 'app:')).toBe('app://app');
});
