import { z } from 'zod';
import type * as domain from '#common/domain/submission.ts';
import { Measure } from './instrument-schema.ts';
import { isoDate, isoInstant, LaoType, line, localId, prose, sha256Hex, Text } from './primitives.ts';

export const Lao = z.object({
  code: z.string().regex(/^\d{8}$/),
  name: line.min(1),
  type: LaoType,
  district: line,
  province: line,
});

const member = z.object({ name: line.min(1), title: line });

/** Files of evidence that one submission may have; every limit on the way to a signed package follows from it. */
export const mostEvidence = 10_000;

/** The manifest of a submission; the payload of `manifest.jws` in a `.lpasub` bundle. Unknown fields are kept. */
export const SubmissionManifest = z.looseObject({
  format: z.literal('lpa-submission/1'),
  id: z.uuid(),
  revision: z.int().min(1),
  issuedAt: isoInstant,
  lao: Lao,
  round: z.object({
    id: localId,
    year: z.int().min(2500).max(2700),
    title: Text,
    deadline: z.object({
      original: isoDate,
      extended: z.object({ until: isoDate, letter: line }).nullable(),
    }),
  }),
  assignment: z.object({
    team: line,
    order: z.object({ number: line, date: isoDate }),
    visit: z.object({ date: isoDate, time: z.string().max(5).nullable(), place: line }).nullable(),
    members: z.array(member).max(20),
  }),
  instrument: z.object({ id: localId, version: z.string().min(1).max(40), digest: sha256Hex }),
  answers: z
    .array(
      z.object({
        indicator: localId,
        selfPoints: z.int().min(0).max(100).nullable(),
        measure: Measure.nullable(),
        note: prose,
      }),
    )
    .max(1000),
  evidence: z
    .array(
      z.object({
        id: localId,
        indicators: z.array(localId).max(100),
        title: line.min(1),
        path: z.string().regex(/^evidence\/[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/),
        sha256: sha256Hex,
        size: z
          .int()
          .min(0)
          .max(8 * 1024 ** 3),
        mediaType: z.string().max(120),
      }),
    )
    .max(mostEvidence),
  links: z
    .array(
      z.object({
        id: localId,
        indicators: z.array(localId).max(100),
        title: line.min(1),
        url: z
          .string()
          .max(2000)
          .regex(/^https?:\/\//),
      }),
    )
    .max(5_000),
  survey: z.array(z.object({ question: line, score: z.int().min(1).max(5) })).max(100),
  certification: z.object({
    form: line,
    name: line,
    position: line,
    certifiedOn: isoDate,
    receivedOn: isoDate.nullable(),
  }),
}) satisfies z.ZodType<domain.SubmissionManifest>;
