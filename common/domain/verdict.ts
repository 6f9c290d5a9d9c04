import type { signerRoles } from './signer-role.ts';
import type { Audience } from './audience.ts';
import type { Text } from './text.ts';

/** One thing the verification of a package looked at. */
export type CheckId =
  | 'structure' // a well-formed ASiC-E container with the expected members
  | 'files' // every member's digest, and nothing that the signature does not cover
  | 'signature'
  | 'certificate'
  | 'submission' // what the LAO sent, under its own signature
  | 'instrument'
  | 'history' // the chain of events
  | 'scores' // everything recomputed from events and rules
  | 'evidence' // files of evidence that lie in the package, against what the LAO sent and the team added
  | 'timestamp';

export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  /** Stable, for machines: "file.digest-mismatch". */
  readonly code: string;
  readonly severity: Severity;
  readonly check: CheckId;
  /** Member of the container, if one is concerned. */
  readonly file?: string;
  /** Indicator number, if one is concerned. */
  readonly indicator?: string;
  readonly message: Text;
  /** What stood there when signed, and what stands there now, where both are known. */
  readonly expected?: string;
  readonly actual?: string;
}

export interface CheckResult {
  readonly check: CheckId;
  readonly outcome: 'passed' | 'failed' | 'warning' | 'absent';
  /** "7 จาก 7 ไฟล์" / "7 of 7 files". */
  readonly summary: Text;
}

export interface Signer {
  readonly name: string;
  readonly title: string;
  readonly signedAt: string;
  readonly selfSigned: boolean;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
  /** Owner of the trusted certificate that it was issued under; null where none was given, or it leads to none. */
  readonly anchor: string | null;
  /** Level T: an authority says that the signature existed at `at` (ISO 8601 UTC). Null: level B. */
  readonly timestamp: {
    readonly at: string;
    readonly authority: string;
    readonly fingerprint: string;
    /** It leads to a trusted authority; null where nobody said whom to trust. */
    readonly trusted: boolean | null;
  } | null;
  /** The signature itself holds over the manifest. */
  readonly valid: boolean;
  /** As the signed statement says; null in packages of before, which have none. */
  readonly role: (typeof signerRoles)[number] | null;
  readonly signedAs: { readonly name: string; readonly title: string } | null;
  /** After it nobody of the team signs. */
  readonly closes: boolean;
}

/** 'unreadable' is not a package at all: nothing can be said about its content. */
export interface VerifyReport {
  readonly file: string;
  readonly size: number;
  readonly verdict: 'valid' | 'invalid' | 'unreadable';
  /** Which edition it was read as: others than the full one can be checked in part only. */
  readonly audience: Audience;
  /**
   * 'open': the team's package without the chair's closing signature, whether it is still to come or was taken out.
   * 'unsaid': an edition, or a package of before, which does not say.
   */
  readonly closing: 'closed' | 'open' | 'unsaid';
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
  readonly signers: readonly Signer[];
  /** Read from the package where it could be; shown even when invalid, marked as not to be trusted. */
  readonly content: PackageContent | null;
}

/**
 * To be said before anything else of a package that holds, but that the chair has not closed; `expected` names who is
 * missing. Null: nothing to say.
 */
export const notClosed = ({ verdict, findings }: VerifyReport): Finding | null =>
  verdict === 'valid' ? (findings.find(({ code }) => code === 'signer.not-closed') ?? null) : null;

export interface PackageContent {
  /**
   * First 16 hex digits of the SHA-256 of `events.ndjson`, grouped: "7F3A-91C2-D05E-44B8". Taken from the history, not
   * from the signed manifest, so that the report inside the package can carry it; a changed score changes it.
   */
  readonly code: string;
  readonly laoCode: string;
  readonly laoName: Text;
  readonly district: string;
  readonly province: string;
  readonly round: Text;
  readonly year: number;
  readonly team: string;
  readonly instrumentTitle: Text;
  readonly instrumentVersion: string;
  readonly files: number;
  readonly events: number;
  readonly indicators: number;
  /** Recomputed here, not read: the deciding overall percent, and its grade's name. */
  readonly percent: string | null;
  readonly grade: Text | null;
}
