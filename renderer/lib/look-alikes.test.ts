import { expect, test } from 'vitest';
import type { LookAlike, LookAlikes } from '#common/contract/channels/search.ts';
import { resemblancesOf } from './look-alikes.ts';

const member = (submission: string, evidence: string, page = 1): LookAlike => ({
  ...{ submission, evidence, page, laoName: submission, mediaType: 'image/jpeg', size: 1, title: evidence },
  ...{ indicators: ['i1'], numbers: ['1'] },
});
const group = (kind: LookAlikes['kind'], ...members: readonly LookAlike[]): LookAlikes => ({
  ...{ kind, distance: 3, pages: 1, members: [...members] },
});

test('a file resembles what stands in its groups, and never itself', () => {
  const groups = [
    group('identical', member('a', 'e1'), member('b', 'e9')),
    group('near', member('b', 'e9'), member('a', 'e1', 2), member('a', 'e2')),
    group('near', member('b', 'e9'), member('c', 'e1')),
  ];
  const found = resemblancesOf(groups, 'a', 'e1');
  expect(found.map(({ kind, own, others }) => [kind, own.page, others.map((one) => one.evidence)])).toEqual([
    ['identical', 1, ['e9']],
    ['near', 2, ['e9', 'e2']],
  ]);
  expect(resemblancesOf(groups, 'c', 'e9')).toEqual([]);
});
