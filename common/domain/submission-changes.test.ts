import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manifestOf } from '#tests/support/review-builder.ts';
import type { Answer, EvidenceItem, EvidenceLink, SubmissionManifest } from './submission.ts';
import { changesGround, compareSubmissions, indicatorsOf } from './submission-changes.ts';

const file = (id: string, content: string, indicators: readonly string[] = ['i01'], title = id): EvidenceItem => ({
  ...{ id, indicators, title, path: `evidence/${id}.pdf`, sha256: content.padEnd(64, '.') },
  ...{ size: content.length, mediaType: 'application/pdf' },
});
const link = (id: string, url: string, indicators: readonly string[] = ['i01'], title = id): EvidenceLink => ({
  ...{ id, indicators, title, url },
});
const answer = (indicator: string, more: Partial<Answer> = {}): Answer => ({
  ...{ indicator, selfPoints: 5, measure: null, note: '' },
  ...more,
});
const manifest = (more: Partial<SubmissionManifest>): SubmissionManifest => manifestOf({}, more);
const files = (...evidence: EvidenceItem[]) => manifest({ evidence });
const links = (...all: EvidenceLink[]) => manifest({ links: all });
const answers = (...all: Answer[]) => manifest({ answers: all });

/** "kind: ids before → after", one a change. */
const told = (before: SubmissionManifest, after: SubmissionManifest): readonly string[] =>
  compareSubmissions(before, after).list.map((change) => {
    if (change.kind === 'answer-changed') return `${change.kind}: ${change.indicator} ${change.fields.join('+')}`;
    return `${change.kind}: ${'item' in change ? change.item.id : `${change.before.id}→${change.after.id}`}`;
  });

describe('files', () => {
  test.each<[string, readonly EvidenceItem[], readonly EvidenceItem[], readonly string[]]>([
    ['added', [], [file('e1', 'a')], ['file-added: e1']],
    ['removed', [file('e1', 'a')], [], ['file-removed: e1']],
    ['replaced', [file('e1', 'a')], [file('e1', 'b')], ['file-replaced: e1→e1']],
    ['same content under another id and path', [file('e1', 'a', ['i01'], 'x')], [file('e9', 'a', ['i01'], 'x')], []],
    ['under another title', [file('e1', 'a')], [file('e1', 'a', ['i01'], 'y')], ['file-renamed: e1→e1']],
    ['for another indicator', [file('e1', 'a')], [file('e1', 'a', ['i02'])], ['file-moved: e1→e1']],
    ['for one more indicator', [file('e1', 'a')], [file('e1', 'a', ['i01', 'i02'])], ['file-moved: e1→e1']],
    ['for the same ones, in another order', [file('e1', 'a', ['i1', 'i2'])], [file('e1', 'a', ['i2', 'i1'])], []],
    [
      'ids exchanged: contents stayed',
      [file('e1', 'a', ['i01'], 'x'), file('e2', 'b', ['i01'], 'y')],
      [file('e1', 'b', ['i01'], 'y'), file('e2', 'a', ['i01'], 'x')],
      [],
    ],
    [
      'content moved on, and its old id taken by another',
      [file('e1', 'a', ['i01'], 'x')],
      [file('e1', 'b', ['i01'], 'y'), file('e2', 'a', ['i01'], 'x')],
      ['file-added: e1'],
    ],
    ['one of two copies removed', [file('e1', 'a'), file('e2', 'a')], [file('e2', 'a')], ['file-removed: e1']],
  ])('%s', (_, before, after, expected) => {
    expect(told(files(...before), files(...after))).toEqual(expected);
  });
});

