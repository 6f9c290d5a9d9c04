import { describe, expect, test } from 'vitest';
import { indicator, instrumentOf, manifestOf } from '#tests/support/review-builder.ts';
import { noAmendments, type Amendments } from './amendments.ts';
import { findGaps } from './find-gaps.ts';
import { blockedIndicators, blockingGaps, countToFix, type GapKind } from './gaps.ts';
import type { Indicator, Rule } from './instrument.ts';
import { emptyReview } from './reduce-review.ts';
import { untouched, type IndicatorReview, type Review } from './review.ts';
import type { EvidenceItem, SubmissionManifest } from './submission.ts';
import { compareSubmissions } from './submission-changes.ts';
import type { LiveCheck } from './visit.ts';

const text = { th: 'ก', en: 'a' };
const deadline: Rule = {
  kind: 'deadline',
  what: text,
  due: '2023-12-29',
  steps: [
    { lateDays: 0, points: 5, text },
    { lateDays: null, points: 0, text },
  ],
};
const late = { kind: 'deadline', doneOn: '2024-01-05' } as const;
const file = (id: string, ...indicators: string[]): EvidenceItem => ({
  id,
  indicators,
  title: id,
  path: `evidence/${id}.pdf`,
  sha256: 'a'.repeat(64),
  size: 1,
  mediaType: 'application/pdf',
});

const look = (indicator: string): LiveCheck => ({
  id: `live-${indicator}`,
  indicator,
  address: 'e-LAAS',
  at: '2024-07-05T10:30:00+07:00',
  seen: 'x',
  by: 'x',
  presence: '',
  screenshot: null,
});

interface Case {
  readonly given?: Partial<Indicator>;
  readonly self?: number | null;
  readonly team?: Partial<IndicatorReview>;
  readonly manifest?: Partial<SubmissionManifest>;
  readonly review?: Partial<Review>;
  readonly amendments?: Partial<Amendments>;
}

/** Gaps of one indicator "i01" with one attached, seen and cited file, unless the case says otherwise. */
function gapsOf({ given, self = 5, team, manifest, review, amendments }: Case): readonly GapKind[] {
  const gaps = findGaps(
    instrumentOf([indicator('i01', 1, given)]),
    manifestOf({ i01: self }, { evidence: [file('e01', 'i01')], ...manifest }),
    {
      ...emptyReview,
      indicators: team === undefined ? {} : { i01: { ...untouched, ...team } },
      seen: ['e01'],
      citations: [{ id: 'c1', indicator: 'i01', evidence: 'e01', annotation: null, citedOn: null }],
      ...review,
    },
    { ...noAmendments, ...amendments },
  );
  return gaps.map(({ kind }) => kind);
}

const bare = { manifest: { evidence: [] }, review: { citations: [] } };
const excused = { notApplicable: { reason: 'ไม่มี', agreedBy: 'ทีม' } };

