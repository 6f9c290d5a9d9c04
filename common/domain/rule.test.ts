import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levels } from '#tests/support/review-builder.ts';
import type { ChecklistRule, DeadlineRule, Measure, PercentRule, Rule } from './instrument.ts';
import { allowedPoints, checkMeasure, daysLate, percentDifference, percentOf, proposePoints } from './rule.ts';

const text = { th: 'ก', en: 'a' };

const percent: PercentRule = {
  kind: 'percent',
  numerator: text,
  denominator: text,
  unit: text,
  bands: [
    { points: 5, from: '80', inclusive: false, text },
    { points: 3, from: '60', inclusive: true, text },
    { points: 1, from: '37.5', inclusive: true, text },
    { points: 0, from: '0', inclusive: true, text },
  ],
};
const checklist: ChecklistRule = {
  kind: 'checklist',
  items: ['c1', 'c2', 'c3', 'c4'].map((id) => ({ id, text })),
  steps: [
    { atLeast: 4, points: 5 },
    { atLeast: 3, points: 3 },
    { atLeast: 1, points: 1 },
    { atLeast: 0, points: 0 },
  ],
};
const deadline: DeadlineRule = {
  kind: 'deadline',
  what: text,
  due: '2023-12-29',
  steps: [
    { lateDays: 0, points: 5, text },
    { lateDays: 15, points: 3, text },
    { lateDays: null, points: 0, text },
  ],
};
const share = (numerator: string, denominator: string): Measure => ({ kind: 'percent', numerator, denominator });
const done = (doneOn: string | null): Measure => ({ kind: 'deadline', doneOn });
const ticked = (...ids: string[]): Measure => ({ kind: 'checklist', ticked: ids });

