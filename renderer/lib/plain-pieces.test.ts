import { describe, expect, test } from 'vitest';
import { createInbox, fileKind } from './files.ts';
import { bytesText, createFormat, dayInThailand } from './format.ts';
import { layoutOf } from './keyboard-layout.ts';
import { passphraseStrength } from './passphrase-strength.ts';
import { initialsOf } from './person.ts';

test('files go to the screen of their kind', () => {
  expect(['ก.lpasub', 'B.ASICE', 'report.pdf', 'asice'].map(fileKind)).toEqual([
    'submission',
    'package',
    'other',
    'other',
  ]);
  const inbox = createInbox();
  inbox.put([
    { ticket: '1', name: 'a.lpasub' },
    { ticket: '2', name: 'b.asice' },
  ]);
  expect(inbox.take('submission')).toEqual([{ ticket: '1', name: 'a.lpasub' }]);
  expect(inbox.take('submission')).toEqual([]);
  expect(inbox.list()).toEqual([{ ticket: '2', name: 'b.asice' }]);
});

describe('passphrase strength', () => {
  test.each([
    ['', 0],
    ['short', 0],
    ['aaaaaaaaaaaa', 1],
    ['password1234', 1],
    ['กาแฟเย็นสองแก้วก่อนเที่ยง', 3],
    ['กาแฟเย็น 2 แก้ว ก่อนเที่ยงวัน ทุกวันพุธ', 4],
  ])('%s', (text, strength) => {
    expect(passphraseStrength(text)).toBe(strength);
  });
});

test('the keyboard language is read from letters only', () => {
  expect(['ก', 'ๆ', 'a', 'Z', '1', 'Enter', ''].map(layoutOf)).toEqual([
    'th',
    'th',
    'latin',
    'latin',
    'unknown',
    'unknown',
    'unknown',
  ]);
});

test('initials skip titles and leading vowels', () => {
  expect(initialsOf('นางสาวปาริชาต วงศ์เมธากุล')).toBe('ปว');
  expect(initialsOf('นายเอกชัย เจริญสุข')).toBe('อจ');
  expect(initialsOf('Mr. John Smith')).toBe('JS');
  expect(initialsOf('')).toBe('–');
});

describe('format', () => {
  test('sizes as disks print them', () => {
    expect(
      [0, 999, 1000, 2_412_000, 486_000_000, 12_000_000_000].map((n) => bytesText(n).replace('\u00a0', ' ')),
    ).toEqual(['0 B', '999 B', '1 kB', '2.4 MB', '486 MB', '12 GB']);
  });

  test('Thai digits by the setting, true minus', () => {
    const thai = createFormat('th', 'thai');
    expect(thai.number(1377)).toBe('๑,๓๗๗');
    expect(thai.difference(-9)).toBe('−๙');
    expect(createFormat('en', 'arabic').difference(2)).toBe('+2');
    expect(createFormat('th', 'arabic').percent(null)).toBe('–');
    expect(createFormat('th', 'arabic').timeSeconds('2024-07-05T03:42:07.000Z')).toBe('10:42:07 น.');
  });

  test('day and month without the year, in both languages', () => {
    expect(createFormat('th', 'arabic').dayAndMonth('2024-07-31')).toBe('31 ก.ค.');
    expect(createFormat('en', 'thai').dayAndMonth('2024-07-31')).toBe('๓๑ Jul');
  });

  test('the day changes at midnight in Thailand', () => {
    expect(dayInThailand(Date.parse('2024-07-04T16:59:59Z'))).toBe('2024-07-04');
    expect(dayInThailand(Date.parse('2024-07-04T17:00:00Z'))).toBe('2024-07-05');
  });
});
