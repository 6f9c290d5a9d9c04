import { describe, expect, test } from 'vitest';
import { historyOf, indicator, instrumentOf, manifestOf, score } from '#tests/support/review-builder.ts';
import { emptyReview, reduceReview } from '#common/domain/reduce-review.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import type { Change } from '#common/domain/review-event.ts';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { buildEvidenceFile, buildReviewFile } from './build-review-file.ts';
import { EvidenceFile, ReviewFile } from './review-schema.ts';

const text = { th: 'ก', en: 'a' };
const instrument = instrumentOf([
  indicator('i01', 1),
  indicator('i02', 1),
  indicator('i03', 2, {
    rule: {
      kind: 'checklist',
      items: ['c1', 'c2'].map((id) => ({ id, text })),
      steps: [
        { atLeast: 2, points: 5 },
        { atLeast: 1, points: 3 },
        { atLeast: 0, points: 0 },
      ],
    },
  }),
  indicator('i04', 2, { appliesTo: ['provincial_admin_org'] }),
]);
const manifest = manifestOf(
  { i01: 5, i02: 5, i03: 5 },
  {
    evidence: [
      {
        id: 'e01',
        indicators: ['i01'],
        title: 'ปค.1 หนังสือรับรอง',
        path: 'evidence/e01.pdf',
        sha256: 'c'.repeat(64),
        size: 1234,
        mediaType: 'application/pdf',
      },
    ],
    links: [{ id: 'l01', indicators: ['i03'], title: 'เว็บไซต์ อปท.', url: 'https://example.go.th/lpa' }],
  },
);
const mark = {
  id: '3f0c9a52-ac96-474b-bcce-b302099a8057',
  evidence: 'e01',
  sha256: 'c'.repeat(64),
  indicator: 'i01',
  page: 6,
  kind: 'note',
  rects: [{ x: 1, y: 2, width: 0, height: 0 }],
  strokes: [],
  colour: 'blue',
  stamp: '',
  quote: null,
  comment: '',
  author: { id: '4f0c9a52-ac96-474b-bcce-b302099a8057', name: 'ปาริชาต' },
  createdAt: '2024-07-05T04:42:07.123Z',
  modifiedAt: '2024-07-05T04:42:07.123Z',
} as const;
const cite = (id: string, at: string, evidence: string, annotation: string | null): Change => ({
  type: 'citation.added',
  payload: { id, indicator: at, evidence, annotation },
});
const { events } = historyOf(
  score('i01', 3),
  { type: 'reason.set', payload: { indicator: 'i01', about: 'difference', text: 'ไม่พบ ปค.6' } },
  { type: 'annotation.created', payload: { annotation: toWebAnnotation(mark) } },
  cite('c1', 'i01', 'e01', null),
  cite('c2', 'i03', 'l01', null),
  cite('c3', 'i01', 'e01', mark.id),
  cite('c4', 'i03', 'gone', null),
  { type: 'not-applicable.set', payload: { indicator: 'i02', value: { reason: 'ไม่มี', agreedBy: 'ทีม 4 คน' } } },
  { type: 'measure.set', payload: { indicator: 'i03', measure: { kind: 'checklist', ticked: ['c2'] } } },
  score('i03', 3),
  { type: 'review.finalised', payload: { statement: 'ขอรับรอง' } },
);

const build = (history = events) => {
  const review = reduceReview(history);
  return buildReviewFile({
    manifest,
    manifestDigest: 'd'.repeat(64),
    instrument,
    instrumentDigest: 'e'.repeat(64),
    review,
    totals: computeTotals(instrument, manifest, review),
    cited: new Map(),
    software: { name: 'LPA Assessor', version: '0.1.0' },
  });
};

describe('review.json', () => {
  test('fits its schema and says what was judged, proposed, excused and cited', () => {
    const file = build();
    expect(ReviewFile.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
    expect(file.indicators.map((one) => [one.indicator, one.self, one.team, one.proposed])).toEqual([
      ['i01', 5, 3, null],
      ['i02', 5, null, null],
      ['i03', 5, 3, 3],
    ]);
    expect(file.indicators[0]!.citations).toEqual([
      { number: 1, evidence: 'e01', sha256: 'c'.repeat(64), title: 'ปค.1 หนังสือรับรอง', page: null, annotation: null },
      { number: 2, evidence: 'e01', sha256: 'c'.repeat(64), title: 'ปค.1 หนังสือรับรอง', page: 6, annotation: mark.id },
    ]);
    expect(file.indicators[2]!.citations).toMatchObject([
      { number: 1, sha256: null, title: 'เว็บไซต์ อปท.' },
      { number: 2, sha256: null, title: 'gone' },
    ]);
    expect(file.indicators[1]!.notApplicable).toEqual({ reason: 'ไม่มี', agreedBy: 'ทีม 4 คน' });
    expect(file.totals).toMatchObject({ full: 10, self: 10, team: 6, teamOverall: { deciding: '60.00' } });
    expect(file.finalised).toEqual({ at: '2024-07-05T02:00:11.000Z', by: 'ผู้ประเมิน a1', event: events[10]!.id });
  });

  test('takes the team from the order until somebody records it', () => {
    expect(build().team).toEqual({
      team: 'ทีมประเมินที่ 3',
      orderNumber: '2145/2567',
      orderDate: '2024-05-14',
      visitedOn: '2024-07-05',
      place: 'ห้องประชุมสภาเทศบาล',
      members: [{ name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' }],
    });
    const team = { ...build().team, place: 'ศาลากลาง', visitedOn: null };
    const history = historyOf(
      { type: 'team.set', payload: team },
      { type: 'review.finalised', payload: { statement: '' } },
    );
    expect(build(history.events).team).toEqual(team);
  });

  test('is made only of a finalised review', () => {
    expect(() => build(events.slice(0, -1))).toThrow('finalised');
  });
});

test('evidence.json lists every file with its digest and state, and the links', () => {
  const file = buildEvidenceFile(manifest, emptyReview, [{ id: 'e01', status: 'quarantined' }]);
  expect(EvidenceFile.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
  expect(file.evidence).toEqual([
    {
      id: 'e01',
      title: 'ปค.1 หนังสือรับรอง',
      sha256: 'c'.repeat(64),
      size: 1234,
      mediaType: 'application/pdf',
      status: 'quarantined',
    },
  ]);
  expect(file.links).toEqual([{ id: 'l01', title: 'เว็บไซต์ อปท.', url: 'https://example.go.th/lpa' }]);
  expect(buildEvidenceFile(manifest, emptyReview, []).evidence[0]!.status).toBe('missing');
});
