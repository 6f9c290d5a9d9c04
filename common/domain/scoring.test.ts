import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indicator, instrumentOf, manifestOf } from '#tests/support/review-builder.ts';
import type { Indicator, Instrument } from './instrument.ts';
import { laoTypes } from './lao.ts';
import { parseDecimal } from './rational.ts';
import { emptyReview } from './reduce-review.ts';
import { untouched, type IndicatorReview, type Review } from './review.ts';
import { applicableIndicators, computeTotals, gradeOf, meanPercent, standingOf } from './scoring.ts';
import { toFixed2 } from './rational.ts';

type Given = Readonly<Record<string, number | null | Partial<IndicatorReview>>>;

const reviewed = (given: Given): Review => ({
  ...emptyReview,
  indicators: Object.fromEntries(
    Object.entries(given).map(([id, value]) => [
      id,
      { ...untouched, ...(typeof value === 'object' && value !== null ? value : { points: value }) },
    ]),
  ),
});
const excused = { notApplicable: { reason: 'ไม่มีตลาดในพื้นที่', agreedBy: 'ทีมประเมิน 4 คน' } };
const aspectOf = (instrument: Instrument, given: Given, self: Record<string, number | null> = {}) =>
  computeTotals(instrument, manifestOf(self), reviewed(given)).aspects[0]!;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('published results', () => {
  test('814 of 1,015 points are 80.20, while the mean of the five aspects is 80.79 (2561)', () => {
    const full = [140, 215, 250, 345, 65];
    // Published: 188 and 56, and the sum; the other three are chosen to fit both published percentages.
    const points = [108, 180, 188, 282, 56];
    const instrument = instrumentOf(
      full.map((value, index) => indicator(`i${index + 1}`, index + 1, { points: value })),
      { method: 'points-ratio' },
    );
    const totals = computeTotals(
      instrument,
      manifestOf(),
      reviewed(Object.fromEntries(points.map((value, index) => [`i${index + 1}`, value]))),
    );
    expect([totals.team, totals.full]).toEqual([814, 1015]);
    expect(totals.teamOverall.pointsRatio).toBe('80.20');
    expect(totals.teamOverall.meanOfAspects).toBe('80.79');
    expect(totals.teamOverall).toMatchObject({ deciding: '80.20', grade: 'very-good', passed: true });
    expect(totals.aspects[2]!.teamPercent).toBe('75.20');
    expect(totals.aspects[4]!.teamPercent).toBe('86.15');
  });

  test('the mean of 85.71, 94.14, 88.57, 90 and 92.85 is 90.25 (2560)', () => {
    const mean = meanPercent(['85.71', '94.14', '88.57', '90', '92.85'].map((text) => parseDecimal(text)));
    expect(mean && toFixed2(mean)).toBe('90.25');
  });

  test('aspect 1 of 2564: 24 indicators, the pilot not counted, are 115 points', () => {
    const instrument = instrumentOf(range(1, 24).map((n) => indicator(`i${n}`, 1, { pilot: n === 1 })));
    const aspect = aspectOf(instrument, Object.fromEntries(range(1, 24).map((n) => [`i${n}`, 5])));
    expect(aspect).toMatchObject({
      indicators: 24,
      settled: 24,
      pilots: 1,
      full: 115,
      team: 115,
      teamPercent: '100.00',
    });
  });
});