describe('percent', () => {
  test.each([
    ['37', '43', '86.05', 5],
    ['80', '100', '80.00', 3],
    ['80.000001', '100', '80.00', 5],
    ['60', '100', '60.00', 3],
    ['59.999', '100', '60.00', 1],
    ['3', '8', '37.50', 1],
    ['0', '43', '0.00', 0],
    ['50', '43', '116.28', 5],
  ])('%s of %s is %s and gives %s', (numerator, denominator, shown, points) => {
    expect(percentOf(share(numerator, denominator))).toBe(shown);
    expect(proposePoints(percent, share(numerator, denominator))).toBe(points);
  });

  test('gives nothing without a usable denominator', () => {
    expect(checkMeasure(percent, share('1', '0'))).toBe('denominator-zero');
    expect(checkMeasure(percent, share('1', ''))).toBe('not-a-number');
    expect(checkMeasure(percent, share('-1', '4'))).toBe('not-a-number');
    expect(proposePoints(percent, share('1', '0.00'))).toBeNull();
    expect([percentOf(share('1', '0')), percentOf(share('x', '1')), percentOf(null), percentOf(done(null))]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('a rule without a band for the value proposes nothing', () => {
    const [top] = percent.bands;
    expect(proposePoints({ ...percent, bands: [top!] }, share('1', '2'))).toBeNull();
    expect(proposePoints({ ...percent, bands: [{ ...top!, from: 'x' }] }, share('1', '2'))).toBeNull();
  });
});

describe('checklist', () => {
  test.each([
    [[], 0],
    [['c2'], 1],
    [['c2', 'c1'], 1],
    [['c1', 'c2', 'c4'], 3],
    [['c4', 'c3', 'c2', 'c1'], 5],
  ])('%j gives %s', (ids, points) => {
    expect(proposePoints(checklist, ticked(...ids))).toBe(points);
  });

  test('refuses unknown and repeated items', () => {
    expect(checkMeasure(checklist, ticked('c9'))).toBe('unknown-item');
    expect(checkMeasure(checklist, ticked('c1', 'c1'))).toBe('repeated-item');
    expect(checkMeasure(checklist, { kind: 'checklist', ticked: 'c1' } as unknown as Measure)).toBe('unknown-item');
    expect(proposePoints(checklist, ticked('c1', 'c1', 'c1', 'c1'))).toBeNull();
    expect(proposePoints({ ...checklist, steps: [] }, ticked('c1'))).toBeNull();
  });
});

describe('deadline', () => {
  test.each([
    ['2023-12-20', -9, 5],
    ['2023-12-29', 0, 5],
    ['2023-12-30', 1, 3],
    ['2024-01-13', 15, 3],
    ['2024-01-14', 16, 0],
    ['2024-02-29', 62, 0],
    [null, null, 0],
  ])('done on %s: %s days late, %s points', (day, late, points) => {
    expect(daysLate(deadline, done(day))).toBe(late);
    expect(proposePoints(deadline, done(day))).toBe(points);
  });

  test('refuses what is no day', () => {
    for (const day of ['2023-02-29', '2566-13-01', '29/12/2023', '', '0050-01-01']) {
      expect(checkMeasure(deadline, done(day))).toBe('not-a-date');
      expect(proposePoints(deadline, done(day))).toBeNull();
    }
    expect(daysLate({ ...deadline, due: 'soon' }, done('2023-12-29'))).toBeNull();
    expect(daysLate(deadline, null)).toBeNull();
    expect(daysLate(deadline, ticked())).toBeNull();
  });

  test('a rule without a last step proposes nothing when later than all', () => {
    expect(proposePoints({ ...deadline, steps: deadline.steps.slice(0, 2) }, done('2025-01-01'))).toBeNull();
  });
});

describe('every rule', () => {
  const rules: readonly Rule[] = [levels, percent, checklist, deadline];

  test('lists its points once, highest first', () => {
    expect(rules.map(allowedPoints)).toEqual([
      [5, 3, 1, 0],
      [5, 3, 1, 0],
      [5, 3, 1, 0],
      [5, 3, 0],
    ]);
    expect(
      allowedPoints({
        kind: 'checklist',
        items: [],
        steps: [
          { atLeast: 2, points: 1 },
          { atLeast: 1, points: 1 },
        ],
      }),
    ).toEqual([1]);
  });

  test('levels have no measure, and no rule takes the measure of another', () => {
    expect(proposePoints(levels, ticked('c1'))).toBeNull();
    expect(checkMeasure(levels, { kind: 'levels' } as unknown as Measure)).toBe('wrong-kind');
    expect(checkMeasure(percent, done(null))).toBe('wrong-kind');
    expect(proposePoints(percent, null)).toBeNull();
  });

  test('proposes one of its points or nothing for anything that JSON can say, and never throws', () => {
    const near = fc.record({
      kind: fc.constantFrom('percent', 'checklist', 'deadline', 'levels'),
      numerator: fc.oneof(fc.jsonValue(), fc.nat().map(String)),
      denominator: fc.oneof(fc.jsonValue(), fc.nat().map(String)),
      ticked: fc.oneof(fc.jsonValue(), fc.array(fc.constantFrom('c1', 'c2', 'c3', 'c4', '__proto__'))),
      doneOn: fc.oneof(fc.jsonValue(), fc.constantFrom('2024-01-01', '2023-02-30', null)),
    });
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.oneof(fc.jsonValue(), near), (rule, value) => {
        const measure = value as Measure;
        const points = proposePoints(rule, measure);
        expect(points === null || allowedPoints(rule).includes(points)).toBe(true);
        if (points !== null) expect(checkMeasure(rule, measure)).toBeNull();
      }),
    );
  });

  test('a larger share never gives fewer points', () => {
    const pointsOf = (numerator: number, denominator: number) =>
      proposePoints(percent, share(String(numerator), String(denominator))) ?? Number.NaN;
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (a, b, whole) => {
        expect(pointsOf(Math.max(a, b), whole)).toBeGreaterThanOrEqual(pointsOf(Math.min(a, b), whole));
      }),
    );
  });
});

test.each([
  ['86.05', '90.70', '−4.65'],
  ['90.70', '86.05', '+4.65'],
  ['80.00', '80', '0.00'],
  ['x', '80', ''],
])('%s differs from %s by %s', (percent, other, difference) =>
  expect(percentDifference(percent, other)).toBe(difference),
);
