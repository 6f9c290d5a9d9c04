import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf, score } from '#tests/support/review-builder.ts';
import type { WebAnnotation } from './annotation.ts';
import { liveAnnotations, reduceReview, reviewOf } from './reduce-review.ts';
import type { Change, ReviewEvent } from './review-event.ts';
import type { Review } from './review.ts';
import { redoStep, undoStep } from './undo.ts';

type History = ReturnType<typeof historyOf>;

const annotation = (id: string, value: string): WebAnnotation => ({ id, type: 'Annotation', body: { value } });
const created = (id: string, value = ''): Change => ({
  type: 'annotation.created',
  payload: { annotation: annotation(id, value) },
});
const team = (place: string): Change => ({
  type: 'team.set',
  payload: { team: '3', orderNumber: '1', orderDate: '2024-05-14', visitedOn: null, place, members: [] },
});

function undo(history: History, actor = 'a1'): boolean {
  const step = undoStep(history.events, actor);
  if (step !== null) history.add(step.change, { actor, undoes: step.event.id });
  return step !== null;
}

function redo(history: History, actor = 'a1'): boolean {
  const step = redoStep(history.events, actor);
  if (step !== null) history.add(step.change, { actor, redoes: step.event.id });
  return step !== null;
}

/** The review without the marks of when and by whom, which no undo takes back; untouched and taken back are the same. */
function content(events: readonly ReviewEvent[]): unknown {
  const review: Review = reduceReview(events);
  const indicators = Object.entries(review.indicators)
    .map(([id, one]) => [id, { ...one, changedAt: '', changedBy: '' }] as const)
    .filter(([, one]) => Object.values(one).some((value) => value !== null && value !== '' && value !== false))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { indicators, citations: review.citations, annotations: liveAnnotations(events), team: review.team };
}

