import { describe, expect, test } from 'vitest';
import { historyOf, manifestOf } from '#tests/support/review-builder.ts';
import { reduceReview } from './reduce-review.ts';
import type { Change } from './review-event.ts';
import { teamOf } from './team-record.ts';
import { redoStep, undoStep } from './undo.ts';
import type { LiveCheck, TeamEvidence, VisitRecord } from './visit.ts';

const photo = (indicators: readonly string[] = ['i01']): TeamEvidence => ({
  id: 'team-1',
  indicators,
  title: 'ป้ายหน้าสำนักงาน',
  sha256: 'c'.repeat(64),
  size: 10,
  mediaType: 'image/jpeg',
  how: 'camera',
  addedAt: '2024-07-05T10:30:00+07:00',
  takenAt: null,
  place: null,
});
const look: LiveCheck = {
  id: 'live-1',
  indicator: 'i01',
  address: 'e-LAAS',
  at: '2024-07-05T10:30:00+07:00',
  seen: 'ครบ 12 เดือน',
  by: 'ปาริชาต',
  presence: 'ผอ.กองคลัง',
  screenshot: null,
};
const added = (evidence = photo()): Change => ({ type: 'team-evidence.added', payload: evidence });
const removed: Change = { type: 'team-evidence.removed', payload: { id: 'team-1' } };
const looked: Change = { type: 'live-check.set', payload: look };
const lookRemoved: Change = { type: 'live-check.removed', payload: { id: 'live-1' } };
const cite = (evidence: string): Change => ({
  type: 'citation.added',
  payload: { id: `c-${evidence}`, indicator: 'i01', evidence, annotation: null },
});
const reduced = (...changes: Change[]) => reduceReview(historyOf(...changes).events);
const cited = (...changes: Change[]) => reduced(...changes).citations.map(({ evidence }) => evidence);

describe('what the team brought', () => {
  test('a citation goes with what it cites and comes back with it', () => {
    expect(cited(added(), cite('team-1'), looked, cite('live-1'))).toEqual(['team-1', 'live-1']);
    expect(cited(added(), cite('team-1'), looked, cite('live-1'), removed, lookRemoved)).toEqual([]);
    expect(cited(added(), cite('team-1'), looked, cite('live-1'), removed, lookRemoved, added(), looked)).toEqual([
      'team-1',
      'live-1',
    ]);
  });

  test('the same file for another indicator is one file; undo takes the other indicator back', () => {
    const { events } = historyOf(added(), added(photo(['i01', 'i02'])));
    expect(reduceReview(events).teamEvidence).toMatchObject([{ id: 'team-1', indicators: ['i01', 'i02'] }]);
    const actor = events[0]!.actor.id;
    expect(undoStep(events, actor)?.change).toEqual(added());
  });

  test('removing is undone and redone', () => {
    const { events } = historyOf(added(), removed);
    const actor = events[0]!.actor.id;
    const back = undoStep(events, actor)!;
    expect(back.change).toEqual(added());
    const undone = historyOf(added(), removed, back.change).events.map((event, index) =>
      index === 2 ? { ...event, undoes: events[1]!.id } : event,
    );
    expect(reduceReview(undone).teamEvidence).toHaveLength(1);
    expect(redoStep(undone, actor)?.change).toEqual(removed);
  });
});

describe('the visit in the signature block', () => {
  const order = manifestOf();
  const visit: VisitRecord = {
    date: '2024-07-09',
    begin: '09:30',
    end: null,
    place: 'ห้องประชุมสภา',
    orderNumber: '9/2567',
    team: [{ name: 'ธนพล', title: 'ประธาน' }],
    lao: [],
    note: '',
  };
  const set = (change: Partial<VisitRecord> = {}): Change => ({ type: 'visit.set', payload: { ...visit, ...change } });

  test('day, place, order and people are the visit’s', () => {
    expect(teamOf(reduced(set()), order)).toMatchObject({
      orderNumber: '9/2567',
      orderDate: order.assignment.order.date,
      visitedOn: '2024-07-09',
      place: 'ห้องประชุมสภา',
      members: [{ name: 'ธนพล', title: 'ประธาน' }],
    });
  });

  test('what the visit leaves blank is the order’s', () => {
    const { assignment } = order;
    expect(teamOf(reduced(set({ place: ' ', orderNumber: '', team: [] })), order)).toMatchObject({
      orderNumber: assignment.order.number,
      place: assignment.visit?.place ?? '',
      members: assignment.members,
    });
    expect(teamOf(reduced(), order).visitedOn).toBe(assignment.visit?.date ?? null);
  });

  test('a team that was recorded for the report stands above it', () => {
    const team = { ...teamOf(reduced(), order), place: 'ที่ทำการ' };
    expect(teamOf(reduced({ type: 'team.set', payload: team }, set()), order)).toEqual(team);
  });
});
