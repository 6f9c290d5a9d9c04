import { assertNever } from './assert-never.ts';
import { untouched } from './review.ts';
import type { Change } from './review-event.ts';
import type { ReviewState } from './review-state.ts';
import { annotationKey } from './web-annotation.ts';

/** What a change writes to; null for changes that are never undone. */
export function fieldOf(change: Change): string | null {
  switch (change.type) {
    case 'measure.set':
    case 'score.set':
    case 'remark.set':
    case 'not-applicable.set':
    case 'flag.set':
    case 'confidence.set':
      return `${change.type} ${change.payload.indicator}`;
    case 'reason.set':
      return `${change.payload.about} ${change.payload.indicator}`;
    case 'annotation.created':
    case 'annotation.updated':
      return `annotation ${annotationKey(change.payload.annotation.id)}`;
    case 'annotation.deleted':
      return `annotation ${annotationKey(change.payload.id)}`;
    case 'citation.added':
    case 'citation.removed':
      return `citation ${change.payload.id}`;
    case 'certificate.set':
    case 'certificate.removed':
    case 'request.set':
    case 'request.removed':
    case 'live-check.set':
    case 'live-check.removed':
    case 'team-evidence.added':
    case 'team-evidence.removed':
      return `${change.type.replace(/\.\w+$/, '')} ${change.payload.id}`;
    case 'visit.set':
      return 'visit';
    case 'team.set':
      return 'team';
    case 'submission.received':
    case 'evidence.seen':
    case 'pages.seen':
    case 'review.finalised':
    case 'review.reopened':
      return null;
    default:
      return assertNever(change);
  }
}

/**
 * The change that brings back what `change` is about to overwrite, so that it also says what stood there before. Null
 * where nothing can be brought back.
 */
export function restoring(state: ReviewState, change: Change): Change | null {
  switch (change.type) {
    case 'measure.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, measure: before(state, indicator).measure } };
    }
    case 'score.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, points: before(state, indicator).points } };
    }
    case 'reason.set': {
      const { indicator, about } = change.payload;
      const { differenceReason, overrideReason } = before(state, indicator);
      const text = about === 'difference' ? differenceReason : overrideReason;
      return { type: change.type, payload: { indicator, about, text } };
    }
    case 'remark.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, text: before(state, indicator).remark } };
    }
    case 'not-applicable.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, value: before(state, indicator).notApplicable } };
    }
    case 'flag.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, flagged: before(state, indicator).flagged } };
    }
    case 'confidence.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, confidence: before(state, indicator).confidence } };
    }
    case 'certificate.set':
    case 'certificate.removed':
      return restoringItem(state.certificates, change, 'certificate.set', 'certificate.removed');
    case 'request.set':
    case 'request.removed':
      return restoringItem(state.requests, change, 'request.set', 'request.removed');
    case 'live-check.set':
    case 'live-check.removed':
      return restoringItem(state.liveChecks, change, 'live-check.set', 'live-check.removed');
    case 'team-evidence.added':
    case 'team-evidence.removed':
      return restoringTeamEvidence(state, change);
    case 'visit.set':
      return state.visit === null ? null : { type: change.type, payload: state.visit };
    case 'annotation.created':
    case 'annotation.updated':
    case 'annotation.deleted':
      return restoringAnnotation(state, change);
    case 'citation.added':
    case 'citation.removed':
      return restoringCitation(state, change);
    case 'team.set':
      return state.team === null ? null : { type: change.type, payload: state.team };
    default:
      return null;
  }
}

export const before = (state: ReviewState, indicator: string) => state.indicators.get(indicator) ?? untouched;

type Of<T extends Change['type']> = Extract<Change, { readonly type: T }>;

function restoringAnnotation(
  state: ReviewState,
  change: Of<'annotation.created' | 'annotation.updated' | 'annotation.deleted'>,
): Change | null {
  const id = change.type === 'annotation.deleted' ? change.payload.id : change.payload.annotation.id;
  const kept = state.annotations.get(annotationKey(id));
  const exists = kept?.live === true;
  if (change.type === 'annotation.created' && !exists) return { type: 'annotation.deleted', payload: { id } };
  if (!exists) return null;
  return change.type === 'annotation.deleted'
    ? { type: 'annotation.created', payload: { annotation: kept.value } }
    : { type: change.type, payload: { annotation: kept.value } };
}

function restoringCitation(state: ReviewState, change: Of<'citation.added' | 'citation.removed'>): Change | null {
  const { id } = change.payload;
  const kept = state.citations.get(id);
  const exists = kept?.live === true;
  if (change.type === 'citation.added' && !exists) return { type: 'citation.removed', payload: { id } };
  return exists ? { type: 'citation.added', payload: kept.value } : null;
}

/** An item that was set comes back as it was; one that was not there is removed. */
function restoringItem(
  items: ReadonlyMap<string, { readonly value: { readonly id: string }; readonly live: boolean }>,
  change: { readonly payload: { readonly id: string } },
  set: Change['type'],
  removed: Change['type'],
): Change | null {
  const { id } = change.payload;
  const kept = items.get(id);
  if (kept?.live === true) return { type: set, payload: kept.value } as unknown as Change;
  return 'indicator' in change.payload ? ({ type: removed, payload: { id } } as unknown as Change) : null;
}

function restoringTeamEvidence(
  state: ReviewState,
  change: Of<'team-evidence.added' | 'team-evidence.removed'>,
): Change | null {
  const { id } = change.payload;
  const kept = state.teamEvidence.get(id);
  if (kept?.live !== true)
    return change.type === 'team-evidence.added' ? { type: 'team-evidence.removed', payload: { id } } : null;
  const { by: _by, ...payload } = kept.value;
  return { type: 'team-evidence.added', payload };
}
