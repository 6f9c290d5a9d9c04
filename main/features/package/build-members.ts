import type { Amendments } from '#common/domain/amendments.ts';
import { liveAnnotations } from '#common/domain/reduce-review.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { Review } from '#common/domain/review.ts';
import type { ReviewEvent } from '#common/domain/review-event.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { Totals } from '#common/domain/totals.ts';
import type { EvidenceChoice } from '#common/domain/packed-evidence.ts';
import { buildEvidenceFile, buildReviewFile } from '#common/formats/build-review-file.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import { annotationsText } from '#main/verify/annotations-file.ts';
import {
  eventsText,
  handOverMember,
  packageMembers,
  verifyPageMember,
  type MemberKey,
} from '#main/verify/package-members.ts';
import { buildScoresCsv } from '#main/verify/scores-csv.ts';

import type { PackedFile } from './evidence-members.ts';

/** Everything that a package is made from. */
export interface PackageParts {
  readonly manifest: SubmissionManifest;
  readonly manifestJws: string;
  readonly manifestDigest: string;
  readonly instrument: Instrument;
  readonly instrumentBytes: Uint8Array;
  readonly instrumentDigest: string;
  readonly evidence: readonly { readonly id: string; readonly status: 'ready' | 'quarantined' | 'missing' }[];
  readonly events: readonly { readonly event: ReviewEvent; readonly line: string }[];
  readonly review: Review;
  readonly amendments: Pick<Amendments, 'cited'>;
  readonly totals: Totals;
  readonly report: Uint8Array;
  /** The printed list of what the LAO still has to bring; left out where it has nothing to bring. */
  readonly handOver?: Uint8Array | null;
  /** The page that checks the package in a browser. */
  readonly verifyPage?: Uint8Array | null;
  /** Files that lie in the package, too; none where it is left out. */
  readonly packed?: { readonly choice: EvidenceChoice; readonly files: readonly PackedFile[] };
  readonly software: { readonly name: string; readonly version: string };
}

const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
const member = (key: MemberKey, content: Uint8Array): AsiceMember => ({ ...packageMembers[key], content });

/** The files of a review package, in the order in which they lie in the container. */
export function buildMembers(parts: PackageParts): readonly AsiceMember[] {
  const { manifest, instrument, events } = parts;
  const reviewFile = buildReviewFile({ ...parts, cited: parts.amendments.cited });
  const { choice, files } = parts.packed ?? { choice: 'none', files: [] };
  const packed = { choice, members: new Map(files.map((file) => [file.id, file.member])) };
  const annotations = liveAnnotations(events.map(({ event }) => event));
  return [
    member('review', json(reviewFile)),
    member('annotations', Buffer.from(annotationsText(manifest.id, annotations))),
    member('events', Buffer.from(eventsText(events.map(({ line }) => line)))),
    member('scores', Buffer.from(buildScoresCsv(reviewFile, instrument))),
    member('report', parts.report),
    member('evidence', json(buildEvidenceFile(manifest, parts.review, parts.evidence, packed))),
    member('instrument', parts.instrumentBytes),
    member('submission', Buffer.from(parts.manifestJws)),
    ...(parts.handOver == null ? [] : [{ ...handOverMember, content: parts.handOver }]),
    ...(parts.verifyPage == null ? [] : [{ ...verifyPageMember, content: parts.verifyPage }]),
  ];
}
