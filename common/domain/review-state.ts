import type { WebAnnotation } from './annotation.ts';
import { assertNever } from './assert-never.ts';
import { isSameJson } from './canonical-json.ts';
import { instantOf } from './hybrid-clock.ts';
import { judge, type Judgements } from './judgements.ts';
import { untouched, type IndicatorReview, type Review, type ReviewCitation } from './review.ts';
import type { Change, Citation, ReviewEvent } from './review-event.ts';
import type { Certificate, DocumentRequest, LiveCheck, TeamEvidence } from './visit.ts';
import { annotationKey } from './web-annotation.ts';

/**
 * A review while its history is read. Deleted annotations and citations keep their place, so that bringing one back
 * also brings back its number.
 */
export interface ReviewState {
  received: Review['received'];
  firstReceived: string | null;
  begunOn: string | null;
  readonly judgements: Judgements;
  readonly indicators: Map<string, IndicatorReview>;
  readonly annotations: Map<string, Kept<WebAnnotation>>;
  readonly citations: Map<string, Kept<Citation>>;
  /** By citation id: the manifest in force when it was first added. */
  readonly citedOn: Map<string, string | null>;
  readonly seen: Map<string, string | null>;
  readonly pagesSeen: Map<string, ReadonlySet<number>>;
  team: Review['team'];
  visit: Review['visit'];
  readonly liveChecks: Map<string, Kept<LiveCheck>>;
  readonly teamEvidence: Map<string, Kept<TeamEvidence & { readonly by: string }>>;
  readonly requests: Map<string, Kept<DocumentRequest>>;
  readonly certificates: Map<string, Kept<Certificate>>;
  finalised: Review['finalised'];
  reopened: Review['reopened'];
}

interface Kept<T> {
  readonly value: T;
  readonly live: boolean;
}

export const startState = (): ReviewState => ({
  received: null,
  firstReceived: null,
  begunOn: null,
  judgements: new Map(),
  indicators: new Map(),
  annotations: new Map(),
  citations: new Map(),
  citedOn: new Map(),
  seen: new Map(),
  pagesSeen: new Map(),
  team: null,
  visit: null,
  liveChecks: new Map(),
  teamEvidence: new Map(),
  requests: new Map(),
  certificates: new Map(),
  finalised: null,
  reopened: null,
});

/** A finalised review is locked: nothing but reopening it has an effect, and only a locked one can be reopened. */
export const accepts = (state: ReviewState, change: Change): boolean =>
  (state.finalised !== null) === (change.type === 'review.reopened');

