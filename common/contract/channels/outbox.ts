import { z } from 'zod';
import { sha256Hex } from '#common/formats/primitives.ts';
import { receiptOutcomes } from '#common/formats/receipt-schema.ts';
import { channel } from '../channel.ts';
import { Failure } from '../failures.ts';
import { Centre } from './receipt.ts';
import { submissionId } from './submission.ts';

/** One package on its way to the centre. */
const OutboxItem = z.object({
  id: z.uuid(),
  package: z.uuid(),
  submission: submissionId,
  code: z.string(),
  fileName: z.string(),
  size: z.number(),
  /** Whether the file that goes, or went, carries a timestamp (level T). */
  stamped: z.boolean(),
  state: z.enum([
    'waiting', // goes out by itself
    'timestamp', // until its signature is stamped
    'sending',
    'line', // the line is gone or the server busy; goes on by itself at `retryAt`
    'paused', // by the person
    'failed', // needs the person: see `failure`
    'sent', // the server has it; its receipt is asked for
    'confirm', // a receipt came of a centre that the person has not confirmed yet: see `centre`
    'received', // see `receipt`
    'handed-over', // saved to be carried there; its receipt comes as a file
  ]),
  /** Bytes that the server has. */
  done: z.number(),
  retryAt: z.string().nullable(),
  failure: Failure.nullable(),
  sentAt: z.string().nullable(),
  handedOver: z.object({ at: z.string(), by: z.string() }).nullable(),
  centre: Centre.nullable(),
  receipt: z.object({ outcome: z.enum(receiptOutcomes), issuedAt: z.string() }).nullable(),
});
export type OutboxItem = z.infer<typeof OutboxItem>;

const Outbox = z.object({
  /** In the order in which they are sent, then those that are there, newest first. */
  items: z.array(OutboxItem),
  /** Packages that could be put in: the newest full one of each submission, unless this very file is in already. */
  ready: z.array(z.object({ package: z.uuid(), sentBefore: z.boolean() })),
  /** Why nothing goes out at all; ends by something that the person does elsewhere. */
  blocked: Failure.nullable(),
});
export type Outbox = z.infer<typeof Outbox>;

const one = z.object({ id: z.uuid() });

export const outboxChannels = {
  'outbox.list': channel(z.object({}), Outbox),
  /** The person's word that these be sent. `waitForTimestamp`: not before they are stamped, where they are not yet. */
  'outbox.add': channel(
    z.object({ packages: z.array(z.uuid()).min(1).max(10_000), waitForTimestamp: z.boolean() }),
    Outbox,
  ),
  'outbox.pause': channel(one, Outbox),
  /** Goes on at once: also what waits for the line or a timestamp, failed, or was to be carried there. Asks for a receipt now. */
  'outbox.resume': channel(one, Outbox),
  /** Takes it out, unless it was sent. */
  'outbox.remove': channel(one, Outbox),
  /** What stood still as a whole is tried again; what the person decided about single packages stays. */
  'outbox.goOn': channel(z.object({}), Outbox),
  /** These were saved to a stick, as the files with these SHA-256, and are carried to the centre. */
  'outbox.handOver': channel(
    z.object({
      carried: z
        .array(one.extend({ sha256: sha256Hex }))
        .min(1)
        .max(10_000),
    }),
    Outbox,
  ),
  /** The person has compared the fingerprint of the centre whose receipt waits. */
  'outbox.confirmCentre': channel(one.extend({ fingerprint: sha256Hex }), Outbox),
};
