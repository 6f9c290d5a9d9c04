/** What the team brought back itself: the visit, what it looked at live, what it found, what it still asks for. */

/** One visit to an LAO, as the memo and the signature blocks tell it. */
export interface VisitRecord {
  /** Calendar day, ISO 8601. */
  readonly date: string;
  /** Local time "09:30"; null while open. */
  readonly begin: string | null;
  readonly end: string | null;
  readonly place: string;
  /** Number of the provincial order that appointed the team. */
  readonly orderNumber: string;
  readonly team: readonly Attendee[];
  /** Who was there for the LAO. */
  readonly lao: readonly Attendee[];
  readonly note: string;
}

export interface Attendee {
  readonly name: string;
  readonly title: string;
}

/** Something looked at on the day in another system or on the LAO's page (เชิงประจักษ์). It can be cited by its id. */
export interface LiveCheck {
  /** "live-" and a UUID. */
  readonly id: string;
  readonly indicator: string;
  /** Name of the system ("e-LAAS") or web address. */
  readonly address: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly seen: string;
  readonly by: string;
  readonly presence: string;
  /** Id of the team's own evidence that shows the screen; null without a picture. */
  readonly screenshot: string | null;
}

/**
 * A file that the team itself brought: photo, found paper, screenshot. Cited, marked and shown like the LAO's evidence,
 * and never taken for it.
 */
export interface TeamEvidence {
  /** "team-" and a UUID. */
  readonly id: string;
  readonly indicators: readonly string[];
  readonly title: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly how: 'camera' | 'paste' | 'drop' | 'file';
  readonly addedAt: string;
  /** Local time of the camera as the file says it, "2023-05-15T10:22:00"; null where it does not. */
  readonly takenAt: string | null;
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
}

/** A question to the LAO, or a paper that it still has to bring for the catch-up round. */
export interface DocumentRequest {
  /** UUID. */
  readonly id: string;
  readonly indicator: string;
  readonly kind: 'paper' | 'question';
  readonly text: string;
  /** Handed in, or answered. */
  readonly done: boolean;
}

/** What a third party certified (an auditor, a hospital, a ministry), that the indicator asks for. */
export interface Certificate {
  /** UUID. */
  readonly id: string;
  readonly indicator: string;
  readonly issuer: string;
  readonly title: string;
  /** Calendar day, ISO 8601; null where the paper has none. */
  readonly issuedOn: string | null;
  readonly signer: string;
  /** Evidence that shows it, if any. */
  readonly evidence: string | null;
}

export type Confidence = 'high' | 'medium' | 'low';
