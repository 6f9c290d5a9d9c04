import { assertNever } from './assert-never.ts';
import type { Change } from './review-event.ts';
import { fromWebAnnotation } from './web-annotation.ts';

/** Indicators that a change speaks of, as far as its own payload says: a removal names only what it removes. */
export function concernedBy(change: Change): readonly string[] {
  switch (change.type) {
    case 'measure.set':
    case 'score.set':
    case 'reason.set':
    case 'remark.set':
    case 'not-applicable.set':
    case 'flag.set':
    case 'confidence.set':
    case 'citation.added':
    case 'certificate.set':
    case 'request.set':
    case 'live-check.set':
      return [change.payload.indicator];
    case 'annotation.created':
    case 'annotation.updated': {
      const mark = fromWebAnnotation(change.payload.annotation);
      return mark === null ? [] : [mark.indicator];
    }
    case 'team-evidence.added':
      return change.payload.indicators;
    case 'annotation.deleted':
    case 'citation.removed':
    case 'certificate.removed':
    case 'request.removed':
    case 'live-check.removed':
    case 'team-evidence.removed':
    case 'evidence.seen':
    case 'pages.seen':
    case 'visit.set':
    case 'team.set':
    case 'submission.received':
    case 'review.finalised':
    case 'review.reopened':
      return [];
    default:
      return assertNever(change);
  }
}
