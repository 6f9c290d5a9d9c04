import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from './search-query.ts';
import { skeletonSnippetOf, snippetOf } from './snippet.ts';

const marked = (text: string, query: string) => {
  const snippet = snippetOf(text, parseQuery(query));
  return snippet.ranges.map(([begin, end]) => snippet.text.slice(begin, end));
};

test('shows what was found as it is written, whatever was typed', () => {
  expect(marked('ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ เทศบาล', '2566')).toEqual(['๒๕๖๖']);
  expect(marked('ระบบ e-LAAS', 'E-laas')).toEqual(['e-LAAS']);
  expect(marked('การทําน้ำประปา', 'ทำน้ำ')).toEqual(['ทำน้ำ']);
});

test('a find across a line end is one find', () => {
  expect(marked('รายงานการตรวจสอบ\nภายใน ประจำปี', 'ตรวจสอบภายใน')).toEqual(['ตรวจสอบ ภายใน']);
});

test('words that match but for their marks are marked as they stand there', () => {
  const snippet = skeletonSnippetOf('ตรวจคุณภาพน้้าประปา แล้ว', parseQuery('น้ำประปา'));
  expect(snippet.ranges.map(([begin, end]) => snippet.text.slice(begin, end))).toEqual(['น้้าประปา']);
});

test('cuts between letters, never between a letter and its marks', () => {
  const text = `${'ที่นี่ปี้ '.repeat(40)}คำตอบ${' ที่นั่น'.repeat(60)}`;
  const snippet = snippetOf(text, parseQuery('คำตอบ'));
  expect(snippet.text).toMatch(/^…[\u0e01-\u0e2eเแโใไ]/);
  expect(snippet.text.endsWith('…')).toBe(true);
  expect(snippet.text.length).toBeLessThan(200);
  expect(snippet.found).toBe('คำตอบ');
});

test('marks each word, and a word inside a longer one once', () => {
  expect(marked('แผนพัฒนาท้องถิ่น แผนงาน', 'แผนพัฒนา พัฒนา งาน')).toEqual(['แผนพัฒนา', 'งาน']);
});

test('invisible and control characters do not get on the screen', () => {
  expect(snippetOf('ab\u0000c\u202edef\u200b', parseQuery('def')).text).toBe('abcdef');
});

test('words that are not there leave a snippet without ranges', () => {
  expect(snippetOf('เทศบาลตำบล', parseQuery('อำเภอ'))).toEqual({ text: 'เทศบาลตำบล', ranges: [], found: null });
  expect(snippetOf('', parseQuery('อำเภอ')).text).toBe('');
});

test('ranges lie in the text, in order, and apart', () => {
  const letters = fc.constantFrom(...'กนทแเาิี่้ํำ๑2 aB\n'.split(''));
  const words = (most: number) => fc.array(letters, { minLength: 1, maxLength: most }).map((all) => all.join(''));
  fc.assert(
    fc.property(words(300), words(3), (text, query) => {
      const snippet = snippetOf(text, parseQuery(query));
      let last = 0;
      for (const [begin, end] of snippet.ranges) {
        expect(begin).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(begin);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(snippet.text.length);
    }),
  );
});
