import type { ReceiptReason, Receipt } from '#common/formats/receipt-schema.ts';
import type { LaoType } from '#common/domain/lao.ts';
import type { Percent } from '#common/domain/totals.ts';

/** One indicator of an accepted package, computed again. */
export interface ScoreLine {
  readonly indicator: string;
  readonly number: string;
  readonly aspect: number;
  readonly full: number;
  readonly self: number | null;
  readonly team: number | null;
  readonly state: 'open' | 'scored' | 'removed' | 'full-points';
  readonly pilot: boolean;
  readonly provincial: boolean;
}

interface ExaminedTotals {
  readonly points: number;
  readonly full: number;
  readonly self: number;
  readonly percent: Percent;
  readonly selfPercent: Percent;
  readonly meanOfAspects: Percent;
  readonly pointsRatio: Percent;
  readonly grade: string | null;
  readonly gradeName: string | null;
  readonly passed: boolean | null;
  readonly aspects: readonly { readonly aspect: number; readonly team: number; readonly percent: Percent }[];
}

/** What a package says, read under the rules of verification. */
export interface ExaminedContent {
  readonly said: NonNullable<Receipt['content']>;
  readonly laoType: LaoType;
  readonly team: string;
  /** RFC 7638 thumbprint (hex) of the key that signed the submission. */
  readonly sender: string;
  /** SHA-256 of everything that was judged: equal in packages that differ only in container or signatures. */
  readonly judged: string;
  readonly finalisedAt: string | null;
  readonly instrument: { readonly id: string; readonly version: string; readonly digest: string };
  readonly totals: ExaminedTotals;
}

/** The examination of one file. `failed`: the examination itself ended without a verdict. */
export interface Examined {
  readonly sha256: string;
  readonly size: number;
  readonly verdict: 'valid' | 'invalid' | 'unreadable' | 'failed';
  /** Findings that count against it, as many as a receipt names. */
  readonly reasons: readonly ReceiptReason[];
  readonly moreReasons: number;
  readonly signers: Receipt['signers'];
  /** By the chair, whose signature covers those of the others. */
  readonly closed: boolean;
  /** The last of the signing times that hold; null without any. */
  readonly signedAt: string | null;
  readonly content: ExaminedContent | null;
}

/** With what is kept apart, because there is much of it. */
export interface Examination {
  readonly examined: Examined;
  /** Empty unless valid. */
  readonly lines: readonly ScoreLine[];
  readonly instrument: { readonly digest: string; readonly indicators: readonly IndicatorName[] } | null;
}

export interface IndicatorName {
  readonly id: string;
  readonly number: string;
  readonly title: string;
}
