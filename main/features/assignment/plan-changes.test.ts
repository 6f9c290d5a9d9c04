import { expect, test } from 'vitest';
import type { ServerAssignment } from '#common/formats/assessment-server.ts';
import { planChanges } from './plan-changes.ts';

const one = (id: string, change: Partial<ServerAssignment> = {}): ServerAssignment => ({
  id,
  round: 'lpa-2567',
  team: 'ทีมที่ 3',
  lao: { code: '05990312', name: id, type: 'subdistrict_municipality', district: 'ก', province: 'ข' },
  state: 'assigned',
  visit: null,
  submission: {
    id: `s-${id}`,
    revision: 1,
    digest: 'a'.repeat(64),
    files: 1,
    size: 1,
    confirmedAt: '2024-06-24T00:00:00Z',
  },
  ...change,
});
const amended = (id: string) =>
  one(id, { submission: { ...one(id).submission!, revision: 2, digest: 'b'.repeat(64) } });
const known = (...list: readonly ServerAssignment[]) => new Map(list.map((each) => [each.id, each]));
const nothingHere = () => false;
const allHere = () => true;
const told = (items: readonly ServerAssignment[], whole = false) => ({ items, whole, cursor: 'c' });

test('new, amended, confirmed and unchanged ones are told apart', () => {
  const before = known(one('same'), one('amended'), one('confirmed', { submission: null }));
  const plan = planChanges(before, told([one('new'), one('same'), amended('amended'), one('confirmed')]), nothingHere);
  expect([plan.added, plan.amended, plan.withdrawn.length]).toEqual([1, 2, 0]);
  expect(plan.put.map(({ id }) => id)).toEqual(['new', 'same', 'amended', 'confirmed']);
  expect(plan.remove).toEqual([]);
});

test('a withdrawn one goes when nothing of it is here, and is kept when something is', () => {
  const gone = one('a', { state: 'withdrawn' });
  expect(planChanges(known(one('a')), told([gone]), nothingHere)).toMatchObject({ put: [], remove: ['a'] });
  const kept = planChanges(known(one('a')), told([gone]), allHere);
  expect(kept.put).toMatchObject([{ id: 'a', state: 'withdrawn' }]);
  expect(kept.withdrawn).toHaveLength(1);
});

test('it is still known what was handed in, also when the server no longer says it', () => {
  const gone = one('a', { state: 'withdrawn', submission: null });
  expect(planChanges(known(one('a')), told([gone]), allHere).put[0]?.submission?.id).toBe('s-a');
});

test('what a whole list leaves out is withdrawn; what a list of changes leaves out is as it was', () => {
  const before = known(one('a'), one('b'));
  expect(planChanges(before, told([one('a')], true), nothingHere)).toMatchObject({ remove: ['b'] });
  expect(planChanges(before, told([one('a')], true), allHere).put).toMatchObject([
    { id: 'a' },
    { id: 'b', state: 'withdrawn' },
  ]);
  expect(planChanges(before, told([one('a')]), nothingHere)).toMatchObject({ remove: [], withdrawn: [] });
});

test('a withdrawal is told once, and one that comes back is new', () => {
  const gone = one('a', { state: 'withdrawn' });
  expect(planChanges(known(gone), told([gone]), allHere).withdrawn).toEqual([]);
  expect(planChanges(known(gone), told([one('a')]), allHere)).toMatchObject({ added: 1, amended: 0 });
});
