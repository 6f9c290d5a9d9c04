import { z } from 'zod';
import { Instrument } from '#common/formats/instrument-schema.ts';
import { SubmissionManifest } from '#common/formats/submission-schema.ts';
import { laoTypes } from '#common/domain/lao.ts';
import type { IndicatorChange, SubmissionChange } from '#common/domain/submission-changes.ts';
import { channel } from '../channel.ts';
import { ExportTicket } from './library.ts';

export const submissionId = z.uuid();

const SubmissionState = z.enum([
  'importing', // bytes still coming in
  'incomplete', // at least one file quarantined or missing
  'ready', // every digest matched, committed
  'in-review', // somebody scored something
  'finalised', // locked, not signed yet
  'signed', // at least one package made from the locked state
]);

/** One row of the assignments table; kept as a small sealed summary, updated with the event that changes it. */
export const SubmissionSummary = z.object({
  id: submissionId,
  laoCode: z.string(),
  laoName: z.string(),
  laoType: z.enum(laoTypes),
  district: z.string(),
  province: z.string(),
  team: z.string(),
  roundTitle: z.object({ th: z.string(), en: z.string() }),
  year: z.number(),
  deadline: z.string(),
  visitOn: z.string().nullable(),
  visitTime: z.string().nullable(),
  state: SubmissionState,
  size: z.number(),
  files: z.number(),
  quarantined: z.number(),
  indicators: z.number(),
  settled: z.number(),
  /** Gaps that stop signing among settled indicators. */
  toFix: z.number(),
  /** The indicator that was worked on last, to continue there. */
  lastIndicator: z.string().nullable(),
  changedAt: z.string(),
  sample: z.boolean(),
});
export type SubmissionSummary = z.infer<typeof SubmissionSummary>;

const EvidenceStatus = z.object({
  id: z.string(),
  status: z.enum(['ready', 'quarantined', 'missing']),
});

export const SubmissionDetail = z.object({
  summary: SubmissionSummary,
  manifest: SubmissionManifest,
  instrument: Instrument,
  evidence: z.array(EvidenceStatus),
  sender: z.object({ fingerprint: z.string(), known: z.enum(['sample', 'seen-before', 'first-time', 'published']) }),
});
export type SubmissionDetail = z.infer<typeof SubmissionDetail>;

const Revision = z.object({ revision: z.number(), issuedAt: z.string() });

/** What the LAO changed since the team began; `from` and `to` are the same where no further revision came in. */
export const SubmissionChanges = z.object({
  from: Revision,
  to: Revision,
  /** Computed in main by pure domain code; types come from the domain. */
  list: z.custom<readonly SubmissionChange[]>((value) => Array.isArray(value)),
  indicators: z.array(
    z.object({
      indicator: z.string(),
      change: z.custom<IndicatorChange>((value) => typeof value === 'object' && value !== null),
    }),
  ),
});
export type SubmissionChanges = z.infer<typeof SubmissionChanges>;

/** What happened to one `.lpasub` file. `failure` set: nothing of it was kept. */
export const ImportResult = z.object({
  fileName: z.string(),
  submission: submissionId.nullable(),
  laoName: z.string().nullable(),
  outcome: z.enum(['imported', 'updated', 'already-there', 'incomplete', 'refused']),
  files: z.number(),
  /** Titles of evidence whose bytes did not match the manifest. */
  quarantined: z.array(z.string()),
  failure: z
    .object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })
    .nullable(),
});
export type ImportResult = z.infer<typeof ImportResult>;

/** One file of evidence: the LAO's, the team's, or one of an earlier revision by its digest. */
const evidenceFile = z.object({ submission: submissionId, evidence: z.string().min(1).max(200) });

export const submissionChannels = {
  'submission.list': channel(z.object({}), z.array(SubmissionSummary)),
  'submission.get': channel(z.object({ id: submissionId }), SubmissionDetail),
  'submission.changes': channel(z.object({ id: submissionId }), SubmissionChanges),
  /** `job` names the progress events of this call. */
  'submission.import': channel(
    z.object({ tickets: z.array(z.string()).min(1).max(200), job: z.uuid() }),
    z.array(ImportResult),
  ),
  'submission.importSample': channel(z.object({ job: z.uuid() }), z.array(ImportResult)),
  /** An address of the evidence frame's own origin from which sound and moving pictures are streamed, until the library locks. */
  'submission.streamEvidence': channel(evidenceFile, z.object({ path: z.string() })),
  /** A copy for another program, saved where the user says; nothing of it is kept unsealed by the app. */
  'submission.saveEvidence': channel(evidenceFile, ExportTicket),
  /** Removes the sample submissions and everything done in them. */
  'submission.removeSample': channel(z.object({}), z.object({ removed: z.number() })),
};