describe('links and answers', () => {
  test.each<[string, SubmissionManifest, SubmissionManifest, readonly string[]]>([
    ['link added', links(), links(link('l1', 'https://a')), ['link-added: l1']],
    ['link removed', links(link('l1', 'https://a')), links(), ['link-removed: l1']],
    ['another address', links(link('l1', 'https://a')), links(link('l1', 'https://b')), ['link-replaced: l1→l1']],
    ['same address, other id', links(link('l1', 'https://a', [], 'x')), links(link('l2', 'https://a', [], 'x')), []],
    [
      'self-score',
      answers(answer('i01')),
      answers(answer('i01', { selfPoints: 3 })),
      ['answer-changed: i01 selfPoints'],
    ],
    [
      'measure and note',
      answers(answer('i01')),
      answers(answer('i01', { measure: { kind: 'deadline', doneOn: null }, note: 'ใหม่' })),
      ['answer-changed: i01 measure+note'],
    ],
    ['a new answer', answers(), answers(answer('i01')), ['answer-changed: i01 selfPoints']],
    ['an answer taken back', answers(answer('i01')), answers(), ['answer-changed: i01 selfPoints']],
    ['an answer that says nothing', answers(), answers(answer('i01', { selfPoints: null })), []],
    [
      'items ticked in another order',
      answers(answer('i01', { measure: { kind: 'checklist', ticked: ['a', 'b'] } })),
      answers(answer('i01', { measure: { kind: 'checklist', ticked: ['b', 'a'] } })),
      [],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});

describe('by indicator', () => {
  const of = (before: SubmissionManifest, after: SubmissionManifest, id: string) =>
    compareSubmissions(before, after).byIndicator.get(id);

  test('a file that moved is removed there and added here, and changes the ground of both', () => {
    const [before, after] = [files(file('e1', 'a', ['i01', 'i03'])), files(file('e1', 'a', ['i02', 'i03']))];
    expect(of(before, after, 'i01')?.files.removed.map(({ id }) => id)).toEqual(['e1']);
    expect(of(before, after, 'i02')?.files.added.map(({ id }) => id)).toEqual(['e1']);
    expect(of(before, after, 'i03')).toBeUndefined();
    expect([...compareSubmissions(before, after).byIndicator.values()].every(changesGround)).toBe(true);
  });

  test('a copy that takes the place of a removed one is no change', () => {
    const before = files(file('e1', 'a', ['i01'], 'x'), file('e2', 'a', ['i02'], 'x'));
    expect(of(before, files(file('e2', 'a', ['i01', 'i02'], 'x')), 'i01')).toBeUndefined();
  });

  test('another title is told, but does not change the ground', () => {
    const change = of(files(file('e1', 'a')), files(file('e1', 'a', ['i01'], 'ใหม่')), 'i01')!;
    expect(change.files.renamed).toHaveLength(1);
    expect(changesGround(change)).toBe(false);
    const linked = of(links(link('l1', 'https://a')), links(link('l1', 'https://a', ['i01'], 'ใหม่')), 'i01')!;
    expect([linked.links.renamed.length, changesGround(linked)]).toEqual([1, false]);
  });

  test('a replaced file, another address and another answer each change it', () => {
    const cases: readonly (readonly [SubmissionManifest, SubmissionManifest])[] = [
      [files(file('e1', 'a')), files(file('e1', 'b'))],
      [links(link('l1', 'https://a')), links(link('l1', 'https://b'))],
      [answers(answer('i01')), answers(answer('i01', { selfPoints: 3 }))],
    ];
    for (const [before, after] of cases) expect(changesGround(of(before, after, 'i01')!)).toBe(true);
  });

  test('an indicator named twice by one file counts once', () => {
    expect(of(files(), files(file('e1', 'a', ['i01', 'i01'])), 'i01')?.files.added).toHaveLength(1);
  });
});

test('a change says which indicators it is about', () => {
  const before = manifest({ evidence: [file('e1', 'a', ['i01'])], answers: [answer('i05')] });
  const after = manifest({ evidence: [file('e1', 'b', ['i02']), file('e2', 'c', [])], answers: [] });
  expect(compareSubmissions(before, after).list.map(indicatorsOf)).toEqual([[], ['i01', 'i02'], ['i05']]);
});

const indicatorIds = fc.subarray(['i01', 'i02', 'i03']);
/** Manifests whose files all have contents of their own, named after their ids. */
const anyManifest = fc
  .record({
    evidence: fc.uniqueArray(fc.tuple(fc.nat(20), indicatorIds), { selector: ([n]) => n, maxLength: 12 }),
    links: fc.uniqueArray(fc.tuple(fc.nat(9), indicatorIds), { selector: ([n]) => n, maxLength: 6 }),
    answers: fc.uniqueArray(fc.tuple(fc.constantFrom('i01', 'i02', 'i03'), fc.option(fc.nat(5))), {
      selector: ([id]) => id,
    }),
  })
  .map((parts) =>
    manifest({
      evidence: parts.evidence.map(([n, about]) => file(`e${n}`, `a${n}`, about)),
      links: parts.links.map(([n, about]) => link(`l${n}`, `https://a/${n}`, about)),
      answers: parts.answers.map(([id, selfPoints]) => answer(id, { selfPoints })),
    }),
  );

describe('for any submission', () => {
  test('nothing differs from itself, nor when ids and order alone are others', () => {
    fc.assert(
      fc.property(anyManifest, (one) => {
        const renumbered = {
          ...one,
          evidence: one.evidence
            .map((item) => ({ ...item, id: `x${item.id}`, path: `evidence/x${item.id}` }))
            .reverse(),
          links: one.links.map((item) => ({ ...item, id: `x${item.id}` })).reverse(),
          answers: one.answers.toReversed(),
        };
        for (const other of [one, structuredClone(one), renumbered]) {
          const { list, byIndicator } = compareSubmissions(one, other);
          expect([list, byIndicator.size]).toEqual([[], 0]);
        }
      }),
    );
  });

  test('what was added, removed and replaced is found, and nothing else', () => {
    const plan = fc.tuple(anyManifest, fc.uniqueArray(fc.integer({ min: 30, max: 40 })), fc.infiniteStream(fc.nat(2)));
    fc.assert(
      fc.property(plan, ([before, added, fates]) => {
        const fate = new Map(before.evidence.map(({ id }) => [id, fates.next().value]));
        const kept = before.evidence.filter(({ id }) => fate.get(id) !== 1);
        const after = {
          ...before,
          evidence: [
            ...added.map((n) => file(`e${n}`, `a${n}`)),
            ...kept.map((item) => (fate.get(item.id) === 2 ? { ...item, sha256: `b${item.sha256}` } : item)),
          ],
        };
        const ids = (wanted: number) => before.evidence.filter(({ id }) => fate.get(id) === wanted).map(({ id }) => id);
        expect(told(before, after)).toEqual([
          ...added.map((n) => `file-added: e${n}`),
          ...ids(2).map((id) => `file-replaced: ${id}→${id}`),
          ...ids(1).map((id) => `file-removed: ${id}`),
        ]);
      }),
    );
  });

  test('looked at from the other side, what was added is removed', () => {
    fc.assert(
      fc.property(anyManifest, anyManifest, (one, other) => {
        const count = (from: SubmissionManifest, to: SubmissionManifest, kind: string) =>
          compareSubmissions(from, to).list.filter((change) => change.kind === kind).length;
        for (const [there, back] of [
          ['file-added', 'file-removed'],
          ['link-removed', 'link-added'],
          ['file-moved', 'file-moved'],
          ['answer-changed', 'answer-changed'],
        ] as const)
          expect(count(one, other, there)).toBe(count(other, one, back));
      }),
    );
  });
});
