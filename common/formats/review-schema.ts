import { z } from 'zod';
import { Measure } from './instrument-schema.ts';
import { isoInstant, line, localId, prose, sha256Hex, Text } from './primitives.ts';
import { Lao } from './submission-schema.ts';
import { TeamRecord } from './event-schema.ts';
import { Certificate, DocumentRequest, LiveCheck, TeamEvidence, VisitRecord } from './visit-schema.ts';

/** Where the file lies in the package, for the files that were put into it. */
const member = z.string().min(1).max(300).optional();

const percent = z
  .string()
  .regex(/^\d{1,3}\.\d\d$/)
  .nullable();

const overall = z.object({
  meanOfAspects: percent,
  pointsRatio: percent,
  deciding: percent,
  grade: localId.nullable(),
  passed: z.boolean().nullable(),
});

/** `review.json` of a review package: the result as signed. Everything in it can be recomputed from the events. */
export const ReviewFile = z.looseObject({
  format: z.literal('lpa-review/1'),
  submission: z.uuid(),
  manifest: sha256Hex,
  lao: Lao,
  round: z.object({ id: localId, year: z.int(), title: Text }),
  instrument: z.object({ id: localId, version: z.string(), digest: sha256Hex }),
  team: TeamRecord,
  finalised: z.object({ at: isoInstant, by: line, event: z.uuid() }),
  visit: VisitRecord.optional(),
  requests: z.array(DocumentRequest).optional(),
  indicators: z.array(
    z.object({
      indicator: localId,
      number: z.string(),
      aspect: z.int(),
      full: z.int(),
      pilot: z.boolean(),
      provincial: z.boolean(),
      self: z.int().nullable(),
      team: z.int().nullable(),
      proposed: z.int().nullable(),
      measure: Measure.nullable(),
      differenceReason: prose,
      overrideReason: prose,
      certificates: z.array(Certificate.omit({ indicator: true })).optional(),
      liveChecks: z.array(LiveCheck.omit({ indicator: true })).optional(),
      notApplicable: z.object({ reason: prose, agreedBy: line }).nullable(),
      citations: z.array(
        z.object({
          number: z.int(),
          evidence: localId,
          /** Null for a link. */
          sha256: sha256Hex.nullable(),
          title: line,
          page: z.int().nullable(),
          annotation: z.string().nullable(),
        }),
      ),
    }),
  ),
  aspects: z.array(
    z.object({
      aspect: z.int(),
      full: z.int(),
      self: z.int(),
      team: z.int(),
      selfPercent: percent,
      teamPercent: percent,
    }),
  ),
  totals: z.object({
    method: z.enum(['mean-of-aspects', 'points-ratio']),
    full: z.int(),
    self: z.int(),
    team: z.int(),
    teamOverall: overall,
    selfOverall: overall,
  }),
  software: z.object({ name: line, version: line }),
});
export type ReviewFile = z.infer<typeof ReviewFile>;

/** `evidence.json`: digests of what was judged, in the manifest's order. */
export const EvidenceFile = z.looseObject({
  format: z.literal('lpa-evidence/1'),
  submission: z.uuid(),
  evidence: z.array(
    z.object({
      id: localId,
      title: line,
      sha256: sha256Hex,
      size: z.int(),
      mediaType: line,
      status: z.enum(['ready', 'quarantined', 'missing']),
      member,
    }),
  ),
  links: z.array(z.object({ id: localId, title: line, url: z.string() })),
  team: z.array(TeamEvidence.extend({ by: line, member })).optional(),
  /** Which files the signer says to have put in; left out where none. */
  included: z.enum(['cited', 'all']).optional(),
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;
