import { expect, test } from 'vitest';
import { indicator, instrumentOf, manifestOf } from '#tests/support/review-builder.ts';
import { effectOfRemoval } from './effect-of-removal.ts';
import { emptyReview } from './reduce-review.ts';
import { untouched } from './review.ts';

const [first, second] = [indicator('i1', 1), indicator('i2', 1)] as const;
const instrument = instrumentOf([first, second]);
const manifest = manifestOf({ i1: 5, i2: 0 });
const review = {
  ...emptyReview,
  indicators: { i1: { ...untouched, points: 5 }, i2: { ...untouched, points: 0 } },
};
const figures = ({ before, after }: ReturnType<typeof effectOfRemoval>) =>
  [before, after].map(({ full, teamOverall, selfOverall }) => [full, teamOverall.deciding, selfOverall.deciding]);

test('the base falls by the points, and both percentages follow', () =>
  expect(figures(effectOfRemoval(instrument, manifest, review, second))).toEqual([
    [10, '50.00', '50.00'],
    [5, '100.00', '100.00'],
  ]));

test('it says the same when the indicator is set aside already', () => {
  const removed = {
    ...review,
    indicators: {
      ...review.indicators,
      i2: { ...untouched, points: 0, notApplicable: { reason: 'x', agreedBy: 'y' } },
    },
  };
  expect(effectOfRemoval(instrument, manifest, removed, second)).toEqual(
    effectOfRemoval(instrument, manifest, review, second),
  );
});

test('where the rule gives full points, the base stays', () => {
  const generous = { ...second, notApplicable: 'full-points' as const };
  expect(figures(effectOfRemoval(instrumentOf([first, generous]), manifest, review, generous))).toEqual([
    [10, '50.00', '50.00'],
    [10, '100.00', '50.00'],
  ]);
});

test('an indicator that nobody touched yet can be looked at, too', () =>
  expect(figures(effectOfRemoval(instrument, manifest, emptyReview, second))).toEqual([
    [10, null, '50.00'],
    [5, null, '100.00'],
  ]));
