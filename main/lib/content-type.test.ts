import { expect, test } from 'vitest';
import { contentType, endingOf } from './content-type.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

test.each<[string, Buffer, string, string]>([
  ['a PDF under another name', Buffer.from('%PDF-1.7 …'), 'photo.jpg', 'application/pdf'],
  ['a JPEG', hex('ffd8ffe100104578'), 'x', 'image/jpeg'],
  ['a PNG', hex('89504e470d0a1a0a0000'), 'x.exe', 'image/png'],
  ['a WebP', Buffer.from('RIFF\u0001\u0001\u0001\u0001WEBPVP8 '), 'x', 'image/webp'],
  ['a sound is no WebP', Buffer.from('RIFF\u0001\u0001\u0001\u0001WAVEfmt '), 'x', 'audio/wav'],
  ['a TIFF', hex('49492a0008000000'), 'x', 'image/tiff'],
  ['a photo of a telephone', Buffer.from('\0\0\0\u0018ftypheic'), 'x', 'image/heic'],
  ['a film of a telephone', Buffer.from('\0\0\0\u0018ftypmp42'), 'x', 'video/mp4'],
  [
    'a Word file',
    hex('504b03041400'),
    'แบบ.DOCX',
    `application/vnd.openxmlformats-officedocument.wordprocessingml.document`,
  ],
  ['any other zip', hex('504b03041400'), 'แบบ.lpa', 'application/zip'],
  ['an old Word file', hex('d0cf11e0a1b11ae1'), 'x.doc', 'application/msword'],
  ['a table', Buffer.from('ลำดับ,ชื่อ'), 'x.csv', 'text/csv'],
  ['no text with zeros in it', hex('00610062'), 'x.txt', 'application/octet-stream'],
  ['HTML is no text', Buffer.from('<script>'), 'x.html', 'application/octet-stream'],
  ['names of every object', Buffer.from('x'), 'x.constructor', 'application/octet-stream'],
  ['nothing', Buffer.alloc(0), '', 'application/octet-stream'],
])('%s', (_what, head, name, expected) => {
  expect(contentType(head, name)).toBe(expected);
});

test('each type that is found has its ending', () => {
  expect([endingOf('image/jpeg'), endingOf('application/msword'), endingOf('x/y')]).toEqual(['.jpg', '.doc', '']);
});
