import { z } from 'zod';
import { channel } from '../channel.ts';
import { submissionId } from './submission.ts';

/** One line of the check, green, amber or red. Details carry names and numbers for the sentence. */
const ReadinessItem = z.object({
  check: z.enum([
    'content', // every byte hashed again
    'pages', // first page of each PDF and every image decoded
    'links', // links that need a network, listed
    'complete', // what is assigned but not here, or not the newest revision
    'disk',
    'clock',
    'signing-key',
    'recovery',
  ]),
  level: z.enum(['good', 'look', 'bad']),
  /** What the sentence is about: counts, bytes, seconds, dates. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** The single things that are not good, or the links, to be listed. */
  entries: z
    .array(
      z.object({
        submission: submissionId.nullable(),
        laoName: z.string(),
        evidence: z.string().nullable(),
        /** First indicator of the evidence: where the page can show it. */
        indicator: z.string().nullable(),
        title: z.string(),
        reason: z.string(),
      }),
    )
    .max(20_000),
});
export type ReadinessItem = z.infer<typeof ReadinessItem>;

export const ReadinessReport = z.object({
  at: z.string(),
  /** 'changed': something was imported or downloaded after it. */
  state: z.enum(['good', 'look', 'bad', 'changed']),
  submissions: z.number(),
  files: z.number(),
  bytes: z.number(),
  items: z.array(ReadinessItem),
});
export type ReadinessReport = z.infer<typeof ReadinessReport>;

/** A file that the page has to decode in the evidence frame, since nothing else on this computer draws evidence. */
export const DecodeTask = z.object({
  submission: submissionId,
  evidence: z.string(),
  mediaType: z.string(),
  size: z.number(),
  title: z.string(),
});
export type DecodeTask = z.infer<typeof DecodeTask>;

export const readinessChannels = {
  'readiness.last': channel(z.object({}), ReadinessReport.nullable()),
  /** Hashes everything again, looks at disk, clock and keys, and says what the page has to decode. Progress by `job`. */
  'readiness.begin': channel(z.object({ job: z.uuid() }), z.object({ decode: z.array(DecodeTask) })),
  /** What the evidence frame made of those files; completes the report and keeps it. */
  'readiness.finish': channel(
    z.object({
      job: z.uuid(),
      decoded: z
        .array(
          z.object({
            submission: submissionId,
            evidence: z.string().max(64),
            outcome: z.enum(['drawn', 'password', 'damaged', 'unsupported', 'too-large', 'unreadable', 'timeout']),
          }),
        )
        .max(100_000),
    }),
    ReadinessReport,
  ),
  'readiness.cancel': channel(z.object({ job: z.uuid() }), z.object({})),
};
