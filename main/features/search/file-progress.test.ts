import { expect, test } from 'vitest';
import { isFileDone, newProgress, nextPage, progressOf, recordOf, type FileProgress } from './file-progress.ts';

const none = () => false;
const file = (change: Partial<FileProgress>): FileProgress => ({ ...newProgress('a'), ...change });

test('a file is opened at page 1, then read to its end', () => {
  expect(nextPage(file({}), none)).toEqual({ page: 1, again: false });
  expect(nextPage(file({ pages: 3, read: new Set([1, 3]) }), none)).toEqual({ page: 2, again: false });
  const done = file({ pages: 3, read: new Set([1, 2, 3]) });
  expect([isFileDone(done), nextPage(done, none)]).toEqual([true, null]);
});

test('a file that cannot be opened is done, a page that cannot be read is passed over', () => {
  expect(nextPage(file({ failed: new Map([[1, 'password']]) }), none)).toBeNull();
  const gap = file({ pages: 3, read: new Set([1]), failed: new Map([[2, 'damaged']]) });
  expect(nextPage(gap, none)).toEqual({ page: 3, again: false });
});

test('a page whose picture gave no words is read all the same', () => {
  const one = file({ pages: 2, read: new Set([1]), failed: new Map([[1, 'ocr']]) });
  expect([isFileDone(one), nextPage(one, none)]).toEqual([false, { page: 2, again: false }]);
});

test('pictures that are not in memory any more are asked for again, after what is unread', () => {
  const one = file({ pages: 3, read: new Set([1, 2]), waiting: new Set([1, 2]) });
  expect(nextPage(one, none)).toEqual({ page: 3, again: false });
  const all = { ...one, read: new Set([1, 2, 3]) };
  expect(nextPage(all, (page) => page === 1)).toEqual({ page: 2, again: true });
  expect(nextPage(all, () => true)).toBeNull();
});

test('what is kept on disk comes back', () => {
  const one = file({
    pages: 9,
    read: new Set([1, 2, 3, 7]),
    waiting: new Set([2]),
    recognised: 1,
    failed: new Map([[4, 'damaged']]),
    length: 120,
  });
  const record = recordOf(one, '1.0');
  expect(record.read).toEqual([
    [1, 3],
    [7, 7],
  ]);
  expect(progressOf(record, '1.0')).toEqual(one);
});

test('a newer version tries again what an older one could not', () => {
  const record = recordOf(
    file({
      pages: 3,
      read: new Set([1]),
      failed: new Map([
        [1, 'ocr'],
        [2, 'damaged'],
      ]),
    }),
    '1.0',
  );
  const later = progressOf(record, '1.1');
  expect(nextPage(later, none)).toEqual({ page: 2, again: false });
  expect([...later.waiting]).toEqual([1]);
  expect(nextPage(progressOf(record, '1.0'), none)).toEqual({ page: 3, again: false });
});
