import { describe, expect, test } from 'vitest';
import { historyOf, manifestOf, score } from '#tests/support/review-builder.ts';
import { amendmentsOf } from './amendments.ts';
import type { Mark } from './annotation.ts';
import { reduceReview } from './reduce-review.ts';
import type { Change } from './review-event.ts';
import type { EvidenceItem, EvidenceLink, SubmissionManifest } from './submission.ts';
import { toWebAnnotation } from './web-annotation.ts';

const content = (letter: string) => letter.repeat(64);
const file = (id: string, letter: string, ...indicators: string[]): EvidenceItem => ({
  ...{ id, indicators, title: `ไฟล์ ${id} ${letter}`, path: `evidence/${id}.pdf`, sha256: content(letter) },
  ...{ size: 1, mediaType: 'application/pdf' },
});
const link = (id: string, url: string, ...indicators: string[]): EvidenceLink => ({ id, indicators, title: id, url });

const first = manifestOf(
  { i01: 5, i02: 5 },
  { evidence: [file('e1', 'a', 'i01'), file('e2', 'b', 'i02')], links: [link('l1', 'https://a', 'i01')] },
);
const second = (more: Partial<SubmissionManifest>): SubmissionManifest => ({ ...first, revision: 2, ...more });
const third = (more: Partial<SubmissionManifest>): SubmissionManifest => ({ ...first, revision: 3, ...more });

const received = (manifest: string): Change => ({
  type: 'submission.received',
  payload: { manifest, instrument: { id: 'test', digest: 'd' } },
});
const cite = (id: string, evidence: string, annotation: string | null = null): Change => ({
  type: 'citation.added',
  payload: { id, indicator: 'i01', evidence, annotation },
});
const seen = (evidence: string): Change => ({ type: 'evidence.seen', payload: { evidence } });
const marked = (id: string, letter: string): Change => {
  const mark: Mark = {
    ...{ id, evidence: 'e1', sha256: content(letter), indicator: 'i01', page: 1, kind: 'rectangle', quote: null },
    ...{ strokes: [], colour: 'blue', stamp: '' },
    ...{ rects: [{ x: 1, y: 1, width: 1, height: 1 }], comment: '', author: { id: 'a1', name: 'ก' } },
    ...{ createdAt: '2024-07-05T02:00:00Z', modifiedAt: '2024-07-05T02:00:00Z' },
  };
  return { type: 'annotation.created', payload: { annotation: toWebAnnotation(mark) } };
};

/** Revisions m1, m2 … are received in order; `changes` hold their own `received`. */
function amended(revisions: readonly SubmissionManifest[], ...changes: readonly Change[]) {
  const review = reduceReview(historyOf(...changes).events);
  const known = new Map(revisions.map((manifest) => [`m${manifest.revision}`, manifest]));
  return amendmentsOf(review, revisions.at(-1)!, known);
}

describe('changes', () => {
  const replaced = second({ evidence: [file('e1', 'x', 'i01'), file('e2', 'b', 'i02')] });

  test('none in a submission of one revision, nor where nothing was received', () => {
    expect(amended([first], received('m1'), score('i01', 5)).changes.size).toBe(0);
    expect(amended([first], score('i01', 5)).changes.size).toBe(0);
  });

  test('are seen from where each indicator was judged', () => {
    const latest = third({ evidence: [file('e1', 'x', 'i01'), file('e2', 'y', 'i02')] });
    const { changes } = amended(
      ...([[first, replaced, latest], received('m1'), score('i01', 5), received('m2')] as const),
      ...[score('i01', 5), received('m3')],
    );
    // i01 was confirmed on m2, and is since what it was; nobody judged i02, which differs from where the team began.
    expect([...changes.keys()]).toEqual(['i02']);
    expect(changes.get('i02')?.files.replaced.map(({ after }) => after.sha256)).toEqual([content('y')]);
  });

  test('what was judged before it changed stays told until it is judged again', () => {
    const before = [received('m1'), score('i01', 5), received('m2')];
    expect([...amended([first, replaced], ...before).changes.keys()]).toEqual(['i01']);
    expect(amended([first, replaced], ...before, score('i01', 5)).changes.size).toBe(0);
  });

  test('on a revision that this computer never had, everything counts as new', () => {
    const { changes } = amended([replaced], received('m1'), score('i01', 5), received('m2'));
    expect(changes.get('i01')?.files.added.map(({ id }) => id)).toEqual(['e1']);
  });
});