describe('undo', () => {
  test.each<[string, Change, Change]>([
    ['score', score('i01', 5), score('i01', 3)],
    [
      'measure',
      { type: 'measure.set', payload: { indicator: 'i01', measure: { kind: 'deadline', doneOn: null } } },
      { type: 'measure.set', payload: { indicator: 'i01', measure: { kind: 'checklist', ticked: ['c1'] } } },
    ],
    [
      'reason for a difference',
      { type: 'reason.set', payload: { indicator: 'i01', about: 'difference', text: 'ก' } },
      { type: 'reason.set', payload: { indicator: 'i01', about: 'difference', text: 'ข' } },
    ],
    [
      'reason for an override',
      { type: 'reason.set', payload: { indicator: 'i01', about: 'override', text: 'ก' } },
      { type: 'reason.set', payload: { indicator: 'i01', about: 'override', text: 'ข' } },
    ],
    [
      'remark',
      { type: 'remark.set', payload: { indicator: 'i01', text: 'ก' } },
      { type: 'remark.set', payload: { indicator: 'i01', text: '' } },
    ],
    [
      'not applicable',
      { type: 'not-applicable.set', payload: { indicator: 'i01', value: { reason: 'ก', agreedBy: 'ข' } } },
      { type: 'not-applicable.set', payload: { indicator: 'i01', value: null } },
    ],
    [
      'flag',
      { type: 'flag.set', payload: { indicator: 'i01', flagged: true } },
      { type: 'flag.set', payload: { indicator: 'i01', flagged: false } },
    ],
    ['new annotation', created('m1'), created('m2')],
    [
      'changed annotation',
      created('m1'),
      { type: 'annotation.updated', payload: { annotation: annotation('m1', 'ข') } },
    ],
    ['deleted annotation', created('m1', 'ก'), { type: 'annotation.deleted', payload: { id: 'm1' } }],
    [
      'removed citation',
      { type: 'citation.added', payload: { id: 'c1', indicator: 'i01', evidence: 'e01', annotation: null } },
      { type: 'citation.removed', payload: { id: 'c1' } },
    ],
    [
      'new citation',
      score('i01', 5),
      { type: 'citation.added', payload: { id: 'c1', indicator: 'i01', evidence: 'e01', annotation: null } },
    ],
    ['team', team('ก'), team('ข')],
  ])('takes back and does again: %s', (_, first, second) => {
    const history = historyOf(first);
    const before = content(history.events);
    history.add(second);
    const after = content(history.events);
    expect(after).not.toEqual(before);
    expect(undo(history)).toBe(true);
    expect(content(history.events)).toEqual(before);
    expect(redo(history)).toBe(true);
    expect(content(history.events)).toEqual(after);
  });

  test('goes back any number of steps, forward again, and starts anew after a new change', () => {
    const history = historyOf(score('i01', 1), score('i01', 3), score('i02', 5));
    const points = () => ['i01', 'i02'].map((id) => reviewOf(reduceReview(history.events), id).points);
    expect(redoStep(history.events, 'a1')).toBeNull();
    undo(history);
    expect(points()).toEqual([3, null]);
    undo(history);
    expect(points()).toEqual([1, null]);
    undo(history);
    expect(points()).toEqual([null, null]);
    expect(undo(history)).toBe(false);
    redo(history);
    redo(history);
    expect(points()).toEqual([3, null]);
    undo(history);
    expect(points()).toEqual([1, null]);
    history.add(score('i02', 0));
    expect(points()).toEqual([1, 0]);
    expect(redo(history)).toBe(false);
    undo(history);
    undo(history);
    expect(points()).toEqual([null, null]);
  });

  test('says which event it takes back', () => {
    const history = historyOf(score('i01', 1), score('i01', 3));
    expect(undoStep(history.events, 'a1')).toEqual({ event: history.events[1], change: score('i01', 1) });
    undo(history);
    expect(redoStep(history.events, 'a1')).toEqual({ event: history.events[1], change: score('i01', 3) });
  });

  test('is each person’s own', () => {
    const history = historyOf();
    history.add(score('i01', 1), { actor: 'a1' });
    history.add(score('i02', 3), { actor: 'a2' });
    undo(history, 'a1');
    expect(reviewOf(reduceReview(history.events), 'i01').points).toBeNull();
    expect(reviewOf(reduceReview(history.events), 'i02').points).toBe(3);
    expect(undo(history, 'a1')).toBe(false);
    expect(undo(history, 'a3')).toBe(false);
  });

  test('does not take back what somebody else has overwritten since, nor bring it back over them', () => {
    const history = historyOf();
    history.add(score('i02', 5), { actor: 'a1' });
    history.add(score('i01', 1), { actor: 'a1' });
    history.add(score('i01', 3), { actor: 'a2' });
    undo(history, 'a1');
    expect(reviewOf(reduceReview(history.events), 'i01').points).toBe(3);
    expect(reviewOf(reduceReview(history.events), 'i02').points).toBeNull();
    history.add(score('i02', 0), { actor: 'a2' });
    expect(redoStep(history.events, 'a1')).toBeNull();
  });

  test('skips what changed nothing', () => {
    const history = historyOf(score('i01', 5), score('i01', 5), {
      type: 'citation.removed',
      payload: { id: 'never' },
    });
    undo(history);
    expect(reviewOf(reduceReview(history.events), 'i01').points).toBeNull();
  });

  test('leaves alone receiving, looking at evidence, and everything up to the last finalising', () => {
    const history = historyOf(
      { type: 'submission.received', payload: { manifest: 'm', instrument: { id: 'i', digest: 'd' } } },
      { type: 'evidence.seen', payload: { evidence: 'e01' } },
    );
    expect(undoStep(history.events, 'a1')).toBeNull();
    history.add(score('i01', 5));
    history.add({ type: 'review.finalised', payload: { statement: '' } });
    expect(undoStep(history.events, 'a1')).toBeNull();
    history.add(score('i01', 0));
    history.add({ type: 'review.reopened', payload: { reason: 'x' } });
    expect(undoStep(history.events, 'a1')).toBeNull();
    history.add(score('i01', 3));
    expect(undoStep(history.events, 'a1')?.change).toEqual(score('i01', 5));
    undo(history);
    expect(redoStep(history.events, 'a1')?.change).toEqual(score('i01', 3));
  });

  test('an undo of something unknown counts as a change of its own', () => {
    const history = historyOf(score('i01', 5));
    history.add(score('i01', 3), { undoes: '00000000-0000-4000-8000-000000000000' });
    undo(history);
    expect(reviewOf(reduceReview(history.events), 'i01').points).toBe(5);
  });

  test('the citations of a deleted annotation come back with it', () => {
    const history = historyOf(created('m1'), {
      type: 'citation.added',
      payload: { id: 'c1', indicator: 'i01', evidence: 'e01', annotation: 'm1' },
    });
    history.add({ type: 'annotation.deleted', payload: { id: 'm1' } });
    expect(reduceReview(history.events).citations).toEqual([]);
    undo(history);
    expect(reduceReview(history.events).citations.map(({ id }) => id)).toEqual(['c1']);
  });
});

