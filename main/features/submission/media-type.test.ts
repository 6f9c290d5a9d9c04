import { expect, test } from 'vitest';
import { servedType, streamType } from './media-type.ts';

const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');

test('passes harmless types whose bytes agree', () => {
  expect(servedType('application/pdf', text('%PDF-1.7'))).toBe('application/pdf');
  expect(servedType('IMAGE/JPEG', text('\xff\xd8\xff\xe0'))).toBe('image/jpeg');
  expect(servedType('image/webp', text('RIFF....WEBP'))).toBe('image/webp');
  expect(servedType('text/csv', text('a,b'))).toBe('text/plain; charset=utf-8');
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  expect(servedType(word, text('PK\x03\x04'))).toBe(word);
});

test('everything else is a file that nothing opens', () => {
  const cases = [
    ['text/html', '<script>'],
    ['image/svg+xml', '<svg>'],
    ['application/xhtml+xml', '<html'],
    ['application/pdf', '<html>'],
    ['image/png', '%PDF-'],
    ['image/webp', 'RIFF....AVI '],
    ['constructor', 'x'],
    ['', ''],
  ] as const;
  for (const [type, head] of cases) expect(servedType(type, text(head)), type).toBe('application/octet-stream');
});

test('sound and moving pictures are streamed under their own type, all others under none that plays', () => {
  expect(streamType('text/html', text('\0\0\0\x18ftypisom'))).toBe('video/mp4');
  expect(streamType('', text('RIFF\0\0\0\0WAVE'))).toBe('audio/wav');
  expect(streamType('', text('\x1a\x45\xdf\xa3'))).toBe('video/webm');
  expect(streamType('video/mp4', text('<html><script>'))).toBe('application/octet-stream');
});