/** Applies an accepted change; the last writer of a field wins. */
export function apply(state: ReviewState, change: Change, event: ReviewEvent): void {
  const manifest = state.received?.manifest ?? null;
  if (change.type !== 'submission.received') state.begunOn ??= manifest;
  switch (change.type) {
    case 'submission.received':
      state.firstReceived ??= change.payload.manifest;
      state.received = change.payload;
      return;
    case 'measure.set': {
      const { indicator, measure } = change.payload;
      const judgedOn = judgedAfter(state, event, indicator, (before) => [before.measure, measure]);
      patch(state, indicator, event, { measure, judgedOn });
      return;
    }
    case 'score.set': {
      const { indicator, points } = change.payload;
      const judgedOn = judgedAfter(state, event, indicator, (before) => [before.points, points]);
      patch(state, indicator, event, { points, judgedOn });
      return;
    }
    case 'reason.set': {
      patch(state, change.payload.indicator, event, {
        [change.payload.about === 'difference' ? 'differenceReason' : 'overrideReason']: change.payload.text,
      });
      return;
    }
    case 'remark.set': {
      patch(state, change.payload.indicator, event, { remark: change.payload.text });
      return;
    }
    case 'not-applicable.set': {
      const { indicator, value: notApplicable } = change.payload;
      const judgedOn = judgedAfter(state, event, indicator, (before) => [before.notApplicable, notApplicable]);
      patch(state, indicator, event, { notApplicable, judgedOn });
      return;
    }
    case 'flag.set': {
      patch(state, change.payload.indicator, event, { flagged: change.payload.flagged });
      return;
    }
    case 'annotation.created':
      state.annotations.set(annotationKey(change.payload.annotation.id), {
        value: change.payload.annotation,
        live: true,
      });
      return;
    case 'annotation.updated': {
      update(state.annotations, annotationKey(change.payload.annotation.id), (kept) =>
        kept.live ? { value: change.payload.annotation, live: true } : kept,
      );
      return;
    }
    case 'annotation.deleted': {
      update(state.annotations, annotationKey(change.payload.id), ({ value }) => ({ value, live: false }));
      return;
    }
    case 'citation.added': {
      const { id, evidence } = change.payload;
      // One that comes back (undo) cites what it cited before, not what stands there now.
      if (state.citations.get(id)?.value.evidence !== evidence) state.citedOn.set(id, manifest);
      state.citations.set(id, { value: change.payload, live: true });
      return;
    }
    case 'citation.removed': {
      update(state.citations, change.payload.id, ({ value }) => ({ value, live: false }));
      return;
    }
    case 'evidence.seen':
      state.seen.set(change.payload.evidence, manifest);
      return;
    case 'pages.seen': {
      const { sha256, pages } = change.payload;
      state.pagesSeen.set(sha256, new Set([...(state.pagesSeen.get(sha256) ?? []), ...pages]));
      return;
    }
    case 'confidence.set': {
      patch(state, change.payload.indicator, event, { confidence: change.payload.confidence });
      return;
    }
    case 'certificate.set':
      state.certificates.set(change.payload.id, { value: change.payload, live: true });
      return;
    case 'request.set':
      state.requests.set(change.payload.id, { value: change.payload, live: true });
      return;
    case 'live-check.set':
      state.liveChecks.set(change.payload.id, { value: change.payload, live: true });
      return;
    case 'team-evidence.added': {
      // One that comes back (undo) was still brought by whoever brought it first.
      const by = state.teamEvidence.get(change.payload.id)?.value.by ?? event.actor.name;
      state.teamEvidence.set(change.payload.id, { value: { ...change.payload, by }, live: true });
      return;
    }
    case 'certificate.removed':
      remove(state.certificates, change.payload.id);
      return;
    case 'request.removed':
      remove(state.requests, change.payload.id);
      return;
    case 'live-check.removed':
      remove(state.liveChecks, change.payload.id);
      return;
    case 'team-evidence.removed':
      remove(state.teamEvidence, change.payload.id);
      return;
    case 'visit.set':
      state.visit = change.payload;
      return;
    case 'team.set':
      state.team = change.payload;
      return;
    case 'review.finalised':
      state.finalised = { at: instantOf(event.clock), by: event.actor.name, event: event.id };
      return;
    case 'review.reopened':
      state.finalised = null;
      state.reopened = { at: instantOf(event.clock), by: event.actor.name, reason: change.payload.reason };
      return;
    default:
      assertNever(change);
  }
}

/**
 * The manifest that an indicator is judged on once this event counts. Taking a value back is no judgement; setting the
 * same one again is, where it was judged on another manifest.
 */
function judgedAfter(
  state: ReviewState,
  event: ReviewEvent,
  indicator: string,
  values: (before: IndicatorReview) => readonly [unknown, unknown],
): string | null {
  const manifest = state.received?.manifest ?? null;
  const before = state.indicators.get(indicator) ?? untouched;
  const [was, is] = values(before);
  const judges = is !== null && (before.judgedOn !== manifest || !isSameJson(was, is));
  return judge(state.judgements, event, indicator, judges ? { manifest } : null);
}

function patch(state: ReviewState, indicator: string, event: ReviewEvent, fields: Partial<IndicatorReview>): void {
  const before = state.indicators.get(indicator) ?? untouched;
  state.indicators.set(indicator, { ...before, ...fields, changedAt: event.clock, changedBy: event.actor.name });
}

function update<T>(map: Map<string, Kept<T>>, key: string, next: (kept: Kept<T>) => Kept<T>): void {
  const kept = map.get(key);
  if (kept !== undefined) map.set(key, next(kept));
}

const remove = <T>(map: Map<string, Kept<T>>, key: string): void =>
  update(map, key, ({ value }) => ({ value, live: false }));

/** A citation falls away with its annotation, live check or file of the team, and comes back with it. */
export const liveCitations = (state: ReviewState): readonly ReviewCitation[] =>
  live(state.citations)
    .map((citation) => ({
      ...citation,
      citedOn: state.citedOn.get(citation.id) ?? null,
      annotation: citation.annotation === null ? null : annotationKey(citation.annotation),
    }))
    .filter(({ annotation }) => annotation === null || state.annotations.get(annotation)?.live === true)
    .filter(({ evidence }) => (state.teamEvidence.get(evidence) ?? state.liveChecks.get(evidence))?.live !== false);

export const live = <T>(map: ReadonlyMap<string, Kept<T>>): readonly T[] =>
  [...map.values()].filter((kept) => kept.live).map((kept) => kept.value);
