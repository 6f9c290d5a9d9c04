import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf, score } from '#tests/support/review-builder.ts';
import type { Mark } from './annotation.ts';
import { emptyReview, liveAnnotations, reduceReview, reviewOf } from './reduce-review.ts';
import type { Change, ReviewEvent, TeamRecord } from './review-event.ts';
import { untouched } from './review.ts';
import { toWebAnnotation } from './web-annotation.ts';

const mark = (id: string, comment = ''): Mark => ({
  id,
  evidence: 'e01',
  sha256: 'b'.repeat(64),
  indicator: 'i03',
  page: 2,
  kind: 'rectangle',
  rects: [{ x: 10, y: 20, width: 30, height: 40 }],
  strokes: [],
  colour: 'blue',
  stamp: '',
  quote: null,
  comment,
  author: { id: 'a1', name: 'ปาริชาต' },
  createdAt: '2024-07-05T02:00:00Z',
  modifiedAt: '2024-07-05T02:00:00Z',
});
const created = (id: string, comment?: string): Change => ({
  type: 'annotation.created',
  payload: { annotation: toWebAnnotation(mark(id, comment)) },
});
const updated = (id: string, comment: string): Change => ({
  type: 'annotation.updated',
  payload: { annotation: toWebAnnotation(mark(id, comment)) },
});
const deleted = (id: string): Change => ({ type: 'annotation.deleted', payload: { id } });
const cite = (id: string, annotation: string | null): Change => ({
  type: 'citation.added',
  payload: { id, indicator: 'i03', evidence: 'e01', annotation },
});
const finalised: Change = { type: 'review.finalised', payload: { statement: 'ขอรับรอง' } };
const reopened: Change = { type: 'review.reopened', payload: { reason: 'พบเอกสารเพิ่ม' } };
const team: TeamRecord = {
  team: 'ทีมประเมินที่ 3',
  orderNumber: '2145/2567',
  orderDate: '2024-05-14',
  visitedOn: '2024-07-05',
  place: 'ห้องประชุมสภาเทศบาล',
  members: [{ name: 'ปาริชาต', title: 'กรรมการ' }],
};
const reduced = (...changes: Change[]) => reduceReview(historyOf(...changes).events);
const citationIds = (...changes: Change[]) => reduced(...changes).citations.map(({ id }) => id);

