import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Candidate, type DecideOptions } from './decide.ts';

const open: DecideOptions = { trusted: false, rulings: new Map(), senders: null, instruments: null };
const trusted: DecideOptions = { ...open, trusted: true };

let taken = 0;
const one = (sha256: string, more: Partial<Candidate> = {}): Candidate => ({
  sha256,
  verdict: 'valid',
  current: true,
  ...{ closed: true, sender: 'lao-key', instrument: 'book-2567' },
  place: '05990312|lpa-2567',
  submission: 's1',
  judged: `judged-${sha256}`,
  finalisedAt: 1,
  signedAt: 1,
  signers: ['A'],
  taken: ++taken,
  before: null,
  ...more,
});

const outcomes = (candidates: readonly Candidate[], options = open) =>
  Object.fromEntries(
    [...decide(candidates, options)].map(([sha256, { outcome, other }]) => [
      sha256,
      other === null ? outcome : `${outcome} ${other}`,
    ]),
  );

/** As the next run would see them. */
const decided = (candidates: readonly Candidate[], options = open): Candidate[] => {
  const decisions = decide(candidates, options);
  return candidates.map((candidate) => ({ ...candidate, before: decisions.get(candidate.sha256)?.outcome ?? null }));
};

describe('one signer', () => {
  test('the newest version counts, whatever the order they come in', () => {
    const versions = [one('p1'), one('p2', { finalisedAt: 2 }), one('p3', { finalisedAt: 3 })];
    const expected = { p1: 'superseded p3', p2: 'superseded p3', p3: 'accepted' };
    expect(outcomes(versions)).toEqual(expected);
    expect(outcomes(versions.toReversed())).toEqual(expected);
  });

  test('the same content signed again is a duplicate; with more signers it takes the place', () => {
    const first = one('p1', { judged: 'same' });
    expect(outcomes([first, one('p2', { judged: 'same', signedAt: 2 })])).toEqual({
      p1: 'accepted',
      p2: 'duplicate p1',
    });
    expect(outcomes([first, one('p2', { judged: 'same', signedAt: 2, signers: ['A', 'B'] })])).toEqual({
      p1: 'duplicate p2',
      p2: 'accepted',
    });
  });

  test('an older version that comes late takes nothing', () => {
    const [newer] = decided([one('p2', { finalisedAt: 2 })]);
    expect(outcomes([newer!, one('p1')])).toEqual({ p2: 'accepted', p1: 'superseded p2' });
  });

  test('organisations and rounds do not concern each other', () => {
    expect(outcomes([one('p1'), one('p2', { place: 'other', finalisedAt: 9 })])).toEqual({
      p1: 'accepted',
      p2: 'accepted',
    });
  });
});

describe('nobody said whose certificates are good', () => {
  const forged = one('forged', { signers: ['X'], finalisedAt: 9, signedAt: 9 });

  test('a later package by a stranger waits for a person; what was accepted stays', () => {
    const honest = decided([one('p1')]);
    expect(outcomes([...honest, forged])).toEqual({ p1: 'accepted', forged: 'held p1' });
    const backdated = { ...forged, finalisedAt: 0, signedAt: 0 };
    expect(outcomes([...honest, backdated])).toEqual({ p1: 'accepted', forged: 'held p1' });
    const copied = { ...forged, judged: 'judged-p1' };
    expect(outcomes([...honest, copied])).toEqual({ p1: 'accepted', forged: 'held p1' });
  });

  test('both at once: neither counts', () => {
    expect(outcomes([one('p1'), forged])).toEqual({ p1: 'held forged', forged: 'held p1' });
    expect(outcomes([forged, one('p1')])).toEqual({ p1: 'held forged', forged: 'held p1' });
  });

  test('another submission of the same organisation and round does not evade that', () => {
    const honest = decided([one('p1')]);
    const other = one('p2', { submission: 's2', finalisedAt: 9 });
    expect(outcomes([...honest, other])).toEqual({ p1: 'accepted', p2: 'held p1' });
    expect(outcomes([...honest, other], trusted)).toEqual({ p1: 'accepted', p2: 'held p1' });
  });

  test('one signer out of two is not both', () => {
    const both = one('p1', { signers: ['A', 'B'] });
    expect(outcomes(decided([both, one('p2', { finalisedAt: 2 })]))).toEqual({ p1: 'held p2', p2: 'held p1' });
    expect(outcomes([...decided([both]), one('p3', { finalisedAt: 3, signers: ['B', 'C', 'A'] })])).toEqual({
      p1: 'superseded p3',
      p3: 'accepted',
    });
  });

  test('a person decides, for all that has come in by then', () => {
    const there = [one('p1'), { ...forged, taken: ++taken }];
    const ruled: DecideOptions = { ...open, rulings: new Map([['p1', taken]]) };
    expect(outcomes(there, ruled)).toEqual({ p1: 'accepted', forged: 'superseded p1' });
    const later = one('p2', { finalisedAt: 10 });
    expect(outcomes([...there, later], ruled)).toEqual({
      p1: 'superseded p2',
      forged: 'superseded p2',
      p2: 'accepted',
    });
    const another = one('forged2', { signers: ['X'], finalisedAt: 11 });
    expect(outcomes([...there, another], ruled)).toMatchObject({ p1: 'accepted', forged2: 'held p1' });
  });
});