describe('what counts', () => {
  test('a pilot is settled but stays out of numerator and denominator; a provincial indicator counts', () => {
    const instrument = instrumentOf([
      indicator('i1', 1),
      indicator('i2', 1, { pilot: true }),
      indicator('i3', 1, { provincial: true }),
    ]);
    const aspect = aspectOf(instrument, { i1: 5, i2: 0, i3: 3 }, { i1: 5, i2: 5, i3: 5 });
    expect(aspect).toMatchObject({
      indicators: 3,
      settled: 3,
      pilots: 1,
      full: 10,
      self: 10,
      team: 8,
      teamPercent: '80.00',
    });
  });

  test('not applicable: removed leaves both sides, full points stay in, never has no effect', () => {
    const instrument = instrumentOf([
      indicator('i1', 1, { notApplicable: 'remove' }),
      indicator('i2', 1, { notApplicable: 'full-points' }),
      indicator('i3', 1, { notApplicable: 'never' }),
    ]);
    const aspect = aspectOf(
      instrument,
      { i1: { ...excused, points: 3 }, i2: excused, i3: { ...excused, points: 1 } },
      { i1: 5, i2: 3, i3: 5 },
    );
    expect(aspect).toMatchObject({ settled: 3, notApplicable: 2, full: 10, self: 8, team: 6, teamPercent: '60.00' });
  });

  test('an indicator that does not apply to this type of LAO is not there', () => {
    const instrument = instrumentOf([
      indicator('i1', 1, { appliesTo: ['provincial_admin_org'] }),
      indicator('i2', 1),
      indicator('i3', 2, { appliesTo: ['provincial_admin_org'] }),
    ]);
    const totals = computeTotals(instrument, manifestOf(), reviewed({ i1: 5, i2: 4, i3: 5 }));
    expect(totals).toMatchObject({ indicators: 1, full: 5, team: 4 });
    expect(applicableIndicators(instrument, 'provincial_admin_org').map(({ id }) => id)).toEqual(['i1', 'i2', 'i3']);
    // The empty aspect is left out of the mean instead of counting as 0.
    expect(totals.aspects[1]).toMatchObject({ full: 0, teamPercent: null, selfPercent: null });
    expect(totals.teamOverall.meanOfAspects).toBe('80.00');
  });

  test('a score that the indicator cannot carry is no score', () => {
    const instrument = instrumentOf([indicator('i1', 1), indicator('i2', 1)]);
    for (const points of [6, -1, 2.5, Number.NaN]) {
      const aspect = aspectOf(instrument, { i1: points, i2: 5 }, { i1: points, i2: 5 });
      expect(aspect).toMatchObject({ settled: 1, self: 5, team: 5, scoredFull: 5, teamPercent: '100.00' });
    }
    expect(standingOf(indicator('i1', 1), { ...untouched, points: 6 })).toEqual({ state: 'open', points: null });
  });
});

describe('while the review goes on', () => {
  const instrument = instrumentOf([indicator('i1', 1), indicator('i2', 1), indicator('i3', 2)]);
  const self = { i1: 5, i2: 3, i3: null };

  test('nothing scored: no percentage, no grade, no verdict, but the LAO’s own result', () => {
    const totals = computeTotals(instrument, manifestOf(self), emptyReview);
    expect(totals.teamOverall).toEqual({
      meanOfAspects: null,
      pointsRatio: null,
      deciding: null,
      grade: null,
      passed: null,
    });
    expect(totals.selfOverall).toEqual({
      meanOfAspects: '40.00',
      pointsRatio: '53.33',
      deciding: '40.00',
      grade: 'below',
      passed: false,
    });
  });

  test('partly scored: the team’s percentage is over what was scored so far', () => {
    const totals = computeTotals(instrument, manifestOf(self), reviewed({ i1: 3 }));
    expect(totals.aspects[0]).toMatchObject({
      settled: 1,
      full: 10,
      team: 3,
      scoredFull: 5,
      scoredSelf: 5,
      teamPercent: '60.00',
      selfPercent: '80.00',
    });
    expect(totals.aspects[1]).toMatchObject({ teamPercent: null, selfPercent: '0.00' });
    expect(totals.teamOverall).toMatchObject({ meanOfAspects: '60.00', pointsRatio: '60.00', passed: false });
  });

  test('all removed: nothing is left to divide by', () => {
    const totals = computeTotals(instrument, manifestOf(self), reviewed({ i1: excused, i2: excused, i3: excused }));
    expect(totals).toMatchObject({ full: 0, settled: 3, notApplicable: 3 });
    expect(totals.teamOverall.deciding).toBeNull();
    expect(totals.selfOverall.deciding).toBeNull();
  });
});

describe('grade and pass mark', () => {
  const instrument = instrumentOf([indicator('i1', 1)]);

  test.each([
    ['100.00', 'excellent'],
    ['90.00', 'excellent'],
    ['89.99', 'very-good'],
    ['80.00', 'very-good'],
    ['79.99', 'good'],
    ['70.00', 'good'],
    ['69.99', 'below'],
    ['0.00', 'below'],
  ])('%s is %s', (percent, grade) => {
    expect(gradeOf(instrument, percent)?.id).toBe(grade);
  });

  test('look at the percentage as printed: 89.995 prints as 90.00 and is the best grade', () => {
    const precise = instrumentOf([indicator('i1', 1, { points: 20_000 })]);
    const totals = computeTotals(precise, manifestOf(), reviewed({ i1: 17_999 }));
    expect(totals.teamOverall).toMatchObject({ deciding: '90.00', grade: 'excellent' });
    expect(computeTotals(precise, manifestOf(), reviewed({ i1: 13_999 })).teamOverall.passed).toBe(true);
    expect(computeTotals(precise, manifestOf(), reviewed({ i1: 13_998 })).teamOverall.passed).toBe(false);
  });

  test('there is none without a percentage, or without a band for it', () => {
    expect(gradeOf(instrument, null)).toBeNull();
    expect(gradeOf({ ...instrument, grades: instrument.grades.slice(0, 1) }, '50.00')).toBeNull();
    expect(gradeOf({ ...instrument, grades: [{ ...instrument.grades[0]!, from: 'best' }] }, '95.00')).toBeNull();
  });
});

