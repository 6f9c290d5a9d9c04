import { expect, test } from 'vitest';
import type { Output } from '#common/contract/contract.ts';
import { emptyReview } from '#common/domain/reduce-review.ts';
import type { EvidenceItem, EvidenceLink } from '#common/domain/submission.ts';
import { isSeen, type EvidenceTab, tabOf, tabsOf } from './evidence-tabs.ts';

const file = (id: string, letter: string, ...indicators: string[]): EvidenceItem => ({
  ...{ id, indicators, title: id, path: `evidence/${id}.pdf`, sha256: letter.repeat(64) },
  ...{ size: 1, mediaType: 'application/pdf' },
});
const link = (id: string, url: string, ...indicators: string[]): EvidenceLink => ({ id, indicators, title: id, url });
const detail = {
  manifest: {
    evidence: [file('e1', 'b', 'i1'), file('e2', 'c', 'i2'), file('e3', 'd', 'i1')],
    links: [link('l1', 'https://b', 'i1')],
  },
  evidence: [{ id: 'e1', status: 'ready' }],
} as unknown as Output<'submission.get'>;
const cite = (id: string, evidence: string) => ({ id, indicator: 'i1', evidence, annotation: null, citedOn: 'm1' });
const none = { added: [], removed: [], replaced: [], renamed: [] };
const told = (snapshot: Parameters<typeof tabsOf>[1]) =>
  tabsOf(detail, snapshot, 'i1').map(({ id, origin }) => `${id.slice(0, 12)} ${origin}`);

test('one revision: the indicator’s own files and links, then what it cites from elsewhere', () => {
  const review = { ...emptyReview, citations: [cite('c1', 'e2'), cite('c2', 'e1')] };
  expect(told({ review, cited: {}, changes: {} })).toEqual([
    'e1 as-before',
    'e3 as-before',
    'l1 as-before',
    'e2 as-before',
  ]);
});

test('an amended one: new and replaced files say so; what an earlier revision held comes last, each content once', () => {
  const [before, lost] = [file('e1', 'a', 'i1'), { revision: 1, file: file('e1', 'a', 'i1'), link: null }];
  const gone = link('l1', 'https://a', 'i1');
  const cited = {
    c1: { evidence: 'e1', title: 'e1', sha256: before.sha256, isLost: true, found: lost },
    c2: { evidence: 'l1', title: 'l1', sha256: null, isLost: true, found: { revision: 1, file: null, link: gone } },
  };
  const changes = {
    i1: {
      // e2 was moved to another indicator: it is part of the submission still.
      files: {
        ...none,
        added: [file('e3', 'd')],
        removed: [file('e2', 'c')],
        replaced: [{ before, after: file('e1', 'b') }],
      },
      links: { ...none, replaced: [{ before: gone, after: link('l1', 'https://b') }] },
      answer: null,
    },
  };
  const review = { ...emptyReview, citations: [cite('c1', 'e1'), cite('c2', 'l1')] };
  expect(told({ review, cited, changes })).toEqual([
    'e1 replaced',
    'e3 added',
    'l1 replaced',
    'aaaaaaaaaaaa earlier',
    'l1 https://a earlier',
  ]);
  expect(review.citations.map((citation) => tabOf(citation, cited))).toEqual([before.sha256, 'l1 https://a']);
});

test('seen is what somebody opened as it is now', () => {
  const [replaced, other] = tabsOf(detail, { review: emptyReview, cited: {}, changes: {} }, 'i1');
  const linked = tabsOf(detail, { review: emptyReview, cited: {}, changes: {} }, 'i1').find(
    ({ kind }) => kind === 'link',
  );
  const gaps = [{ kind: 'not-seen' as const, indicators: ['i1'], evidence: ['e1'] }];
  const review = { ...emptyReview, seen: ['e1', 'l1'] };
  expect([replaced, other, linked].map((tab) => isSeen(tab!, { review, gaps }))).toEqual([false, true, true]);
  expect(isSeen(linked!, { review: emptyReview, gaps: [] })).toBe(false);
  expect(isSeen({ ...replaced!, origin: 'earlier' } as EvidenceTab, { review, gaps })).toBe(true);
});