describe('state from events', () => {
  test('nothing happened: the empty review', () => {
    expect(reduceReview([])).toEqual(emptyReview);
    expect(reviewOf(emptyReview, 'i03')).toEqual(untouched);
    // A name that every object answers to is not an indicator that somebody touched.
    expect(reviewOf(emptyReview, 'constructor')).toEqual(untouched);
  });

  test('every field of an indicator is kept, with who touched it last and when', () => {
    const { events } = historyOf(
      { type: 'measure.set', payload: { indicator: 'i03', measure: { kind: 'deadline', doneOn: '2023-12-20' } } },
      score('i03', 3),
      { type: 'reason.set', payload: { indicator: 'i03', about: 'difference', text: 'ไม่พบ ปค.6' } },
      { type: 'reason.set', payload: { indicator: 'i03', about: 'override', text: 'ส่งไม่ครบ' } },
      { type: 'remark.set', payload: { indicator: 'i03', text: 'ถามอีกครั้ง' } },
      { type: 'not-applicable.set', payload: { indicator: 'i03', value: { reason: 'ไม่มี', agreedBy: 'ทีม' } } },
      { type: 'flag.set', payload: { indicator: 'i03', flagged: true } },
    );
    expect(reviewOf(reduceReview(events), 'i03')).toEqual({
      measure: { kind: 'deadline', doneOn: '2023-12-20' },
      points: 3,
      differenceReason: 'ไม่พบ ปค.6',
      overrideReason: 'ส่งไม่ครบ',
      remark: 'ถามอีกครั้ง',
      notApplicable: { reason: 'ไม่มี', agreedBy: 'ทีม' },
      flagged: true,
      confidence: null,
      judgedOn: null,
      changedAt: events[6]!.clock,
      changedBy: 'ผู้ประเมิน a1',
    });
  });

  test('received, seen and team are kept', () => {
    const received = { manifest: 'm', instrument: { id: 'test', digest: 'd' } };
    const review = reduced(
      { type: 'submission.received', payload: received },
      { type: 'evidence.seen', payload: { evidence: 'e02' } },
      { type: 'evidence.seen', payload: { evidence: 'e01' } },
      { type: 'evidence.seen', payload: { evidence: 'e02' } },
      { type: 'team.set', payload: team },
    );
    expect(review).toMatchObject({ received, seen: ['e02', 'e01'], team });
  });

  test('the last writer by clock wins, in whatever order the events arrive', () => {
    const { events } = historyOf(score('i01', 5), score('i01', 3), score('i01', null), score('i02', 1));
    const review = reduceReview([...events].reverse());
    expect(reviewOf(review, 'i01').points).toBeNull();
    expect(reviewOf(review, 'i02').points).toBe(1);
  });

  test('marks are listed in order of creation, as last changed; citations keep their number', () => {
    const review = reduced(created('m1'), created('m2'), updated('m1', 'ลงรับ'), cite('c1', 'm2'), cite('c2', null));
    expect(review.marks.map(({ id, comment }) => [id, comment])).toEqual([
      ['m1', 'ลงรับ'],
      ['m2', ''],
    ]);
    expect(review.citations.map(({ id }) => id)).toEqual(['c1', 'c2']);
  });

  test('a citation falls away with its annotation and comes back with it, at its old number', () => {
    const changes = [created('m1'), created('m2'), cite('c1', 'm1'), cite('c2', 'urn:uuid:m2'), deleted('m1')];
    expect(citationIds(...changes)).toEqual(['c2']);
    expect(citationIds(...changes, created('m1'))).toEqual(['c1', 'c2']);
    expect(reduced(...changes).citations[0]!.annotation).toBe('m2');
    expect(citationIds(...changes, { type: 'citation.removed', payload: { id: 'c2' } })).toEqual([]);
    expect(citationIds(cite('c1', 'never-made'))).toEqual([]);
  });

  test('what is gone cannot be changed', () => {
    const review = reduced(created('m1'), deleted('m1'), updated('m1', 'ผี'), updated('m9', 'ผี'), deleted('m8'), {
      type: 'citation.removed',
      payload: { id: 'c9' },
    });
    expect(review).toEqual(emptyReview);
  });

  test('an annotation of another tool is kept as it is, but carries no mark', () => {
    const foreign = { id: 'https://example.org/anno/1', type: 'Annotation', body: { nested: ['kept'] } } as const;
    const { events } = historyOf({ type: 'annotation.created', payload: { annotation: foreign } }, created('m1'));
    expect(liveAnnotations(events)).toEqual([foreign, toWebAnnotation(mark('m1'))]);
    expect(reduceReview(events).marks.map(({ id }) => id)).toEqual(['m1']);
  });
});

describe('a further revision of the submission', () => {
  const received = (manifest: string): Change => ({
    type: 'submission.received',
    payload: { manifest, instrument: { id: 'test', digest: 'd' } },
  });
  const seen: Change = { type: 'evidence.seen', payload: { evidence: 'e01' } };

  test.each<[string, Change[], string | null]>([
    ['nothing was received', [score('i01', 5)], null],
    ['nobody began', [received('m1'), received('m2')], 'm1'],
    ['the team began on the first', [received('m1'), seen, received('m2'), score('i01', 5)], 'm1'],
    ['the team began on the second', [received('m1'), received('m2'), seen, received('m3')], 'm2'],
  ])('the base of the review: %s', (_, changes, base) => {
    expect(reduced(...changes).base).toBe(base);
  });

  test('what was judged, cited and opened is known to belong to the revision of its time', () => {
    const review = reduced(
      ...[received('m1'), score('i01', 5), cite('c1', null), seen, received('m2'), score('i02', 5), cite('c2', null)],
      { type: 'remark.set', payload: { indicator: 'i01', text: 'ถามอีกครั้ง' } },
    );
    expect(['i01', 'i02', 'i09'].map((id) => reviewOf(review, id).judgedOn)).toEqual(['m1', 'm2', null]);
    expect(review.citations.map(({ id, citedOn }) => [id, citedOn])).toEqual([
      ['c1', 'm1'],
      ['c2', 'm2'],
    ]);
    expect([review.seen, review.seenOn]).toEqual([['e01'], { e01: 'm1' }]);
    expect(reduced(received('m1'), seen, received('m2'), seen).seenOn).toEqual({ e01: 'm2' });
  });

  test('a citation that comes back cites what it did; the same id for other evidence is another one', () => {
    const removed: Change = { type: 'citation.removed', payload: { id: 'c1' } };
    const other: Change = {
      type: 'citation.added',
      payload: { id: 'c1', indicator: 'i03', evidence: 'e02', annotation: null },
    };
    const before = [received('m1'), cite('c1', null), received('m2'), removed];
    expect(reduced(...before, cite('c1', null)).citations[0]!.citedOn).toBe('m1');
    expect(reduced(...before, other).citations[0]!.citedOn).toBe('m2');
  });
});