describe('after a further revision came in', () => {
  const received = (manifest: string): Change => ({
    type: 'submission.received',
    payload: { manifest, instrument: { id: 'i', digest: 'd' } },
  });
  const excused: Change = {
    type: 'not-applicable.set',
    payload: { indicator: 'i01', value: { reason: 'ก', agreedBy: 'ข' } },
  };
  const measured: Change = {
    type: 'measure.set',
    payload: { indicator: 'i01', measure: { kind: 'checklist', ticked: ['a'] } },
  };
  const judgedOn = (history: History) => reviewOf(reduceReview(history.events), 'i01').judgedOn;

  test.each<[string, Change]>([
    ['score', score('i01', 5)],
    ['not applicable', excused],
    ['measure', measured],
  ])('the same %s again is a step of its own, to be taken back and done again', (_, change) => {
    const history = historyOf(received('m1'), change, received('m2'));
    expect(judgedOn(history)).toBe('m1');
    const said = content(history.events);
    history.add(change);
    expect(judgedOn(history)).toBe('m2');
    expect(undoStep(history.events, 'a1')).toEqual({ event: history.events[3], change });
    undo(history);
    expect(judgedOn(history)).toBe('m1');
    expect(content(history.events)).toEqual(said);
    redo(history);
    expect(judgedOn(history)).toBe('m2');
    undo(history);
    undo(history);
    expect(content(history.events)).toEqual(content([]));
    expect(undo(history)).toBe(false);
    redo(history);
    redo(history);
    expect(judgedOn(history)).toBe('m2');
  });

  test('a redo brings back what was judged then, not what came in meanwhile', () => {
    const history = historyOf(received('m1'), score('i01', 5), received('m2'), score('i01', 5));
    undo(history);
    history.add(received('m3'));
    redo(history);
    expect(judgedOn(history)).toBe('m2');
    history.add(score('i01', 5));
    expect(judgedOn(history)).toBe('m3');
  });

  test('taking a value back judges nothing; confirming twice is one step', () => {
    const history = historyOf(received('m1'), score('i01', 5), received('m2'), score('i01', null));
    expect(judgedOn(history)).toBe('m1');
    undo(history);
    history.add(score('i01', 5));
    history.add(score('i01', 5));
    expect(judgedOn(history)).toBe('m2');
    undo(history);
    expect(judgedOn(history)).toBe('m1');
  });

  test('another person’s judgement stands when one’s own is taken back', () => {
    const history = historyOf(received('m1'), score('i01', 5), received('m2'));
    history.add(measured, { actor: 'a1' });
    history.add(score('i01', 3), { actor: 'a2' });
    undo(history, 'a1');
    expect(judgedOn(history)).toBe('m2');
    undo(history, 'a2');
    expect(judgedOn(history)).toBe('m1');
  });

  test('an undo or redo of something unknown, or of another indicator, confirms nothing', () => {
    const history = historyOf(received('m1'), score('i01', 5), score('i02', 5), received('m2'));
    history.add(score('i01', 5), { undoes: '00000000-0000-4000-8000-000000000000' });
    history.add(score('i01', 5), { redoes: '00000000-0000-4000-8000-000000000000' });
    history.add(score('i01', 5), { redoes: history.events[2]!.id });
    expect(judgedOn(history)).toBe('m1');
  });
});

const indicators = fc.constantFrom('i01', 'i02');
const ids = fc.constantFrom('m1', 'm2');
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ indicator: indicators, points: fc.option(fc.nat(5)) }).map((p) => score(p.indicator, p.points)),
  fc
    .record({ indicator: indicators, text: fc.string({ maxLength: 2 }) })
    .map((payload) => ({ type: 'remark.set' as const, payload })),
  fc.tuple(ids, fc.string({ maxLength: 2 })).map(([id, value]) => created(id, value)),
  fc.tuple(ids, fc.string({ maxLength: 2 })).map(([id, value]) => ({
    type: 'annotation.updated' as const,
    payload: { annotation: annotation(id, value) },
  })),
  ids.map((id) => ({ type: 'annotation.deleted' as const, payload: { id } })),
  fc.tuple(fc.constantFrom('c1', 'c2'), fc.option(ids)).map(([id, mark]) => ({
    type: 'citation.added' as const,
    payload: { id, indicator: 'i01', evidence: 'e01', annotation: mark },
  })),
  fc.constantFrom('c1', 'c2').map((id) => ({ type: 'citation.removed' as const, payload: { id } })),
  fc.constantFrom('m1', 'm2', 'm3').map((manifest) => ({
    type: 'submission.received' as const,
    payload: { manifest, instrument: { id: 'i', digest: 'd' } },
  })),
);

describe('for any history', () => {
  test('undo, then redo is identity; undoing all leads back to the start, redoing all to the end', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 15 }), (changes) => {
        const history = historyOf(...changes);
        const states = [content(history.events)];
        while (undo(history)) {
          const after = content(history.events);
          expect(redo(history)).toBe(true);
          expect(content(history.events)).toEqual(states.at(-1));
          expect(undo(history)).toBe(true);
          expect(content(history.events)).toEqual(after);
          states.push(after);
        }
        expect(states.at(-1)).toEqual(content([]));
        while (states.length > 1) {
          states.pop();
          expect(redo(history)).toBe(true);
          expect(content(history.events)).toEqual(states.at(-1));
        }
        expect(redo(history)).toBe(false);
      }),
    );
  });

  test('two people undoing and redoing at will never throw, and never touch the other’s last word', () => {
    const act = fc.oneof(anyChange, fc.constantFrom('undo' as const, 'redo' as const));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a1', 'a2'), act), { maxLength: 25 }), (acts) => {
        const history = historyOf();
        for (const [actor, what] of acts) {
          const scoreBefore = reduceReview(history.events).indicators.i01;
          if (what === 'undo' || what === 'redo') {
            const acted = what === 'undo' ? undo(history, actor) : redo(history, actor);
            const scoreAfter = reduceReview(history.events).indicators.i01;
            if (acted && scoreAfter?.points !== scoreBefore?.points) {
              const writer = history.events
                .slice(0, -1)
                .findLast(
                  (one) => one.type === 'score.set' && (one.payload as { indicator: string }).indicator === 'i01',
                );
              expect(writer?.actor.id).toBe(actor);
            }
          } else history.add(what, { actor });
        }
      }),
    );
  });
});