describe('gaps', () => {
  test.each<[string, Case, readonly GapKind[]]>([
    ['scored, cited, as the LAO said', { team: { points: 5 } }, []],
    ['not scored', {}, ['not-scored']],
    ['not scored and nothing attached', bare, ['not-scored', 'no-evidence']],
    ['points without anything attached', { ...bare, team: { points: 5 } }, ['no-evidence', 'not-cited']],
    ['0 points need no proof', { ...bare, self: 0, team: { points: 0 } }, []],
    ['points without a citation', { team: { points: 5 }, review: { citations: [] } }, ['not-cited']],
    [
      'a link is something attached',
      { ...bare, manifest: { evidence: [], links: [{ id: 'l1', indicators: ['i01'], title: 'x', url: 'https://x' }] } },
      ['not-scored'],
    ],
    ['a difference without a reason', { team: { points: 3 } }, ['reason-missing']],
    ['a difference with a blank reason', { team: { points: 3, differenceReason: ' \n' } }, ['reason-missing']],
    ['a difference with a reason', { team: { points: 3, differenceReason: 'ไม่พบ ปค.6' } }, []],
    ['no claim of the LAO: no difference', { self: null, team: { points: 3 } }, []],
    ['not as the rule gives', { given: { rule: deadline }, team: { points: 5, measure: late } }, ['override-missing']],
    [
      'not as the rule gives, with a reason',
      { given: { rule: deadline }, team: { points: 5, measure: late, overrideReason: 'มีหนังสือขยายเวลา' } },
      [],
    ],
    ['as the rule gives', { given: { rule: deadline }, self: 0, team: { points: 0, measure: late } }, []],
    ['a measure, but no points yet', { given: { rule: deadline }, team: { measure: late } }, ['not-scored']],
    ['evidence nobody opened', { team: { points: 5 }, review: { seen: [] } }, ['not-seen']],
    ['to be looked at live', { given: { systems: ['e-LAAS'] } }, ['not-scored', 'look-live']],
    ['scored without a look', { given: { systems: ['e-LAAS'] }, team: { points: 5 } }, ['look-live']],
    ['looked at live', { given: { systems: ['e-LAAS'] }, review: { liveChecks: [look('i01')] } }, ['not-scored']],
    [
      'a look for another indicator',
      { given: { systems: ['e-LAAS'] }, review: { liveChecks: [look('i02')] } },
      ['not-scored', 'look-live'],
    ],
    ['nothing to look at', { given: { systems: ['e-LAAS'], notApplicable: 'remove' }, team: excused }, []],
    ['flagged', { team: { points: 5, flagged: true } }, ['flagged']],
    ['removed as not applicable', { ...bare, team: { ...excused, points: 3 } }, []],
    ['full points as not applicable', { ...bare, given: { notApplicable: 'full-points' }, self: 0, team: excused }, []],
    ['not applicable where that is not allowed', { given: { notApplicable: 'never' }, team: excused }, ['not-scored']],
    ['a pilot has to be scored too', { given: { pilot: true } }, ['not-scored']],
    ['not for this type of LAO', { given: { appliesTo: ['provincial_admin_org'] } }, []],
  ])('%s', (_, given, expected) => {
    expect(gapsOf(given)).toEqual(expected);
  });

  test('the LAO claims more than its own measure gives', () => {
    const answer = { indicator: 'i01', selfPoints: 5, measure: late, note: '' };
    const of = (selfPoints: number | null) =>
      gapsOf({
        given: { rule: deadline },
        team: { points: 5, differenceReason: 'x' },
        manifest: { answers: [{ ...answer, selfPoints }] },
      });
    expect(of(5)).toEqual(['self-above-rule']);
    expect(of(0)).toEqual([]);
    expect(of(null)).toEqual([]);
  });

  test('come in the order of the list, with indicators in the instrument’s order and unseen files', () => {
    const instrument = instrumentOf([indicator('i02', 1), indicator('i01', 1), indicator('i03', 1)]);
    const manifest = manifestOf({}, { evidence: [file('e01', 'i01', 'i02'), file('e02', 'i03'), file('e03')] });
    expect(findGaps(instrument, manifest, { ...emptyReview, seen: ['e02'] }, noAmendments)).toEqual([
      { kind: 'not-scored', indicators: ['i02', 'i01', 'i03'], evidence: [] },
      { kind: 'not-seen', indicators: ['i02', 'i01'], evidence: ['e01', 'e03'] },
    ]);
  });

  test('an unanswered, unattached indicator says both', () => {
    expect(blockingGaps).toContain('not-scored');
    const gaps = findGaps(instrumentOf([indicator('i01', 1)]), manifestOf(), emptyReview, noAmendments);
    expect(gaps.map(({ kind }) => kind)).toEqual(['not-scored', 'no-evidence']);
  });

  describe('of an amended submission', () => {
    const before = manifestOf({ i01: 5 }, { evidence: [file('e01', 'i01')] });
    const changesTo = (after: Partial<SubmissionManifest>) =>
      compareSubmissions(before, { ...before, ...after }).byIndicator;
    const replaced = changesTo({ evidence: [{ ...file('e01', 'i01'), sha256: 'b'.repeat(64) }] });
    const renamed = changesTo({ evidence: [{ ...file('e01', 'i01'), title: 'ชื่อใหม่' }] });
    const lost = new Map([
      ['c1', { evidence: 'e01', title: 'เดิม', sha256: 'a'.repeat(64), isLost: true, found: null } as const],
    ]);
    const moved = new Map([['c1', { ...lost.get('c1')!, isLost: false }]]);

    test.each<[string, Case, readonly GapKind[]]>([
      ['a score on other evidence', { team: { points: 5 }, amendments: { changes: replaced } }, ['evidence-changed']],
      ['settled as not applicable', { team: excused, amendments: { changes: replaced } }, ['evidence-changed']],
      ['nothing scored yet', { amendments: { changes: replaced } }, ['not-scored']],
      ['another title is no other evidence', { team: { points: 5 }, amendments: { changes: renamed } }, []],
      ['what is cited was taken back', { team: { points: 5 }, amendments: { cited: lost } }, ['not-cited']],
      ['what is cited has another id', { team: { points: 5 }, amendments: { cited: moved } }, []],
      ['0 points need no proof', { self: 0, team: { points: 0 }, amendments: { cited: lost } }, []],
      ['replaced and not opened again', { team: { points: 5 }, amendments: { seen: new Set() } }, ['not-seen']],
      ['opened under another id', { review: { seen: [] }, amendments: { seen: new Set(['e01']) } }, ['not-scored']],
    ])('%s', (_, given, expected) => {
      expect(gapsOf(given)).toEqual(expected);
    });

    test('the missing citation names what is cited in vain', () => {
      const review: Review = {
        ...emptyReview,
        indicators: { i01: { ...untouched, points: 5 } },
        citations: [{ id: 'c1', indicator: 'i01', evidence: 'e01', annotation: null, citedOn: 'm1' }],
        seen: ['e01'],
      };
      const gaps = findGaps(instrumentOf([indicator('i01', 1)]), before, review, { ...noAmendments, cited: lost });
      expect(gaps).toEqual([{ kind: 'not-cited', indicators: ['i01'], evidence: ['e01'] }]);
    });
  });

  test('what stops signing is counted once for each indicator, and apart for those that are settled', () => {
    const gaps = [
      { kind: 'not-scored', indicators: ['i01'], evidence: [] },
      { kind: 'evidence-changed', indicators: ['i02', 'i03'], evidence: [] },
      { kind: 'not-cited', indicators: ['i02'], evidence: [] },
      { kind: 'flagged', indicators: ['i04'], evidence: [] },
    ] as const;
    expect(blockedIndicators(gaps)).toEqual(['i01', 'i02', 'i03']);
    expect(countToFix(gaps)).toBe(2);
    expect(countToFix(gaps.slice(1))).toBe(2);
  });
});
