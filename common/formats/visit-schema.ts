import { z } from 'zod';
import type * as domain from '#common/domain/visit.ts';
import { isoDate, isoInstant, line, localId, prose, sha256Hex } from './primitives.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Prefixes keep the team's own things apart from ids that an LAO chose. */
export const liveCheckId = z.string().regex(new RegExp(`^live-${uuid}$`));
export const teamEvidenceId = z.string().regex(new RegExp(`^team-${uuid}$`));

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const people = z
  .array(z.object({ name: line, title: line }))
  .max(40)
  .readonly();

export const VisitRecord = z.object({
  date: isoDate,
  begin: time.nullable(),
  end: time.nullable(),
  place: line,
  orderNumber: line,
  team: people,
  lao: people,
  note: prose,
}) satisfies z.ZodType<domain.VisitRecord>;

export const LiveCheck = z.object({
  id: liveCheckId,
  indicator: localId,
  address: z.string().max(2000),
  at: isoInstant,
  seen: prose,
  by: line,
  presence: line,
  screenshot: teamEvidenceId.nullable(),
}) satisfies z.ZodType<domain.LiveCheck>;

export const TeamEvidence = z.object({
  id: teamEvidenceId,
  indicators: z.array(localId).max(200).readonly(),
  title: line.min(1),
  sha256: sha256Hex,
  size: z.int().min(0),
  mediaType: line,
  how: z.enum(['camera', 'paste', 'drop', 'file']),
  addedAt: isoInstant,
  takenAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    .nullable(),
  place: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).nullable(),
}) satisfies z.ZodType<domain.TeamEvidence>;

export const DocumentRequest = z.object({
  id: z.uuid(),
  indicator: localId,
  kind: z.enum(['paper', 'question']),
  text: prose.min(1),
  done: z.boolean(),
}) satisfies z.ZodType<domain.DocumentRequest>;

export const Certificate = z.object({
  id: z.uuid(),
  indicator: localId,
  issuer: line,
  title: line,
  issuedOn: isoDate.nullable(),
  signer: line,
  evidence: localId.nullable(),
}) satisfies z.ZodType<domain.Certificate>;
