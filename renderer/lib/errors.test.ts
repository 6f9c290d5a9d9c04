import { describe, expect, test } from 'vitest';
import { AppError, failureCodes } from '#common/contract/failures.ts';
import { codeOf, errorText, failureText } from './errors.ts';

describe.each(failureCodes)('%s', (code) => {
  test('has a Thai and an English sentence of its own', () => {
    const thai = failureText({ code }, 'th');
    const english = failureText({ code }, 'en');
    expect(thai).toMatch(/[ก-๛]{3}/);
    expect(english).toMatch(/[a-z]{3}.*\.$/);
    expect(english).not.toMatch(/[ก-๙]/);
    expect(`${thai}${english}`).not.toMatch(/undefined|!|\[object/);
  });
});

test('no two codes say the same', () => {
  expect(new Set(failureCodes.map((code) => failureText({ code }, 'th'))).size).toBe(failureCodes.length);
});

test('the file is named when main told its name', () => {
  expect(failureText({ code: 'file.unreadable', details: { name: 'ก.lpasub' } }, 'th')).toContain('“ก.lpasub”');
  expect(failureText({ code: 'file.unreadable' }, 'en')).not.toContain('“');
});

test('unknown codes, prototype names and defects read as an internal error', () => {
  const internal = failureText({ code: 'internal' }, 'en');
  expect(failureText({ code: 'from.the.future' }, 'en')).toBe(internal);
  expect(failureText({ code: 'constructor' }, 'en')).toBe(internal);
  expect(errorText(new TypeError('x is not a function'), 'en')).toBe(internal);
  expect(codeOf(new TypeError('x'))).toBeNull();
  expect(codeOf(new AppError('review.locked'))).toBe('review.locked');
});
