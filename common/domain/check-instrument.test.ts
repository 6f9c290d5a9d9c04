import { describe, expect, test } from 'vitest';
import { indicator, instrumentOf, levels } from '#tests/support/review-builder.ts';
import { checkInstrument, type InstrumentProblemCode } from './check-instrument.ts';
import type { Instrument, Rule } from './instrument.ts';

const text = { th: 'ก', en: 'a' };
const sound = instrumentOf([indicator('i01', 1), indicator('i02', 2)]);
const level = (points: number) => ({ points, text });
const band = (points: number, from: string, inclusive = true) => ({ points, from, inclusive, text });
const step = (lateDays: number | null, points: number) => ({ lateDays, points, text });
const percent = (...bands: ReturnType<typeof band>[]): Rule => ({
  kind: 'percent',
  numerator: text,
  denominator: text,
  unit: text,
  bands,
});
const checklist = (ids: string[], ...steps: [number, number][]): Rule => ({
  kind: 'checklist',
  items: ids.map((id) => ({ id, text })),
  steps: steps.map(([atLeast, points]) => ({ atLeast, points })),
});
const deadline = (due: string, ...steps: ReturnType<typeof step>[]): Rule => ({
  kind: 'deadline',
  what: text,
  due,
  steps,
});
const codesOf = (instrument: Instrument) => checkInstrument(instrument).map(({ code }) => code);
const codesOfRule = (rule: Rule) => codesOf(instrumentOf([indicator('i01', 1, { rule })]));

describe('frame', () => {
  test('a sound instrument has no problem', () => {
    expect(checkInstrument(sound)).toEqual([]);
  });

  test.each<[string, Partial<Instrument>, { code: InstrumentProblemCode; where: string }]>([
    [
      'an id twice',
      { indicators: [indicator('i01', 1), indicator('i01', 2, { number: '2' })] },
      { code: 'duplicate-id', where: 'i01' },
    ],
    [
      'a number twice',
      { indicators: [indicator('i01', 1), indicator('i02', 2, { number: '01' })] },
      { code: 'duplicate-number', where: '01' },
    ],
    ['an aspect twice', { aspects: [...sound.aspects, sound.aspects[0]!] }, { code: 'duplicate-aspect', where: '1' }],
    [
      'an aspect without indicators',
      { aspects: [...sound.aspects, { number: 3, title: text }] },
      { code: 'empty-aspect', where: '3' },
    ],
    [
      'an unknown aspect',
      { indicators: [...sound.indicators, indicator('i03', 7)] },
      { code: 'unknown-aspect', where: 'i03' },
    ],
    [
      'a type twice',
      {
        indicators: [
          indicator('i01', 1, { appliesTo: ['city_municipality', 'city_municipality'] }),
          indicator('i02', 2),
        ],
      },
      { code: 'repeated-type', where: 'i01' },
    ],
    ['a pass mark above 100', { passMark: '101' }, { code: 'pass-mark', where: '' }],
    [
      'a grade twice',
      { grades: [{ ...sound.grades[1]!, from: '95' }, ...sound.grades.slice(1)] },
      { code: 'duplicate-grade', where: 'very-good' },
    ],
    [
      'grades upside down',
      { grades: [sound.grades[1]!, sound.grades[0]!, sound.grades[3]!] },
      { code: 'grades-not-descending', where: '' },
    ],
    ['no grade for the rest', { grades: sound.grades.slice(0, 2) }, { code: 'grades-not-from-zero', where: '' }],
    ['no grades', { grades: [] }, { code: 'grades-not-from-zero', where: '' }],
    [
      'full points out of reach',
      { indicators: [indicator('i01', 1, { points: 10 }), indicator('i02', 2)] },
      { code: 'points-not-reachable', where: 'i01' },
    ],
    [
      'more than full points',
      { indicators: [indicator('i01', 1, { points: 3 }), indicator('i02', 2)] },
      { code: 'points-above-full', where: 'i01' },
    ],
  ])('%s', (_, change, problem) => {
    expect(checkInstrument({ ...sound, ...change })).toEqual([problem]);
  });
});

describe('rules', () => {
  test.each<[string, Rule]>([
    ['levels', levels],
    ['> 80 above ≥ 80', percent(band(5, '80', false), band(3, '80'), band(0, '0'))],
    ['checklist', checklist(['c1', 'c2'], [2, 5], [1, 1], [0, 0])],
    ['deadline', deadline('2023-12-29', step(0, 5), step(15, 3), step(null, 0))],
  ])('%s: sound', (_, rule) => {
    expect(codesOfRule(rule)).toEqual([]);
  });

  test.each<[string, Rule, InstrumentProblemCode[]]>([
    ['levels upside down', { kind: 'levels', levels: [level(3), level(5), level(0)] }, ['levels-not-descending']],
    ['the same level twice', { kind: 'levels', levels: [level(5), level(5), level(0)] }, ['levels-not-descending']],
    ['no level for nothing', { kind: 'levels', levels: [level(5), level(1)] }, ['last-level-not-zero']],
    ['bands upside down', percent(band(5, '60'), band(3, '80'), band(0, '0')), ['bands-not-descending']],
    ['the same band twice', percent(band(5, '80'), band(3, '80.0'), band(0, '0')), ['bands-not-descending']],
    ['a higher band for fewer points', percent(band(3, '80'), band(5, '60'), band(0, '0')), ['levels-not-descending']],
    ['bands that leave out the bottom', percent(band(5, '80'), band(0, '10')), ['bands-not-from-zero']],
    ['bands that leave out 0 itself', percent(band(5, '80'), band(0, '0', false)), ['bands-not-from-zero']],
    ['steps upside down', checklist(['c1', 'c2'], [1, 5], [2, 3], [0, 0]), ['steps-not-descending']],
    ['more ticks for fewer points', checklist(['c1', 'c2'], [2, 3], [1, 5], [0, 0]), ['levels-not-descending']],
    ['no step for nothing ticked', checklist(['c1', 'c2'], [2, 5], [1, 0]), ['steps-not-from-zero']],
    ['a step beyond all items', checklist(['c1'], [2, 5], [0, 0]), ['step-above-items']],
    ['an item twice', checklist(['c1', 'c1'], [2, 5], [0, 0]), ['repeated-item']],
    ['a due day that does not exist', deadline('2023-02-29', step(0, 5), step(null, 0)), ['not-a-date']],
    ['lateness upside down', deadline('2023-12-29', step(15, 5), step(0, 3), step(null, 0)), ['steps-not-ascending']],
    [
      '"later" in the middle',
      deadline('2023-12-29', step(0, 5), step(null, 3), step(null, 0)),
      ['steps-not-ascending'],
    ],
    ['no step for later', deadline('2023-12-29', step(0, 5), step(15, 0)), ['no-last-step']],
    [
      'later for more points',
      deadline('2023-12-29', step(0, 3), step(15, 5), step(null, 0)),
      ['levels-not-descending'],
    ],
    ['nothing at all', { kind: 'levels', levels: [] }, ['points-not-reachable', 'last-level-not-zero']],
    ['no bands', percent(), ['points-not-reachable', 'bands-not-from-zero']],
    ['no steps', deadline('2023-12-29'), ['points-not-reachable', 'no-last-step']],
  ])('%s', (_, rule, codes) => {
    expect(codesOfRule(rule)).toEqual(codes);
  });
});
