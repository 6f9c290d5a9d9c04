import type { WebAnnotation } from '#common/domain/annotation.ts';
import { isSameJson } from '#common/domain/canonical-json.ts';
import { isRecord } from '#common/domain/guards.ts';
import { isBlank } from '#common/domain/is-blank.ts';
import { allowedPoints, checkMeasure } from '#common/domain/rule.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import type { Indicator, Instrument } from '#common/domain/instrument.ts';
import type { Review } from '#common/domain/review.ts';
import type { Change } from '#common/domain/review-event.ts';
import { isRedaction, withoutQuote } from '#common/domain/redaction.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { fromWebAnnotation } from '#common/domain/web-annotation.ts';

interface Ground {
  readonly instrument: Instrument;
  readonly manifest: SubmissionManifest;
  readonly review: Review;
}

/** Changes that only main makes, at their own time. */
const reserved: readonly Change['type'][] = [
  'submission.received',
  'team-evidence.added',
  'review.finalised',
  'review.reopened',
];

/**
 * Why this change cannot be made on this submission, or null. The page is not trusted: an event that the rule does not
 * allow would make the signed package invalid, so it never enters the log.
 */
export function problemOf(change: Change, ground: Ground): string | null {
  if (reserved.includes(change.type)) return 'type';
  switch (change.type) {
    case 'score.set':
      return onIndicator(change.payload.indicator, ground, ({ rule }) =>
        change.payload.points === null || allowedPoints(rule).includes(change.payload.points) ? null : 'points',
      );
    case 'measure.set':
      return onIndicator(change.payload.indicator, ground, ({ rule }) => {
        const { measure } = change.payload;
        if (measure === null) return null;
        return rule.kind === measure.kind && checkMeasure(rule, measure) === null ? null : 'measure';
      });
    case 'not-applicable.set':
      return onIndicator(change.payload.indicator, ground, ({ notApplicable }) => {
        const { value } = change.payload;
        if (value === null) return null;
        if (notApplicable === 'never') return 'notApplicable';
        return isBlank(value.reason) ? 'reason' : isBlank(value.agreedBy) ? 'agreedBy' : null;
      });
    case 'reason.set':
    case 'remark.set':
    case 'flag.set':
    case 'confidence.set':
    case 'request.set':
      return onIndicator(change.payload.indicator, ground, () => null);
    case 'certificate.set':
      return onIndicator(change.payload.indicator, ground, () =>
        change.payload.evidence === null || hasEvidence(ground, change.payload.evidence) ? null : 'evidence',
      );
    case 'live-check.set':
      return onIndicator(change.payload.indicator, ground, () => {
        const { screenshot } = change.payload;
        return screenshot === null || hasTeamEvidence(ground, screenshot) ? null : 'screenshot';
      });
    case 'citation.added':
      return onIndicator(change.payload.indicator, ground, () => problemOfCitation(change.payload, ground));
    case 'annotation.created':
    case 'annotation.updated':
      return problemOfAnnotation(change.payload.annotation);
    case 'evidence.seen':
      return hasEvidence(ground, change.payload.evidence) ? null : 'evidence';
    default:
      return null;
  }
}

function onIndicator(id: string, ground: Ground, check: (indicator: Indicator) => string | null): string | null {
  const found = applicableIndicators(ground.instrument, ground.manifest.lao.type).find((one) => one.id === id);
  return found === undefined ? 'indicator' : check(found);
}

function problemOfCitation(citation: { evidence: string; annotation: string | null }, ground: Ground): string | null {
  if (!hasEvidence(ground, citation.evidence)) return 'evidence';
  if (citation.annotation === null) return null;
  const mark = ground.review.marks.find(({ id }) => id === citation.annotation);
  // A mark on what was replaced since proves nothing.
  const files = [...ground.manifest.evidence, ...ground.review.teamEvidence];
  const isHere = files.some(({ sha256 }) => sha256 === mark?.sha256);
  return mark !== undefined && isHere && !isRedaction(mark) ? null : 'annotation';
}

/** A redaction must say what to hide, and must not repeat it: the history leaves with the package. */
function problemOfAnnotation(annotation: WebAnnotation): string | null {
  const { 'lpa:mark': own } = annotation;
  if (!isRecord(own) || own.kind !== 'redaction') return null;
  if (!isSameJson(withoutQuote(annotation), annotation)) return 'quote';
  return fromWebAnnotation(annotation) === null ? 'annotation' : null;
}

/** What can be cited or opened: the LAO's files and links, the team's own files and live checks. */
const hasEvidence = (ground: Ground, id: string): boolean =>
  ground.manifest.evidence.some((item) => item.id === id) ||
  ground.manifest.links.some((link) => link.id === id) ||
  ground.review.liveChecks.some((check) => check.id === id) ||
  hasTeamEvidence(ground, id);

const hasTeamEvidence = ({ review }: Ground, id: string): boolean => review.teamEvidence.some((item) => item.id === id);
