import type { Audience } from '#common/domain/audience.ts';
import { sha256 } from '#main/lib/sha256.ts';

/** What a review package holds beside `mimetype` and `META-INF/` (resources/formats/review-package.md). */
export const packageMembers = {
  review: { name: 'review.json', mediaType: 'application/json' },
  annotations: { name: 'annotations.jsonld', mediaType: 'application/ld+json' },
  events: { name: 'events.ndjson', mediaType: 'application/x-ndjson' },
  scores: { name: 'scores.csv', mediaType: 'text/csv' },
  report: { name: 'report.pdf', mediaType: 'application/pdf' },
  evidence: { name: 'evidence.json', mediaType: 'application/json' },
  instrument: { name: 'instrument.json', mediaType: 'application/json' },
  submission: { name: 'submission.jws', mediaType: 'application/jose' },
  /** Of an edition, in place of `review.json`. */
  result: { name: 'result.json', mediaType: 'application/json' },
} as const;

/** What is still asked of the LAO, for people; only where something is. */
export const handOverMember = { name: 'hand-over.pdf', mediaType: 'application/pdf' } as const;

/** The page that checks the package in any browser, without a network. */
export const verifyPageMember = { name: 'verify.html', mediaType: 'text/html' } as const;

/** Files of evidence lie under it, where there are any. */
export const evidenceFolder = 'evidence/';
/** Copies of evidence with the team's marks drawn in, for people. */
export const copiesFolder = 'annotated/';
/** Who signs as what: one file for each signature, covered by it. */
export const signerFolder = 'signers/';

export type MemberKey = keyof typeof packageMembers;

/** What has to be there, by whom the package is for. */
export const requiredMembers: Readonly<Record<Audience, readonly MemberKey[]>> = {
  full: ['review', 'annotations', 'events', 'scores', 'report', 'evidence', 'instrument', 'submission'],
  lao: ['result', 'scores', 'report', 'instrument', 'submission'],
  public: ['result', 'scores', 'report', 'instrument'],
};

/** The text of `events.ndjson`: one event a line, every line ended. */
export const eventsText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/**
 * First 16 hex digits of the SHA-256 of `events.ndjson`, grouped: "7F3A-91C2-D05E-44B8". The report prints it, the
 * verification shows it.
 */
export const packageCode = (lines: readonly string[]): string => {
  const digest = sha256(eventsText(lines)).slice(0, 16).toUpperCase();
  return digest.replace(/(.{4})(?=.)/g, '$1-');
};
