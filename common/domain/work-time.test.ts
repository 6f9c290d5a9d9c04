import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historyOf, score } from '#tests/support/review-builder.ts';
import { traceChanges } from './trace-changes.ts';
import { breakAfter, workTime } from './work-time.ts';

const minute = 60_000;
const start = Date.UTC(2024, 6, 5, 2);
const seen = { type: 'evidence.seen', payload: { evidence: 'e1' } };

test('what passes between two records belongs to the later one; opening files leads to what is recorded next', () => {
  const { events, add } = historyOf();
  add(score('i01', 5), { at: start });
  add(seen, { at: start + 2 * minute });
  add(score('i02', 3), { at: start + 7 * minute });
  add(score('i02', 0), { at: start + 8 * minute });
  add(score('i03', 0), { at: start + 30 * minute });
  expect(workTime(traceChanges(events))).toEqual({ indicators: { i02: 8 * minute }, other: 0, total: 8 * minute });
});

test('two people are timed apart, and what concerns no indicator is told apart', () => {
  const { events, add } = historyOf();
  add(score('i01', 5), { at: start });
  add(score('i01', 5), { at: start + minute, actor: 'a2' });
  add({ type: 'review.finalised', payload: { statement: '' } }, { at: start + 3 * minute });
  add(score('i09', 1), { at: start + 5 * minute, actor: 'a2' });
  expect(workTime(traceChanges(events))).toEqual({
    indicators: { i09: 4 * minute },
    other: 3 * minute,
    total: 7 * minute,
  });
});

test('files looked at after the last record belong to it, up to the break', () => {
  const { events, add } = historyOf();
  add(score('i01', 5), { at: start });
  add(seen, { at: start + 4 * minute });
  add(score('i02', 5), { at: start + 60 * minute });
  expect(workTime(traceChanges(events)).indicators).toEqual({ i01: 4 * minute });
});

test('every gap up to ten minutes is counted once, no other one', () => {
  const step = fc.record({
    gap: fc.integer({ min: 0, max: 25 * minute }),
    what: fc.constantFrom(score('i1', 5), score('i2', 3), seen, { type: 'weather.set', payload: {} }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { events, add } = historyOf();
      let at = start;
      for (const { gap, what } of steps) add(what, { at: (at += gap) });
      const times = events.map(({ clock }) => Date.parse(clock.slice(0, 24)));
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      const spent = workTime(traceChanges(events));
      const counted = gaps.filter((gap) => gap <= breakAfter).reduce((sum, gap) => sum + gap, 0);
      expect(spent.total).toBeCloseTo(counted, 3);
      const sum = Object.values(spent.indicators).reduce((all, time) => all + time, spent.other);
      expect(sum).toBeCloseTo(spent.total, 3);
    }),
  );
});
