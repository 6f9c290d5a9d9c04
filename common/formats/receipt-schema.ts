import { z } from 'zod';
import { isoInstant, line, localId, prose, sha256Hex } from './primitives.ts';

/** What the centre decided about one package. */
export const receiptOutcomes = ['accepted', 'rejected', 'duplicate', 'superseded', 'held', 'unreadable'] as const;
export type ReceiptOutcome = (typeof receiptOutcomes)[number];

const bothLanguages = z.object({ th: prose, en: prose });

/** Why a package, or one of its lines, was not accepted. */
export const ReceiptReason = z.object({
  /** Stable, for machines; the same codes as `lpa verify --json`, and `intake.…` for what only a centre knows. */
  code: line,
  message: bothLanguages,
  /** Member of the container, if one is concerned. */
  file: prose.optional(),
  /** Number of the indicator, if one is concerned. */
  indicator: line.optional(),
  expected: prose.optional(),
  actual: prose.optional(),
});
export type ReceiptReason = z.infer<typeof ReceiptReason>;

/** As many as a receipt names; the rest is counted. */
export const mostReasons = 200;

/** Payload of a receipt (resources/formats/receipt.md). */
export const Receipt = z.looseObject({
  format: z.literal('lpa-receipt/1'),
  issuedAt: isoInstant,
  /** Name in the certificate that signed. */
  issuer: line,
  software: z.object({ name: line, version: line }),
  package: z.object({ sha256: sha256Hex, size: z.int().nonnegative(), fileName: line }),
  outcome: z.enum(receiptOutcomes),
  /** What the package says of itself; null where that could not be read. Not to be relied on unless accepted. */
  content: z
    .object({
      submission: z.uuid(),
      code: line,
      lao: z.object({ code: line, name: bothLanguages, district: line, province: line }),
      round: z.object({ id: localId, year: z.int(), title: bothLanguages }),
    })
    .nullable(),
  /** Computed by the centre from history and rules; null unless accepted. */
  result: z
    .object({
      points: z.int(),
      full: z.int(),
      percent: line.nullable(),
      grade: localId.nullable(),
      passed: z.boolean().nullable(),
    })
    .nullable(),
  /** Whose signatures held. */
  signers: z.array(z.object({ name: line, fingerprint: sha256Hex })).max(100),
  reasons: z.array(ReceiptReason).max(mostReasons),
  /** Reasons beyond those that are named. */
  moreReasons: z.int().nonnegative(),
  /** The package that this one repeats, or that took its place, or that it contradicts. */
  other: sha256Hex.nullable(),
});
export type Receipt = z.infer<typeof Receipt>;
