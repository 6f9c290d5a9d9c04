import { expect, test } from 'vitest';
import { thaiDate } from './thai-date.ts';

const day = new Date(Date.UTC(2023, 11, 20, 14, 5, 9));

test.each([
  ['[$-107041E]d mmm yyyy;@', '20 ธ.ค. 2566'],
  ['[$-D07041E]d mmmm yyyy;@', '๒๐ ธันวาคม ๒๕๖๖'],
  ['[$-1070000]d/m/yyyy;@', null],
  ['[$-107041E]d/m/yy', '20/12/66'],
  ['[$-41E]d mmmm yyyy', '20 ธันวาคม 2023'],
  ['[$-th-TH,107]d mmmm yyyy;@', '20 ธันวาคม 2566'],
  ['[$-41E]dddd"ที่ "d mmmm bbbb', 'พุธที่ 20 ธันวาคม 2566'],
  ['d mmm bb', '20 ธ.ค. 66'],
  ['m/d/yy', '20/12/2566'],
  ['m/d/yy h:mm', '20/12/2566 14:05'],
  ['[$-107041E]d mmm yyyy h:mm:ss', '20 ธ.ค. 2566 14:05:09'],
  ['[$-41E]h:mm AM/PM', '2:05 PM'],
  ['yyyy-mm-dd', null],
  ['[$-409]d mmm yyyy', null],
])('%s is %s', (format, text) => expect(thaiDate(day, format)).toBe(text));
