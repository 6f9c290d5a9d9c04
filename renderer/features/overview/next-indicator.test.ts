import { expect, test } from 'vitest';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import type { Gap } from '#common/domain/gaps.ts';
import { nextIndicator } from './next-indicator.ts';

const detail = (lastIndicator: string | null) =>
  ({
    instrument: { indicators: ['i1', 'i2', 'i3', 'i4'].map((id) => ({ id, number: id })) },
    summary: { lastIndicator },
  }) as unknown as Pick<SubmissionDetail, 'instrument' | 'summary'>;
const snapshot = (gaps: readonly Gap[], finalised = false) =>
  ({ gaps, review: { finalised: finalised ? { at: '', by: '', event: '' } : null } }) as unknown as Pick<
    ReviewSnapshot,
    'gaps' | 'review'
  >;
const open = (...indicators: string[]): Gap => ({ kind: 'not-scored', indicators, evidence: [] });

test('goes on from the indicator touched last', () => {
  expect(nextIndicator(detail('i2'), snapshot([open('i1', 'i3', 'i4')]))?.id).toBe('i3');
});

test('comes back to the first open one when nothing is open further on', () => {
  expect(nextIndicator(detail('i4'), snapshot([open('i1')]))?.id).toBe('i1');
});

test('when all are scored, goes to what stops signing; remarks do not', () => {
  const cited: Gap = { kind: 'not-cited', indicators: ['i2'], evidence: [] };
  const flagged: Gap = { kind: 'flagged', indicators: ['i1'], evidence: [] };
  expect(nextIndicator(detail(null), snapshot([flagged, cited]))?.id).toBe('i2');
  expect(nextIndicator(detail(null), snapshot([flagged]))).toBeNull();
});

test('nothing to go on with in a locked review', () => {
  expect(nextIndicator(detail(null), snapshot([open('i1')], true))).toBeNull();
});