describe('citations', () => {
  const cited = (after: Partial<SubmissionManifest>, ...changes: readonly Change[]) => {
    const all = [received('m1'), score('i01', 5), ...changes, received('m2')];
    return amended([first, second(after)], ...all).cited;
  };

  test('of what is still there under its id need no word', () => {
    expect(cited({}, cite('c1', 'e1'), cite('c2', 'l1')).size).toBe(0);
    const { cited: later } = amended([first, second({})], received('m1'), received('m2'), cite('c1', 'e1'));
    expect(later.size).toBe(0);
  });

  test('follow the content to its new id', () => {
    expect(cited({ evidence: [file('e9', 'a', 'i01')] }, cite('c1', 'e1')).get('c1')).toMatchObject({
      ...{ evidence: 'e9', title: 'ไฟล์ e9 a', sha256: content('a'), isLost: false },
      found: { revision: 2, link: null },
    });
  });

  test.each<[string, Partial<SubmissionManifest>]>([
    ['replaced under its id', { evidence: [file('e1', 'x', 'i01')] }],
    ['taken back', { evidence: [] }],
  ])('of a file that was %s prove nothing', (_, after) => {
    const sources = cited(after, cite('c1', 'e1'), marked('k1', 'a'), cite('c2', 'e1', 'k1'));
    for (const id of ['c1', 'c2'])
      expect(sources.get(id)).toMatchObject({
        ...{ evidence: 'e1', title: 'ไฟล์ e1 a', sha256: content('a'), isLost: true },
        found: { revision: 1, file: { id: 'e1', sha256: content('a') }, link: null },
      });
  });

  test('of a link with another address, or one taken back, prove nothing', () => {
    const lost = { evidence: 'l1', title: 'l1', sha256: null, isLost: true, found: { revision: 1, file: null } };
    expect(cited({ links: [link('l1', 'https://b')] }, cite('c1', 'l1')).get('c1')).toMatchObject(lost);
    expect(cited({ links: [] }, cite('c1', 'l1')).get('c1')).toMatchObject(lost);
  });

  test('a mark says itself which content it is on, also from two revisions ago', () => {
    const [two, three] = [
      second({ evidence: [file('e1', 'x', 'i01')] }),
      third({ evidence: [file('e1', 'y', 'i01')] }),
    ];
    const { cited: sources } = amended(
      ...([[first, two, three], received('m1'), marked('k1', 'a'), received('m2'), cite('c1', 'e1', 'k1')] as const),
      ...[received('m3')],
    );
    expect(sources.get('c1')).toMatchObject({ sha256: content('a'), isLost: true, found: { revision: 1 } });
  });

  test('a mark on content that no revision holds counts as its file', () => {
    const sources = cited({ evidence: [] }, marked('k1', 'z'), cite('c1', 'e1', 'k1'));
    expect(sources.get('c1')).toMatchObject({ sha256: content('a'), isLost: true });
  });

  test('of evidence that was never sent, or on a revision that is not here, are left as they are', () => {
    expect(cited({ evidence: [] }, cite('c1', 'e7')).size).toBe(0);
    const { cited: sources } = amended([second({ evidence: [] })], received('m1'), cite('c1', 'e1'), received('m2'));
    expect(sources.size).toBe(0);
  });
});

describe('what was opened', () => {
  const opened = (after: Partial<SubmissionManifest>, ...changes: readonly Change[]) =>
    amended([first, second(after)], received('m1'), seen('e1'), seen('l1'), received('m2'), ...changes).seen;

  test('is told by the ids alone in one revision, and when all was opened in the last', () => {
    expect(amended([first], received('m1'), seen('e1')).seen).toBeNull();
    expect(amended([first, second({})], received('m1'), received('m2'), seen('e1')).seen).toBeNull();
  });

  test('has to be opened again after it was replaced, but not under a new id', () => {
    expect([...opened({})!].sort()).toEqual(['e1', 'l1']);
    expect([...opened({ evidence: [file('e1', 'x', 'i01')] })!]).toEqual(['l1']);
    expect([...opened({ evidence: [file('e9', 'a', 'i01')] })!].sort()).toEqual(['e9', 'l1']);
    expect([...opened({ evidence: [file('e1', 'x', 'i01')] }, seen('e1'))!].sort()).toEqual(['e1', 'l1']);
  });
});
