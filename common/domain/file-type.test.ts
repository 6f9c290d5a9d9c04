import { expect, test } from 'vitest';
import { compoundType, contradictsEnding, mayRun, packedType, sniffFileType } from './file-type.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

test.each([
  ['%PDF-1.7', 'pdf'],
  ['\r\n junk before %PDF-1.4', 'pdf'],
  ['\xff\xd8\xff\xe0', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['GIF89a', 'gif'],
  ['RIFF\0\0\0\0WEBP', 'webp'],
  ['RIFF\0\0\0\0WAVE', 'audio'],
  ['RIFF\0\0\0\0AVI ', 'video'],
  ['II*\0\x08\0\0\0', 'tiff'],
  ['MM\0*\0\0\0\x08', 'tiff'],
  ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heif'],
  ['\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'heif'],
  ['\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf', 'avif'],
  ['\0\0\0\x18ftypisom\0\0\0\0isommp42', 'video'],
  ['\0\0\0\x18ftypM4A \0\0\0\0isommp42', 'audio'],
  ['\x1a\x45\xdf\xa3', 'video'],
  ['ID3\x04', 'audio'],
  ['\xff\xfb\x90\x44\0', 'audio'],
  ['PK\x03\x04', 'zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'doc'],
  ['MZ\x90\0', 'program'],
  ['\x7fELF', 'program'],
  ['#!/bin/sh\n', 'program'],
  ['<!DOCTYPE html><p>', 'markup'],
  ['\xef\xbb\xbf<?xml version="1.0"?>', 'markup'],
  ['<svg xmlns="x">', 'markup'],
  ['\xa1\xd2\xc3', 'text'],
  ['\xff\xfea\0', 'text'],
  ['a,b\n1,2', 'text'],
  ['\0\x01\x02\x03', 'other'],
  ['', 'empty'],
] as const)('%j is %s', (head, type) => expect(sniffFileType(bytes(head), 'application/pdf')).toBe(type));

test('a table in text is known by what the office declared', () => {
  expect(sniffFileType(bytes('a,b'), 'text/csv')).toBe('csv');
  expect(sniffFileType(bytes('a,b'), 'text/csv; charset=utf-8')).toBe('csv');
  expect(sniffFileType(bytes('%PDF-1.4'), 'text/csv')).toBe('pdf');
});

test('packages are known by their members', () => {
  expect(packedType(['[Content_Types].xml', 'word/document.xml'])).toBe('docx');
  expect(packedType(['xl/workbook.xml'])).toBe('xlsx');
  expect(packedType(['ppt/presentation.xml'])).toBe('pptx');
  expect(packedType(['mimetype', 'content.xml'])).toBe('ods');
  expect(packedType(['a.pdf'])).toBe('zip');
  expect(compoundType('Root Entry WordDocument')).toBe('doc');
  expect(compoundType('Root Entry Workbook')).toBe('xls');
  expect(compoundType('Root Entry EncryptedPackage')).toBe('locked-office');
  expect(compoundType('Root Entry')).toBe('other');
});

test('an ending that promises something else is noticed, an unknown one is not', () => {
  expect(contradictsEnding('png', 'evidence/order.pdf')).toBe(true);
  expect(contradictsEnding('pdf', 'evidence/ORDER.PDF')).toBe(false);
  expect(contradictsEnding('text', 'evidence/readme.md')).toBe(false);
  expect(contradictsEnding('text', 'evidence/list.csv')).toBe(false);
  expect(contradictsEnding('program', 'evidence/photo.jpg')).toBe(true);
  expect(contradictsEnding('png', 'constructor')).toBe(false);
});

test('what may run is known by name or by content', () => {
  expect(mayRun('other', 'a.bat')).toBe(true);
  expect(mayRun('text', 'a.JS')).toBe(true);
  expect(mayRun('program', 'photo.jpg')).toBe(true);
  expect(mayRun('markup', 'page.txt')).toBe(true);
  expect(mayRun('doc', 'letter.doc')).toBe(false);
  expect(mayRun(null, 'letter.doc')).toBe(false);
});