describe('the lock', () => {
  test('nothing applies between finalising and reopening', () => {
    const { events } = historyOf(score('i01', 5), finalised, score('i01', 0), finalised);
    const review = reduceReview(events);
    expect(reviewOf(review, 'i01').points).toBe(5);
    expect(review.finalised).toEqual({ at: '2024-07-05T02:00:02.000Z', by: 'ผู้ประเมิน a1', event: events[1]!.id });
  });

  test('after reopening, changes apply again and the reason is kept', () => {
    const review = reduced(score('i01', 5), finalised, score('i01', 0), reopened, score('i02', 3));
    expect([reviewOf(review, 'i01').points, reviewOf(review, 'i02').points]).toEqual([5, 3]);
    expect(review.finalised).toBeNull();
    expect(review.reopened).toEqual({ at: '2024-07-05T02:00:04.000Z', by: 'ผู้ประเมิน a1', reason: 'พบเอกสารเพิ่ม' });
  });

  test('an open review cannot be reopened', () => {
    expect(reduced(reopened)).toEqual(emptyReview);
  });
});

const indicators = fc.constantFrom('i01', 'i02', 'i03');
const ids = fc.constantFrom('m1', 'm2', 'm3');
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ indicator: indicators, points: fc.option(fc.nat(5)) }).map((p) => score(p.indicator, p.points)),
  fc
    .record({
      indicator: indicators,
      about: fc.constantFrom('difference' as const, 'override' as const),
      text: fc.string(),
    })
    .map((payload) => ({ type: 'reason.set' as const, payload })),
  fc
    .record({ indicator: indicators, flagged: fc.boolean() })
    .map((payload) => ({ type: 'flag.set' as const, payload })),
  fc.tuple(ids, fc.string()).map(([id, comment]) => created(id, comment)),
  fc.tuple(ids, fc.string()).map(([id, comment]) => updated(id, comment)),
  ids.map(deleted),
  fc.tuple(fc.constantFrom('c1', 'c2'), fc.option(ids)).map(([id, annotation]) => cite(id, annotation)),
  fc.constantFrom('c1', 'c2').map((id) => ({ type: 'citation.removed' as const, payload: { id } })),
  fc.constantFrom('e01', 'e02').map((evidence) => ({ type: 'evidence.seen' as const, payload: { evidence } })),
  fc.constant(finalised),
  fc.constant(reopened),
);

