import { expect, test } from 'vitest';
import { historyOf, score } from '#tests/support/review-builder.ts';
import type { Change } from './review-event.ts';
import { traceChanges } from './trace-changes.ts';

const uuid = (n: number) => `01890a5d-ac96-474b-bcce-${String(n).padStart(12, '0')}`;
const cite = (id: string, indicator: string): Change => ({
  type: 'citation.added',
  payload: { id, indicator, evidence: 'e1', annotation: null },
});

test('says what each event replaced', () => {
  const { events } = historyOf(score('i01', 5), score('i01', 3), {
    type: 'confidence.set',
    payload: { indicator: 'i01', confidence: 'low' },
  });
  expect(traceChanges(events).map(({ before }) => before)).toEqual([
    score('i01', null),
    score('i01', 5),
    { type: 'confidence.set', payload: { indicator: 'i01', confidence: null } },
  ]);
});

test('a removal concerns the indicator of what it removes, and says what that was', () => {
  const request: Change = {
    type: 'request.set',
    payload: { id: uuid(2), indicator: 'i07', kind: 'paper', text: 'คำสั่งแต่งตั้ง', done: false },
  };
  const { events } = historyOf(cite(uuid(1), 'i05'), { type: 'citation.removed', payload: { id: uuid(1) } }, request, {
    type: 'request.removed',
    payload: { id: uuid(2) },
  });
  const traced = traceChanges(events);
  expect(traced.map(({ indicators }) => indicators)).toEqual([['i05'], ['i05'], ['i07'], ['i07']]);
  expect(traced[1]?.before).toEqual(cite(uuid(1), 'i05'));
  expect(traced[3]?.before).toEqual(request);
});

test('keeps what it cannot read, and what had no effect while the review was locked', () => {
  const { events, add } = historyOf(score('i01', 5), { type: 'review.finalised', payload: { statement: 'x' } });
  add(score('i01', 0));
  add({ type: 'weather.set', payload: { indicator: 'i02', sky: 'blue' } });
  add({ type: 'score.set', payload: { indicator: 'i03', points: 'many' } });
  const traced = traceChanges(events).slice(2);
  expect(traced.map(({ change, effective, indicators }) => [change === null, effective, indicators])).toEqual([
    [false, false, ['i01']],
    [true, false, ['i02']],
    [true, false, ['i03']],
  ]);
  expect(traced.every(({ before }) => before === null)).toBe(true);
});
