import { z } from 'zod';
import { receiptOutcomes, ReceiptReason } from '#common/formats/receipt-schema.ts';
import { channel } from '../channel.ts';
import { submissionId } from './submission.ts';

/** A centre, by the certificate that it signs receipts with. */
export const Centre = z.object({
  name: z.string(),
  /** SHA-256 of the certificate, hex. */
  fingerprint: z.string(),
  selfSigned: z.boolean(),
  issuer: z.string(),
});

/** What a centre said of one package that was signed here. */
export const ReceiptRecord = z.object({
  package: z.uuid(),
  submission: submissionId,
  code: z.string(),
  outcome: z.enum(receiptOutcomes),
  issuedAt: z.string(),
  centre: Centre,
  percent: z.string().nullable(),
  reasons: z.array(ReceiptReason),
  moreReasons: z.number(),
});
export type ReceiptRecord = z.infer<typeof ReceiptRecord>;

/** What happened to one receipt file. */
const ReceiptImport = z.object({
  ticket: z.string(),
  fileName: z.string(),
  outcome: z.enum([
    'kept',
    'already-there',
    'older', // a later receipt of the same package is here
    'unknown-centre', // signed by somebody whom the person has not confirmed yet
    'unknown-package', // of no package that was signed in this library
    'refused',
  ]),
  centre: Centre.nullable(),
  receipt: ReceiptRecord.nullable(),
  laoName: z.string().nullable(),
  failure: z
    .object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })
    .nullable(),
});
export type ReceiptImport = z.infer<typeof ReceiptImport>;

export const receiptChannels = {
  /** The newest receipt of each package; of all submissions when `submission` is null. */
  'receipt.list': channel(z.object({ submission: submissionId.nullable() }), z.array(ReceiptRecord)),
  /** `trust`: fingerprints of centres that the person has compared and confirmed; they are remembered. */
  'receipt.import': channel(
    z.object({
      tickets: z.array(z.string()).min(1).max(1_000),
      trust: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10),
    }),
    z.array(ReceiptImport),
  ),
};