describe('for any history', () => {
  test('the order of arrival and repeated events make no difference', () => {
    const shuffled = fc
      .array(anyChange, { maxLength: 30 })
      .map((changes) => historyOf(...changes).events)
      .chain((events) =>
        fc.record({
          events: fc.constant(events),
          other: fc.shuffledSubarray(events, { minLength: events.length }),
          again: fc.subarray(events),
        }),
      );
    fc.assert(
      fc.property(shuffled, ({ events, other, again }) => {
        expect(reduceReview([...other, ...again])).toEqual(reduceReview(events));
      }),
    );
  });

  test('two different events under one id and clock give one result on every computer', () => {
    const { events } = historyOf(score('i01', 5));
    const forged = { ...events[0]!, payload: { indicator: 'i01', points: 0 } };
    expect(reduceReview([forged, ...events])).toEqual(reduceReview([...events, forged]));
  });

  const types = [
    ...[
      'submission.received',
      'measure.set',
      'score.set',
      'reason.set',
      'remark.set',
      'not-applicable.set',
      'flag.set',
    ],
    ...['annotation.created', 'annotation.updated', 'annotation.deleted', 'citation.added', 'citation.removed'],
    ...['evidence.seen', 'team.set', 'review.finalised', 'review.reopened', 'score.voted', '__proto__', 'constructor'],
  ];
  const hostileValue = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('i01', '__proto__', 5, -1, 'Annotation', 'percent', 'checklist', 'deadline', '2024-02-30'),
  );
  const hostilePayload = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(
      fc.constantFrom(
        ...['indicator', 'points', 'measure', 'kind', 'text', 'about', 'value', 'id', 'annotation', 'evidence'],
        ...['team', 'members', 'manifest', 'instrument', 'type', 'flagged', 'statement', 'reason', '__proto__'],
      ),
      fc.oneof(hostileValue, fc.dictionary(fc.constantFrom('id', 'type', 'kind', 'ticked', 'doneOn'), hostileValue)),
    ),
  );

  test('hostile entries never throw, change no prototype and keep the shape of a review', () => {
    const entry = fc.oneof(
      fc.jsonValue(),
      fc.record({
        id: fc.oneof(fc.string(), fc.jsonValue()),
        submission: fc.string(),
        actor: fc.oneof(fc.constant({ id: 'a1', name: 'ก' }), fc.jsonValue()),
        device: fc.string(),
        clock: fc.oneof(fc.string(), fc.jsonValue()),
        previous: fc.jsonValue(),
        type: fc.constantFrom(...types),
        payload: hostilePayload,
      }),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        const review = reduceReview(entries as unknown as ReviewEvent[]);
        expect(Object.keys(review)).toEqual(Object.keys(emptyReview));
        expect(Object.getPrototypeOf(review.indicators)).toBe(Object.prototype);
        for (const one of Object.values(review.indicators)) {
          expect(one.points === null || (Number.isInteger(one.points) && one.points >= 0)).toBe(true);
          expect(typeof one.remark).toBe('string');
        }
        expect(({} as Record<string, unknown>).points).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['score.set', { indicator: 'i01', points: 101 }],
    ['score.set', { indicator: '__proto__', points: 5 }],
    ['measure.set', { indicator: 'i01', measure: { kind: 'levels' } }],
    ['measure.set', { indicator: 'i01', measure: { kind: 'percent', numerator: '1', denominator: 2 } }],
    ['measure.set', { indicator: 'i01', measure: { kind: 'checklist', ticked: [1] } }],
    ['measure.set', { indicator: 'i01', measure: { kind: 'deadline', doneOn: '2023-02-29' } }],
    ['reason.set', { indicator: 'i01', about: 'nothing', text: '' }],
    ['not-applicable.set', { indicator: 'i01', value: { reason: 'x' } }],
    ['annotation.created', { annotation: { id: '', type: 'Annotation' } }],
    ['citation.added', { id: 'c1', indicator: 'i01', evidence: '../x', annotation: null }],
    ['team.set', { ...team, members: [{ name: 'x' }] }],
    ['team.set', { ...team, visitedOn: 5 }],
    ['submission.received', { manifest: 'm', instrument: null }],
    ['toString', {}],
    ['score.set', null],
  ])('a broken %s has no effect: %j', (type, payload) => {
    const { events, add } = historyOf(score('i02', 3));
    add({ type, payload });
    expect(reduceReview(events)).toEqual(reduceReview(events.slice(0, 1)));
  });

  test('an annotation nested without end is no annotation', () => {
    let body: unknown = [];
    for (let depth = 0; depth < 100_000; depth += 1) body = [body];
    const { events, add } = historyOf(score('i02', 3));
    add({ type: 'annotation.created', payload: { annotation: { id: 'x', type: 'Annotation', body } } });
    expect(liveAnnotations(events)).toEqual([]);
    const twin = { ...events[1]!, submission: 'x' };
    expect(reduceReview([...events, twin])).toEqual(reduceReview(events));
  });

  test('10,000 events take a few tens of milliseconds', () => {
    const changes = Array.from({ length: 10_000 }, (_, n) => score(`i${n % 98}`, n % 6));
    const { events } = historyOf(...changes);
    reduceReview(events);
    const begin = performance.now();
    expect(Object.keys(reduceReview(events).indicators)).toHaveLength(98);
    // Ten times the usual figure: two cores may be busy with other tests.
    expect(performance.now() - begin).toBeLessThan(400);
  });
});
