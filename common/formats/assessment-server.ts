import { z } from 'zod';
import type { components } from './assessment-server-types.ts';
import { isoDate, isoInstant, LaoType, line, localId, sha256Hex, Text } from './primitives.ts';
import { mostEvidence } from './submission-schema.ts';

/**
 * What a server answers (resources/api/assessment-server.yaml), checked before anything is done with it. The compiler
 * compares these schemas with the types that are generated from that file.
 */
type Api = components['schemas'];

const day = isoDate;
const origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^/?#\s]+$/);

export const ServerDescription = z.object({
  api: z.literal('lpa-assessment/1'),
  name: Text,
  issuer: z.url().max(2000),
  clientId: z.string().min(1).max(200),
  evidenceOrigins: z.array(origin).max(20),
  time: isoInstant,
}) satisfies z.ZodType<Api['ServerDescription']>;
export type ServerDescription = z.infer<typeof ServerDescription>;

export const Person = z.object({
  id: z.string().min(1).max(200),
  name: line.min(1),
  teams: z.array(z.object({ id: z.string().min(1).max(64), name: line, province: line })).max(100),
}) satisfies z.ZodType<Api['Person']>;
export type Person = z.infer<typeof Person>;

const coordinate = z.string().regex(/^[\w-]{40,90}$/);
/** Unknown members of a key are dropped: its thumbprint is made of these alone. */
export const KeySet = z.object({
  keys: z
    .array(
      z.object({
        kty: z.enum(['EC', 'OKP']),
        crv: z.enum(['P-256', 'P-384', 'Ed25519']),
        x: coordinate,
        y: coordinate.exactOptional(),
        kid: z.string().max(200).exactOptional(),
      }),
    )
    .max(1000),
}) satisfies z.ZodType<Api['KeySet']>;

const Window = z.object({
  begins: day,
  ends: day,
  extended: z.object({ until: day, letter: line }).nullable(),
});

export const Round = z.object({
  id: localId,
  year: z.int().min(2500).max(2700),
  title: Text,
  selfAssessment: Window,
  review: Window,
  catchUp: Window.nullable(),
}) satisfies z.ZodType<Api['Round']>;
export type Round = z.infer<typeof Round>;

export const RoundList = z.object({ rounds: z.array(Round).max(100) }) satisfies z.ZodType<Api['RoundList']>;

export const ServerAssignment = z.object({
  id: z.uuid(),
  round: localId,
  team: line,
  lao: z.object({
    code: z.string().regex(/^\d{8}$/),
    name: line.min(1),
    type: LaoType,
    district: line,
    province: line,
  }),
  state: z.enum(['assigned', 'withdrawn']),
  visit: z.object({ date: day, time: z.string().max(5).nullable() }).nullable(),
  submission: z
    .object({
      id: z.uuid(),
      revision: z.int().min(1),
      digest: sha256Hex,
      files: z.int().min(0).max(mostEvidence),
      size: z.int().min(0),
      confirmedAt: isoInstant,
    })
    .nullable(),
}) satisfies z.ZodType<Api['Assignment']>;
export type ServerAssignment = z.infer<typeof ServerAssignment>;

export const AssignmentPage = z.object({
  items: z.array(ServerAssignment).max(1000),
  cursor: z.string().min(1).max(500),
  more: z.boolean(),
}) satisfies z.ZodType<Api['AssignmentPage']>;

export const PackageState = z.object({
  state: z.enum(['incomplete', 'checking', 'complete']),
  receivedAt: isoInstant.nullable(),
}) satisfies z.ZodType<Api['PackageState']>;