describe('for any instrument and review', () => {
  const anyIndicator = (n: number): fc.Arbitrary<Indicator> =>
    fc
      .record({
        aspect: fc.integer({ min: 1, max: 5 }),
        points: fc.integer({ min: 1, max: 10 }),
        pilot: fc.boolean(),
        notApplicable: fc.constantFrom('remove' as const, 'full-points' as const, 'never' as const),
        appliesTo: fc.subarray([...laoTypes]),
      })
      .map(({ aspect, ...more }) => indicator(`i${n}`, aspect, more));
  const anyCase = fc
    .integer({ min: 1, max: 25 })
    .chain((count) =>
      fc.record({
        indicators: fc.tuple(...range(1, count).map(anyIndicator)),
        team: fc.array(fc.option(fc.integer({ min: -1, max: 12 })), { minLength: count, maxLength: count }),
        self: fc.array(fc.option(fc.integer({ min: -1, max: 12 })), { minLength: count, maxLength: count }),
        excused: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
        method: fc.constantFrom('mean-of-aspects' as const, 'points-ratio' as const),
      }),
    )
    .map(({ indicators, team, self, excused: excuses, method }) => {
      const instrument = instrumentOf(indicators, {
        method,
        aspects: range(1, 5).map((number) => ({ number, title: { th: 'ด้าน', en: 'aspect' } })),
      });
      const given = indicators.map(({ id }, at) => [id, { points: team[at] ?? null, ...(excuses[at] ? excused : {}) }]);
      const manifest = manifestOf(Object.fromEntries(indicators.map(({ id }, at) => [id, self[at] ?? null])));
      return { instrument, manifest, review: reviewed(Object.fromEntries(given) as Given) };
    });

  test('totals are the sums of the aspects and of the single indicators, and stay within their bounds', () => {
    fc.assert(
      fc.property(anyCase, ({ instrument, manifest, review }) => {
        const totals = computeTotals(instrument, manifest, review);
        const alone = instrument.indicators.map((one) =>
          computeTotals({ ...instrument, indicators: [one] }, manifest, review),
        );
        for (const key of ['full', 'self', 'team', 'indicators', 'settled', 'pilots', 'notApplicable'] as const) {
          expect(totals[key]).toBe(totals.aspects.reduce((sum, aspect) => sum + aspect[key], 0));
          expect(totals[key]).toBe(alone.reduce((sum, one) => sum + one[key], 0));
        }
        for (const aspect of totals.aspects) {
          expect(aspect.team).toBeLessThanOrEqual(aspect.scoredFull);
          expect(aspect.scoredFull).toBeLessThanOrEqual(aspect.full);
          expect(aspect.self).toBeLessThanOrEqual(aspect.full);
          expect(aspect.teamPercent === null).toBe(aspect.scoredFull === 0);
        }
      }),
    );
  });

  test('percentages equal exact integer arithmetic, rounded half up once', () => {
    const halfUp = (num: bigint, den: bigint) => {
      const hundredths = (num * 20_000n + den) / (den * 2n);
      return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
    };
    fc.assert(
      fc.property(anyCase, ({ instrument, manifest, review }) => {
        const { aspects, teamOverall, method } = computeTotals(instrument, manifest, review);
        const scored = aspects.filter((aspect) => aspect.scoredFull > 0);
        if (scored.length === 0) {
          expect(teamOverall.deciding).toBeNull();
          return;
        }
        const common = scored.reduce((product, aspect) => product * BigInt(aspect.scoredFull), 1n);
        const sum = scored.reduce((total, one) => total + (BigInt(one.team) * common) / BigInt(one.scoredFull), 0n);
        expect(teamOverall.meanOfAspects).toBe(halfUp(sum, common * BigInt(scored.length)));
        const [team, full] = scored.reduce(([a, b], one) => [a + one.team, b + one.scoredFull], [0, 0]);
        expect(teamOverall.pointsRatio).toBe(halfUp(BigInt(team), BigInt(full)));
        expect(teamOverall.deciding).toBe(
          method === 'points-ratio' ? teamOverall.pointsRatio : teamOverall.meanOfAspects,
        );
      }),
    );
  });
});
