import type { CitedSource } from '#common/domain/cited-source.ts';
import type { Review, ReviewCitation } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { ReviewFile } from '#common/formats/review-schema.ts';
import { say, type FindingLog } from './finding-log.ts';
import { packageMembers } from './package-members.ts';
import type { ReadSubmission } from './read-content.ts';

/** Made while an earlier revision was in force: what it cites, the submission in the package may not say. */
export const isEarlier = ({ citedOn }: ReviewCitation, { digest }: ReadSubmission): boolean =>
  citedOn !== null && citedOn !== digest;

/**
 * A package holds the newest revision of a submission only. What was cited on an earlier one is therefore taken from
 * `review.json` as it was signed, by citation id; where the content is not in the submission, it counts as no proof.
 */
export function earlierCitations(
  review: Review,
  submission: ReadSubmission,
  file: ReviewFile | null,
): ReadonlyMap<string, CitedSource> {
  const sources = new Map<string, CitedSource>();
  const places = new Map<string, number>();
  const entries = new Map(file?.indicators.map(({ indicator, citations }) => [indicator, citations]));
  for (const citation of review.citations) {
    const place = places.get(citation.indicator) ?? 0;
    places.set(citation.indicator, place + 1);
    const entry = entries.get(citation.indicator)?.[place];
    if (entry === undefined || !isEarlier(citation, submission)) continue;
    const item = containedItem(entry, citation, submission.manifest);
    if (item?.id === citation.evidence) continue; // computed as any other
    const { evidence, sha256 } = entry;
    const title = item?.title ?? entry.title;
    sources.set(citation.id, { evidence, sha256, title, isLost: item === undefined, found: null });
  }
  return sources;
}

type Entry = ReviewFile['indicators'][number]['citations'][number];

/** A file by its content, under whatever id; a link only under its own. */
const containedItem = ({ evidence, sha256 }: Entry, citation: ReviewCitation, manifest: SubmissionManifest) =>
  sha256 === null
    ? manifest.links.find(({ id }) => id === evidence && id === citation.evidence)
    : manifest.evidence.find((file) => file.id === evidence && file.sha256 === sha256);

/** What nobody can compute again from the package, said once. */
export function tellEarlier(
  review: Review,
  cited: ReadonlyMap<string, CitedSource>,
  submission: ReadSubmission,
  log: FindingLog,
): void {
  const file = packageMembers.review.name;
  const judged = Object.values(review.indicators).filter(
    ({ judgedOn }) => judgedOn !== null && judgedOn !== submission.digest,
  ).length;
  const citations = review.citations.filter((citation) => isEarlier(citation, submission)).length;
  if (judged + citations > 0)
    log.info(
      'scores',
      'submission.amended',
      say(
        `อปท. ส่งข้อมูลเพิ่มระหว่างการตรวจ ${judged} ข้อให้คะแนนและ ${citations} การอ้างทำไว้กับฉบับก่อน ซึ่งไม่อยู่ในแพ็กเกจ`,
        `The LAO sent a further revision during the review: ${judged} indicators were judged and ${citations} citations made on an earlier one, which is not in the package.`,
      ),
      { file },
    );
  for (const { title, isLost } of cited.values())
    if (isLost)
      log.info(
        'scores',
        'citation.earlier-revision',
        say(
          `“${title}” อ้างจากฉบับก่อนและไม่อยู่ในข้อมูลของ อปท. ฉบับนี้ จึงไม่นับเป็นหลักฐาน`,
          `“${title}” was cited from an earlier revision and is not part of this submission: it does not count as proof.`,
        ),
        { file },
      );
}
