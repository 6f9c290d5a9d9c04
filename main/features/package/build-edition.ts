import { noAmendments, type Amendments } from '#common/domain/amendments.ts';
import type { Edition } from '#common/domain/audience.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { Review } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { buildLaoResult, buildPublicResult } from '#common/formats/build-edition.ts';
import { buildReviewFile } from '#common/formats/build-review-file.ts';
import { reviewOfEdition } from '#common/formats/edition-review.ts';
import type { LaoResult, PublicResult } from '#common/formats/edition-schema.ts';
import type { ReviewFile } from '#common/formats/review-schema.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import { sha256 } from '#main/lib/sha256.ts';
import {
  eventsText,
  handOverMember,
  packageCode,
  packageMembers,
  verifyPageMember,
  type MemberKey,
} from '#main/verify/package-members.ts';
import { buildScoresCsv } from '#main/verify/scores-csv.ts';
import type { PackageParts } from './build-members.ts';

/** What a report of an edition may be printed from. */
export interface EditionContent {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly review: Review;
  readonly amendments: Amendments;
  readonly code: string;
}

export interface EditionPrinter {
  /** PDF of the result as the edition has it. */
  renderEdition(edition: Edition, content: EditionContent): Promise<Uint8Array>;
  /** PDF of what is still asked of the LAO; null where nothing is. */
  renderHandOver(id: string): Promise<Uint8Array | null>;
}

type Parts = Omit<PackageParts, 'report' | 'handOver' | 'packed'>;

const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
const member = (key: MemberKey, content: Uint8Array): AsiceMember => ({ ...packageMembers[key], content });

/** The table says nothing that the result does not. */
const table = (result: LaoResult | PublicResult, { instrument }: Parts): AsiceMember => {
  const review = { indicators: [], ...result } as unknown as ReviewFile;
  return member('scores', Buffer.from(buildScoresCsv(review, instrument)));
};

/** The files of a package for others: made of an explicit list of fields, and pointing to the full package. */
export async function buildEdition(
  edition: Edition,
  parts: Parts,
  printer: EditionPrinter,
): Promise<readonly AsiceMember[]> {
  const { manifest, instrument } = parts;
  const lines = parts.events.map(({ line }) => line);
  const page = parts.verifyPage == null ? [] : [{ ...verifyPageMember, content: parts.verifyPage }];
  const full = { code: packageCode(lines), events: sha256(eventsText(lines)) };
  const review = buildReviewFile({ ...parts, cited: parts.amendments.cited });
  if (edition === 'public') {
    const result = buildPublicResult(review, full);
    const content = { manifest, instrument, review: parts.review, code: full.code };
    const report = await printer.renderEdition(edition, { ...content, amendments: noAmendments });
    return [
      member('result', json(result)),
      table(result, parts),
      member('report', report),
      member('instrument', parts.instrumentBytes),
      ...page,
    ];
  }
  const result = buildLaoResult(review, full);
  const said = reviewOfEdition(result, manifest);
  const content = { manifest, instrument, review: said.review, code: full.code };
  const report = await printer.renderEdition(edition, {
    ...content,
    amendments: { ...noAmendments, cited: said.cited },
  });
  const handOver = await printer.renderHandOver(manifest.id);
  return [
    member('result', json(result)),
    table(result, parts),
    member('report', report),
    member('instrument', parts.instrumentBytes),
    member('submission', Buffer.from(parts.manifestJws)),
    ...(handOver === null ? [] : [{ ...handOverMember, content: handOver }]),
    ...page,
  ];
}
