import { expect, test } from 'vitest';
import { emptyReview } from '#common/domain/reduce-review.ts';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { manifestOf } from '#tests/support/review-builder.ts';
import { placeContent } from './place-content.ts';

const sha256 = 'a'.repeat(64);
const brought = (...indicators: string[]): TeamEvidence => ({
  id: 'team-new',
  indicators,
  title: 'ภาพ',
  sha256,
  size: 3,
  mediaType: 'image/png',
  how: 'file',
  addedAt: '2024-07-05T10:30:00Z',
  takenAt: null,
  place: null,
});
const ofLao = (...indicators: string[]) =>
  manifestOf(
    {},
    {
      evidence: [
        { id: 'e1', indicators, title: 'ของ อปท.', path: 'evidence/1', sha256, size: 3, mediaType: 'image/png' },
      ],
    },
  );
const ground = { manifest: manifestOf(), evidence: [{ id: 'e1', status: 'ready' }], review: emptyReview };
const own = { ...emptyReview, teamEvidence: [{ ...brought('i01'), id: 'team-old', by: 'ธนพล' }] };

test('new content is added', () => {
  expect(placeContent(brought('i01'), ground)).toEqual({ outcome: 'added', payload: brought('i01') });
});

test('known content gets the further indicators under its first name, once', () => {
  expect(placeContent(brought('i01', 'i02'), { ...ground, review: own })).toEqual({
    outcome: 'placed',
    payload: { ...brought('i01', 'i02'), id: 'team-old' },
  });
  expect(placeContent(brought('i01'), { ...ground, review: own })).toMatchObject({
    outcome: 'already-here',
    id: 'team-old',
  });
});

test('what the LAO attached there is the LAO’s; elsewhere, or where it cannot be opened, the team’s counts', () => {
  expect(placeContent(brought('i01'), { ...ground, manifest: ofLao('i01', 'i02') })).toMatchObject({
    outcome: 'of-lao',
    id: 'e1',
  });
  expect(placeContent(brought('i03'), { ...ground, manifest: ofLao('i01') }).outcome).toBe('added');
  const broken = [{ id: 'e1', status: 'quarantined' }];
  expect(placeContent(brought('i01'), { ...ground, manifest: ofLao('i01'), evidence: broken }).outcome).toBe('added');
});
