import { expect, test } from 'vitest';
import { sizesFor } from './pane-sizes.ts';

const untouched = { rail: 284, form: 400 };

test('the design’s sizes at 1366, wider ones from 1600', () => {
  expect(sizesFor(untouched, 1366)).toEqual(untouched);
  expect(sizesFor(untouched, 1600)).toEqual({ rail: 340, form: 460 });
});

test('what a person chose stays on every screen where the evidence has room', () => {
  expect(sizesFor({ rail: 300, form: 500 }, 1920)).toEqual({ rail: 300, form: 500 });
  expect(sizesFor({ rail: 300, form: 500 }, 1280)).toEqual({ rail: 300, form: 500 });
});

test('the form gives way first, then the rail', () => {
  expect(sizesFor({ rail: 460, form: 620 }, 1366)).toEqual({ rail: 460, form: 486 });
  expect(sizesFor({ rail: 460, form: 620 }, 1200)).toEqual({ rail: 440, form: 340 });
});

test('a broken setting is brought back into its limits', () => {
  expect(sizesFor({ rail: -5, form: 99_999 }, 2000)).toEqual({ rail: 200, form: 620 });
});
