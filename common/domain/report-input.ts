import type { CitedSource } from './cited-source.ts';
import type { Gap } from './gaps.ts';
import type { Instrument } from './instrument.ts';
import type { Review } from './review.ts';
import type { SubmissionManifest } from './submission.ts';
import type { Language } from './text.ts';
import type { Digits } from './thai-date.ts';
import type { Totals } from './totals.ts';

export interface Signing {
  readonly name: string;
  readonly title: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What a report is made from, and how it is to be written. */
export interface ReportInput {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly review: Review;
  readonly totals: Totals;
  /** Named in the notice of a draft. */
  readonly gaps?: readonly Gap[];
  /** By citation id: what the manifest does not explain by itself (`amendments.ts`). */
  readonly cited: ReadonlyMap<string, CitedSource>;
  readonly language: Language;
  readonly digits: Digits;
  /** Code of the package, if it is known already. */
  readonly code: string | null;
  /** ISO 8601 with offset. */
  readonly printedAt: string;
  /** Who is about to sign the printed report electronically. */
  readonly signing?: Signing | undefined;
}

/** Null where a line is left open to be filled in by hand. */
export interface Signature {
  readonly name: string | null;
  readonly title: string | null;
  /** Day and time, of whoever signs the file electronically; in place of an open line. */
  readonly signed: string | null;
}
