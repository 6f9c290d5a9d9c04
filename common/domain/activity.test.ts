import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf, score } from '#tests/support/review-builder.ts';
import { activitySince, lastSessionEnd } from './activity.ts';
import { isSameJson } from './canonical-json.ts';
import { reduceReview } from './reduce-review.ts';
import { traceChanges } from './trace-changes.ts';

const hour = 3_600_000;
const start = Date.UTC(2024, 6, 5, 2);
const iso = (ms: number) => new Date(ms).toISOString();
const remark = (indicator: string, text: string) => ({ type: 'remark.set', payload: { indicator, text } });

test('one line a field, from what stood there at the beginning to what stands there now', () => {
  const { events, add } = historyOf();
  add(score('i01', 5), { at: start });
  add(score('i01', 3), { at: start + 20 * hour });
  add(remark('i02', 'ขาด'), { at: start + 21 * hour });
  add(remark('i02', 'ขาดคำสั่ง'), { at: start + 22 * hour, actor: 'a2' });
  const lines = activitySince(traceChanges(events), iso(start + hour));
  expect(lines).toEqual([
    {
      indicator: 'i02',
      from: remark('i02', ''),
      to: remark('i02', 'ขาดคำสั่ง'),
      by: ['ผู้ประเมิน a1', 'ผู้ประเมิน a2'],
      at: iso(start + 22 * hour),
    },
    {
      indicator: 'i01',
      from: score('i01', 5),
      to: score('i01', 3),
      by: ['ผู้ประเมิน a1'],
      at: iso(start + 20 * hour),
    },
  ]);
});

test('what was set and taken back, and what was only opened, is no change', () => {
  const { events, add } = historyOf(score('i01', 5), score('i01', null));
  add({ type: 'evidence.seen', payload: { evidence: 'e1' } });
  const cited = { id: '01890a5d-ac96-474b-bcce-000000000001', indicator: 'i01', evidence: 'e1', annotation: null };
  add({ type: 'citation.added', payload: cited });
  add({ type: 'citation.removed', payload: { id: cited.id } });
  expect(activitySince(traceChanges(events), iso(0))).toEqual([]);
});

test('without a line for an indicator, nothing of it changed', () => {
  const step = fc.record({
    id: fc.constantFrom('i1', 'i2'),
    points: fc.constantFrom(null, 0, 3, 5),
    later: fc.integer({ min: 0, max: 3 * hour }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.integer({ min: 0, max: 20 * hour }), (steps, after) => {
      const { events, add } = historyOf();
      let at = start;
      for (const { id, points, later } of steps) add(score(id, points), { at: (at += later) });
      const since = iso(start + after);
      const before = reduceReview(events.filter(({ clock }) => Date.parse(clock.slice(0, 24)) < Date.parse(since)));
      const now = reduceReview(events);
      const told = new Set(activitySince(traceChanges(events), since).map(({ indicator }) => indicator));
      for (const id of ['i1', 'i2']) {
        const [then, present] = [before.indicators[id]?.points ?? null, now.indicators[id]?.points ?? null];
        expect(told.has(id)).toBe(!isSameJson(then, present));
      }
    }),
  );
});

describe('the last session of work', () => {
  const { events, add } = historyOf();
  add(score('i01', 5), { at: start });
  add(score('i02', 5), { at: start + hour });
  add(score('i03', 5), { at: start + 24 * hour });
  add(score('i04', 5), { at: start + 24.5 * hour, actor: 'a2' });
  const history = traceChanges(events);
  test('ended before the pause that lies before the present one', () =>
    expect(lastSessionEnd(history, 'a1', start + 25 * hour)).toBe(iso(start + hour)));
  test('is the newest one in the morning, before anything was done', () =>
    expect(lastSessionEnd(history, 'a1', start + 48 * hour)).toBe(iso(start + 24 * hour)));
  test('is none on the first day', () => expect(lastSessionEnd(history, 'a1', start + 2 * hour)).toBeNull());
  test('is each person’s own', () => expect(lastSessionEnd(history, 'a3', start + 48 * hour)).toBeNull());
});
