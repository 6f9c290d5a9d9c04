import { expect, test } from 'vitest';
import { historyOf, manifestOf } from '#tests/support/review-builder.ts';
import { certificate, liveCheck, liveCheckSet, teamFile, teamFileAdded } from '#tests/support/visit-builder.ts';
import { citableItems } from './citable.ts';
import { reduceReview } from './reduce-review.ts';
import { citedEvidence } from './report-citations.ts';
import type { Change } from './review-event.ts';

const item = {
  id: 'e01',
  indicators: ['i01'],
  title: 'ภาพตลาด',
  path: 'evidence/e01.jpg',
  sha256: 'c'.repeat(64),
  size: 1,
  mediaType: 'image/jpeg',
};
const manifest = manifestOf(
  {},
  { evidence: [item], links: [{ id: 'l01', indicators: ['i01'], title: 'เว็บไซต์', url: 'https://example.go.th' }] },
);
const cite = (id: string, evidence: string): Change => ({
  type: 'citation.added',
  payload: { id, indicator: 'i01', evidence, annotation: null },
});
const reviewOf = (...changes: readonly Change[]) => reduceReview(historyOf(...changes).events);

test('everything that can be cited has a title and says whose it is', () => {
  const items = citableItems(manifest, reviewOf(teamFileAdded(), liveCheckSet()));
  expect(Object.fromEntries(items)).toEqual({
    e01: { title: 'ภาพตลาด', sha256: item.sha256, kind: 'file', isImage: true },
    l01: { title: 'เว็บไซต์', sha256: null, kind: 'link', isImage: false },
    [teamFile().id]: { title: teamFile().title, sha256: teamFile().sha256, kind: 'team-file', isImage: true },
    [liveCheck().id]: { title: 'e-LAAS · 2024-07-05', sha256: null, kind: 'live-check', isImage: false },
  });
});

test('an LAO’s file is never taken for the team’s, even under its id', () => {
  const twin = { ...manifest, evidence: [{ ...item, id: teamFile().id }] };
  expect(citableItems(twin, reviewOf(teamFileAdded())).get(teamFile().id)?.kind).toBe('file');
});

test('print says what the team brought and looked at itself', () => {
  const review = reviewOf(
    teamFileAdded(),
    liveCheckSet(),
    { type: 'certificate.set', payload: certificate() },
    cite('c1', 'e01'),
    cite('c2', teamFile().id),
    cite('c3', liveCheck().id),
  );
  const input = { manifest, review, cited: new Map() };
  expect(citedEvidence({ ...input, language: 'th', digits: 'thai' }, 'i01')).toEqual([
    'ภาพตลาด',
    'ภาพป้ายหน้าสำนักงาน ๑ (หลักฐานจากทีม)',
    'e-LAAS ตรวจเชิงประจักษ์เมื่อ ๕ ก.ค. ๒๕๖๗',
  ]);
  expect(citedEvidence({ ...input, language: 'en', digits: 'arabic' }, 'i01').slice(1)).toEqual([
    'ภาพป้ายหน้าสำนักงาน 1 (brought by the team)',
    'e-LAAS, live check of 5 Jul 2567 BE',
  ]);
});