test('with trust anchors one common signer is enough for a correction; a stranger to the first is held all the same', () => {
  const first = one('p1', { signers: ['A', 'B'] });
  const corrected = [first, one('p2', { signers: ['B', 'C'], finalisedAt: 2 })];
  expect(outcomes(corrected, trusted)).toEqual({ p1: 'superseded p2', p2: 'accepted' });
  const stranger = one('p3', { signers: ['C'], finalisedAt: 9 });
  expect(outcomes([...decided([first], trusted), stranger], trusted)).toEqual({ p1: 'accepted', p3: 'held p1' });
});

test('what is not valid takes no part', () => {
  const odd = [
    one('p1'),
    one('bad', { verdict: 'invalid', finalisedAt: 9 }),
    one('torn', { verdict: 'unreadable', place: '' }),
    one('hung', { verdict: 'failed', place: '' }),
    one('stale', { current: false, finalisedAt: 9 }),
  ];
  expect(outcomes(odd)).toEqual({
    p1: 'accepted',
    bad: 'rejected',
    torn: 'unreadable',
    hung: 'unreadable',
    stale: 'held',
  });
});

describe('what takes no part', () => {
  const reasonsOf = (candidates: readonly Candidate[], options: Partial<DecideOptions> = {}) =>
    Object.fromEntries(
      [...decide(candidates, { ...open, ...options })].map(([sha256, { outcome, reason }]) => [
        sha256,
        [outcome, reason],
      ]),
    );

  test('not closed: held, and in nobody’s way; only a person takes it', () => {
    const stripped = one('stripped', { closed: false, finalisedAt: 9, signedAt: 9, signers: ['A', 'B'] });
    expect(reasonsOf([stripped])).toEqual({ stripped: ['held', 'not-closed'] });
    expect(reasonsOf([one('p1'), stripped])).toEqual({ p1: ['accepted', null], stripped: ['held', 'not-closed'] });
    const rulings = new Map([['stripped', taken]]);
    expect(reasonsOf([stripped], { rulings })).toEqual({ stripped: ['accepted', null] });
  });

  test('a submission under a key that the centre does not know, and another instrument', () => {
    const all = [one('p1'), one('p2', { place: 'b', sender: 'mine' }), one('p3', { place: 'c', instrument: 'own' })];
    expect(reasonsOf(all)).toEqual({ p1: ['accepted', null], p2: ['accepted', null], p3: ['accepted', null] });
    expect(reasonsOf(all, { senders: new Set(['lao-key']), instruments: new Set(['book-2567']) })).toEqual({
      p1: ['accepted', null],
      p2: ['rejected', 'unknown-sender'],
      p3: ['rejected', 'other-instrument'],
    });
    // A person may take what is not closed, but not what the centre has ruled out.
    const rulings = new Map([['p3', taken]]);
    expect(reasonsOf(all, { rulings, instruments: new Set(['book-2567']) }).p3).toEqual([
      'rejected',
      'other-instrument',
    ]);
  });
});

const anyCandidates = fc
  .array(
    fc.record({
      submission: fc.constantFrom('s1', 's1', 's1', 's2'),
      judged: fc.constantFrom('j1', 'j2', 'j3'),
      finalisedAt: fc.integer({ min: 0, max: 3 }),
      signedAt: fc.integer({ min: 0, max: 3 }),
      signers: fc.subarray(['A', 'B', 'C'], { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) => list.map((more, at) => one(`p${at}`, { ...more, taken: at })));

test('any set: decided once is decided, the order does not matter, at most one counts, no stranger replaces', () => {
  fc.assert(
    fc.property(anyCandidates, fc.boolean(), (all, isTrusted) => {
      const options = isTrusted ? trusted : open;
      const first = outcomes(all, options);
      expect(outcomes(all.toReversed(), options)).toEqual(first);
      expect(outcomes(decided(all, options), options)).toEqual(first);
      const accepted = all.filter(({ sha256 }) => first[sha256] === 'accepted');
      expect(accepted.length).toBeLessThanOrEqual(1);
      if (isTrusted || accepted[0] === undefined) return;
      const { signers } = accepted[0];
      for (const { sha256, signers: theirs } of all)
        if (first[sha256]?.startsWith('superseded')) expect(signers).toEqual(expect.arrayContaining([...theirs]));
    }),
    { numRuns: 2000 },
  );
});
