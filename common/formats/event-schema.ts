import { z } from 'zod';
import type * as domain from '#common/domain/review-event.ts';
import { isShallow } from '#common/domain/canonical-json.ts';
import type { WebAnnotation as WebAnnotationType } from '#common/domain/annotation.ts';
import { Measure } from './instrument-schema.ts';
import { isoDate, line, localId, prose, sha256Hex } from './primitives.ts';
import {
  Certificate,
  DocumentRequest,
  LiveCheck,
  liveCheckId,
  TeamEvidence,
  teamEvidenceId,
  VisitRecord,
} from './visit-schema.ts';

/** Any W3C annotation; limited in size and depth, fields we do not know are kept. */
const WebAnnotation = z
  .looseObject({ id: z.string().min(1).max(200), type: z.literal('Annotation') })
  .refine(
    (value) => isShallow(value, 32) && JSON.stringify(value).length <= 65_000,
    'annotation too large',
  ) as unknown as z.ZodType<WebAnnotationType, WebAnnotationType>;

const indicator = localId;

const change = <T extends string, P extends z.ZodType>(type: T, payload: P) =>
  z.object({ type: z.literal(type), payload });

const SubmissionReceived = z.object({
  manifest: sha256Hex,
  instrument: z.object({ id: localId, digest: sha256Hex }),
});

export const TeamRecord = z.object({
  team: line,
  orderNumber: line,
  orderDate: line,
  visitedOn: isoDate.nullable(),
  place: line,
  /** As many as a visit records: it is taken from there. */
  members: z.array(z.object({ name: line, title: line })).max(40),
});

export const Change = z.discriminatedUnion('type', [
  change('submission.received', SubmissionReceived),
  change('measure.set', z.object({ indicator, measure: Measure.nullable() })),
  change('score.set', z.object({ indicator, points: z.int().min(0).max(100).nullable() })),
  change('reason.set', z.object({ indicator, about: z.enum(['difference', 'override']), text: prose })),
  change('remark.set', z.object({ indicator, text: prose })),
  change(
    'not-applicable.set',
    z.object({ indicator, value: z.object({ reason: prose.min(1), agreedBy: line.min(1) }).nullable() }),
  ),
  change('flag.set', z.object({ indicator, flagged: z.boolean() })),
  change('annotation.created', z.object({ annotation: WebAnnotation })),
  change('annotation.updated', z.object({ annotation: WebAnnotation })),
  change('annotation.deleted', z.object({ id: z.string().max(200) })),
  change(
    'citation.added',
    z.object({ id: z.uuid(), indicator, evidence: localId, annotation: z.string().max(200).nullable() }),
  ),
  change('citation.removed', z.object({ id: z.uuid() })),
  change('evidence.seen', z.object({ evidence: localId })),
  change(
    'pages.seen',
    z.object({ sha256: sha256Hex, pages: z.array(z.int().min(1).max(1_000_000)).min(1).max(2000).readonly() }),
  ),
  change('confidence.set', z.object({ indicator, confidence: z.enum(['high', 'medium', 'low']).nullable() })),
  change('certificate.set', Certificate),
  change('certificate.removed', z.object({ id: z.uuid() })),
  change('request.set', DocumentRequest),
  change('request.removed', z.object({ id: z.uuid() })),
  change('live-check.set', LiveCheck),
  change('live-check.removed', z.object({ id: liveCheckId })),
  change('team-evidence.added', TeamEvidence),
  change('team-evidence.removed', z.object({ id: teamEvidenceId })),
  change('visit.set', VisitRecord),
  change('team.set', TeamRecord),
  change('review.finalised', z.object({ statement: prose })),
  change('review.reopened', z.object({ reason: prose })),
]) satisfies z.ZodType<domain.Change>;

/** One line of `events.ndjson`. Unknown types and fields of a newer version are kept. */
export const ReviewEvent = z.looseObject({
  id: z.uuid(),
  submission: z.uuid(),
  actor: z.object({ id: z.uuid(), name: line }),
  device: z.uuid(),
  clock: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-f]{8}$/),
  previous: sha256Hex.nullable(),
  undoes: z.uuid().optional(),
  redoes: z.uuid().optional(),
  type: z.string().max(60),
  payload: z.unknown(),
});
