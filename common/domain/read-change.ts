import { isShallow } from './canonical-json.ts';
import { dayNumber } from './calendar-day.ts';
import { isList, isLocalId, isPoints, isRecord, isText, isTextOrNull } from './guards.ts';
import { parseDecimal } from './rational.ts';
import type { Change, ReviewEvent } from './review-event.ts';

type Payload = Readonly<Record<string, unknown>>;
type Check = (payload: Payload) => boolean;

const isDecimal = (value: unknown): boolean => parseDecimal(value) !== null;
const isDayOrNull = (value: unknown): boolean => value === null || dayNumber(value) !== null;
const isNamed = (value: unknown): boolean => isRecord(value) && isText(value.name) && isText(value.title);

const isMeasure: Check = (measure) =>
  (measure.kind === 'percent' && isDecimal(measure.numerator) && isDecimal(measure.denominator)) ||
  (measure.kind === 'checklist' && isList(measure.ticked) && measure.ticked.every(isLocalId)) ||
  (measure.kind === 'deadline' && isDayOrNull(measure.doneOn));

const isAnnotation = (value: unknown): boolean =>
  isRecord(value) && isText(value.id) && value.id !== '' && value.type === 'Annotation';

const isPageNumber = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value > 0;

const isPlace = (value: unknown): boolean =>
  value === null || (isRecord(value) && typeof value.latitude === 'number' && typeof value.longitude === 'number');

const isTeamEvidence: Check = ({ id, indicators, title, sha256, size, mediaType, how, addedAt, takenAt, place }) =>
  isLocalId(id) &&
  isList(indicators) &&
  indicators.every(isLocalId) &&
  [title, sha256, mediaType, addedAt].every(isText) &&
  typeof size === 'number' &&
  ['camera', 'paste', 'drop', 'file'].includes(how as string) &&
  isTextOrNull(takenAt) &&
  isPlace(place);

/** What the payload of each known type must look like; extra members do no harm. */
const checks: Readonly<Record<Change['type'], Check>> = {
  'submission.received': ({ manifest, instrument }) =>
    isText(manifest) && isRecord(instrument) && isText(instrument.id) && isText(instrument.digest),
  'measure.set': ({ indicator, measure }) =>
    isLocalId(indicator) && (measure === null || (isRecord(measure) && isMeasure(measure))),
  'score.set': ({ indicator, points }) => isLocalId(indicator) && (points === null || isPoints(points)),
  'reason.set': ({ indicator, about, text }) =>
    isLocalId(indicator) && (about === 'difference' || about === 'override') && isText(text),
  'remark.set': ({ indicator, text }) => isLocalId(indicator) && isText(text),
  'not-applicable.set': ({ indicator, value }) =>
    isLocalId(indicator) && (value === null || (isRecord(value) && isText(value.reason) && isText(value.agreedBy))),
  'flag.set': ({ indicator, flagged }) => isLocalId(indicator) && typeof flagged === 'boolean',
  'annotation.created': ({ annotation }) => isAnnotation(annotation),
  'annotation.updated': ({ annotation }) => isAnnotation(annotation),
  'annotation.deleted': ({ id }) => isText(id),
  'citation.added': ({ id, indicator, evidence, annotation }) =>
    isText(id) && isLocalId(indicator) && isLocalId(evidence) && isTextOrNull(annotation),
  'citation.removed': ({ id }) => isText(id),
  'evidence.seen': ({ evidence }) => isLocalId(evidence),
  'pages.seen': ({ sha256, pages }) => isText(sha256) && isList(pages) && pages.every(isPageNumber),
  'confidence.set': ({ indicator, confidence }) =>
    isLocalId(indicator) && (confidence === null || ['high', 'medium', 'low'].includes(confidence as string)),
  'certificate.set': ({ id, indicator, issuer, title, issuedOn, signer, evidence }) =>
    isLocalId(id) &&
    isLocalId(indicator) &&
    [issuer, title, signer].every(isText) &&
    isDayOrNull(issuedOn) &&
    (evidence === null || isLocalId(evidence)),
  'certificate.removed': ({ id }) => isLocalId(id),
  'request.set': ({ id, indicator, kind, text, done }) =>
    isLocalId(id) &&
    isLocalId(indicator) &&
    (kind === 'paper' || kind === 'question') &&
    isText(text) &&
    typeof done === 'boolean',
  'request.removed': ({ id }) => isLocalId(id),
  'live-check.set': ({ id, indicator, address, at, seen, by, presence, screenshot }) =>
    isLocalId(id) &&
    isLocalId(indicator) &&
    [address, at, seen, by, presence].every(isText) &&
    (screenshot === null || isLocalId(screenshot)),
  'live-check.removed': ({ id }) => isLocalId(id),
  'team-evidence.added': (payload) => isTeamEvidence(payload),
  'team-evidence.removed': ({ id }) => isLocalId(id),
  'visit.set': ({ date, begin, end, place, orderNumber, team, lao, note }) =>
    dayNumber(date) !== null &&
    [begin, end].every(isTextOrNull) &&
    [place, orderNumber, note].every(isText) &&
    [team, lao].every((people) => isList(people) && people.every(isNamed)),
  'team.set': ({ team, orderNumber, orderDate, visitedOn, place, members }) =>
    [team, orderNumber, orderDate, place].every(isText) &&
    isTextOrNull(visitedOn) &&
    isList(members) &&
    members.every(isNamed),
  'review.finalised': ({ statement }) => isText(statement),
  'review.reopened': ({ reason }) => isText(reason),
};

/** The change that an event carries; null for a type of a newer version and for a payload that breaks its type. */
export function readChange(event: Pick<ReviewEvent, 'type' | 'payload'>): Change | null {
  const { type, payload } = event;
  if (!Object.hasOwn(checks, type) || !isRecord(payload) || !isShallow(payload)) return null;
  return checks[type as Change['type']](payload) ? ({ type, payload } as unknown as Change) : null;
}
