import type { Mark } from '#common/domain/annotation.ts';
import { citableItems } from '#common/domain/citable.ts';
import type { CitedSource } from '#common/domain/cited-source.ts';
import { reduceReview } from '#common/domain/reduce-review.ts';
import { untouched, type Review, type ReviewCitation } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { LaoResult } from './edition-schema.ts';

type Entry = LaoResult['indicators'][number];

/** What the edition for the LAO says, as a review: reports and checks of it can use nothing else. */
export interface EditionReview {
  readonly review: Review;
  /** By citation id: what was cited on an earlier revision, as signed. */
  readonly cited: ReadonlyMap<string, CitedSource>;
}

export function reviewOfEdition(result: LaoResult, manifest: SubmissionManifest): EditionReview {
  const citations = result.indicators.flatMap(citationsOf);
  const { instrument, finalised, visit } = result;
  const review: Review = {
    ...reduceReview([]),
    received: { manifest: result.manifest, instrument: { id: instrument.id, digest: instrument.digest } },
    indicators: Object.fromEntries(
      result.indicators.map((entry) => [entry.indicator, { ...untouched, ...said(entry) }]),
    ),
    marks: citations.flatMap(({ citation, entry }) => (entry.page === null ? [] : [markOf(citation, entry.page)])),
    citations: citations.map(({ citation }) => citation),
    team: result.team,
    visit: visit === undefined ? null : { ...visit, note: '' },
    liveChecks: result.indicators.flatMap(({ indicator, liveChecks }) =>
      (liveChecks ?? []).map((check) => ({ ...check, indicator, screenshot: null })),
    ),
    certificates: result.indicators.flatMap(({ indicator, certificates }) =>
      (certificates ?? []).map((certificate) => ({ ...certificate, indicator })),
    ),
    teamEvidence: teamFiles(result, manifest),
    requests: result.requests ?? [],
    finalised: { ...finalised, event: '' },
  };
  const items = citableItems(manifest, review);
  const lost = citations.filter(({ citation, entry }) => items.get(citation.evidence)?.sha256 !== entry.sha256);
  return {
    review,
    cited: new Map(
      lost.map(({ citation, entry: { evidence, sha256, title } }) => [
        citation.id,
        { evidence, sha256, title, isLost: true, found: null },
      ]),
    ),
  };
}

/** What gives full points as not applicable was not scored. */
const said = ({ measure, team, full, differenceReason, overrideReason, notApplicable }: Entry) => ({
  ...{ measure, differenceReason, overrideReason, notApplicable },
  points: notApplicable !== null && team === full ? null : team,
});

const citationsOf = ({ indicator, citations }: Entry) =>
  citations.map((entry) => {
    const id = `${indicator} ${entry.number}`;
    const annotation = entry.page === null ? null : id;
    const citation: ReviewCitation = { id, indicator, evidence: entry.evidence, annotation, citedOn: null };
    return { citation, entry };
  });

/** Where it is, and nothing that somebody wrote there. */
const markOf = ({ id, evidence, indicator }: ReviewCitation, page: number): Mark => ({
  ...{ id, evidence, indicator, page, sha256: '', kind: 'rectangle', rects: [], strokes: [], colour: 'blue' },
  ...{ stamp: '', quote: null, comment: '', author: { id: '', name: '' }, createdAt: '', modifiedAt: '' },
});

/** Files that the team brought, as far as they are cited. */
function teamFiles(result: LaoResult, manifest: SubmissionManifest): Review['teamEvidence'] {
  const sent = new Set(manifest.evidence.map(({ id }) => id));
  const files = new Map<string, Review['teamEvidence'][number]>();
  for (const { citations } of result.indicators)
    for (const { evidence: id, title, sha256 } of citations)
      if (id.startsWith('team-') && sha256 !== null && !sent.has(id))
        files.set(id, {
          ...{ id, title, sha256, indicators: [], size: 0, mediaType: '', how: 'file' },
          ...{ addedAt: '', takenAt: null, place: null, by: '' },
        });
  return [...files.values()];
}
