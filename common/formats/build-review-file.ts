import type { Mark } from '#common/domain/annotation.ts';
import type { CitedSource } from '#common/domain/cited-source.ts';
import { citableItems } from '#common/domain/citable.ts';
import type { Indicator, Instrument } from '#common/domain/instrument.ts';
import type { EvidenceChoice } from '#common/domain/packed-evidence.ts';
import { reviewOf } from '#common/domain/reduce-review.ts';
import type { Review } from '#common/domain/review.ts';
import type { TeamRecord } from '#common/domain/review-event.ts';
import { proposePoints } from '#common/domain/rule.ts';
import { applicableIndicators, standingOf } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { teamOf } from '#common/domain/team-record.ts';
import type { Totals } from '#common/domain/totals.ts';
import type { EvidenceFile, ReviewFile } from './review-schema.ts';

interface Parts {
  readonly manifest: SubmissionManifest;
  /** SHA-256 (hex) of the verified manifest payload, and of the instrument file. */
  readonly manifestDigest: string;
  readonly instrument: Instrument;
  readonly instrumentDigest: string;
  readonly review: Review;
  readonly totals: Totals;
  /** By citation id: what the manifest does not explain by itself. */
  readonly cited: ReadonlyMap<string, CitedSource>;
  readonly software: { readonly name: string; readonly version: string };
}

/** `review.json` of a finalised review. Calling it before is a defect, and throws. */
export function buildReviewFile(parts: Parts): ReviewFile {
  const { manifest, instrument, review, totals, cited } = parts;
  if (review.finalised === null) throw new Error('A review file is made only of a finalised review');
  const { id, version } = instrument;
  return {
    format: 'lpa-review/1',
    submission: manifest.id,
    manifest: parts.manifestDigest,
    lao: manifest.lao,
    round: { id: manifest.round.id, year: manifest.round.year, title: manifest.round.title },
    instrument: { id, version, digest: parts.instrumentDigest },
    team: mutable(teamOf(review, manifest)),
    finalised: review.finalised,
    ...(review.visit === null ? {} : { visit: review.visit }),
    ...(review.requests.length === 0 ? {} : { requests: [...review.requests] }),
    indicators: applicableIndicators(instrument, manifest.lao.type).map((one) => ({
      ...indicatorEntry(one, manifest, review),
      citations: citationEntries(one.id, { manifest, review, cited }),
      ...attestations(one.id, review),
    })),
    aspects: totals.aspects.map(({ aspect, full, self, team, selfPercent, teamPercent }) => ({
      aspect,
      full,
      self,
      team,
      selfPercent,
      teamPercent,
    })),
    totals: {
      method: totals.method,
      full: totals.full,
      self: totals.self,
      team: totals.team,
      teamOverall: totals.teamOverall,
      selfOverall: totals.selfOverall,
    },
    software: parts.software,
  };
}

const mutable = (team: TeamRecord): ReviewFile['team'] => ({
  ...team,
  members: team.members.map(({ name, title }) => ({ name, title })),
});

function indicatorEntry(
  indicator: Indicator,
  manifest: SubmissionManifest,
  review: Review,
): Omit<ReviewFile['indicators'][number], 'citations'> {
  const own = reviewOf(review, indicator.id);
  return {
    indicator: indicator.id,
    number: indicator.number,
    aspect: indicator.aspect,
    full: indicator.points,
    pilot: indicator.pilot,
    provincial: indicator.provincial,
    self: manifest.answers.find((answer) => answer.indicator === indicator.id)?.selfPoints ?? null,
    team: standingOf(indicator, own).points,
    proposed: proposePoints(indicator.rule, own.measure),
    measure: measureEntry(own.measure),
    differenceReason: own.differenceReason,
    overrideReason: own.overrideReason,
    notApplicable: own.notApplicable,
  };
}

const measureEntry = (measure: ReturnType<typeof reviewOf>['measure']): ReviewFile['indicators'][number]['measure'] =>
  measure?.kind === 'checklist' ? { ...measure, ticked: [...measure.ticked] } : measure;

/** Left out where there is none: packages of before knew neither. */
function attestations(
  indicator: string,
  review: Review,
): Pick<ReviewFile['indicators'][number], 'certificates' | 'liveChecks'> {
  const own = <T extends { readonly indicator: string }>(list: readonly T[]) =>
    list.filter((one) => one.indicator === indicator).map(({ indicator: _indicator, ...rest }) => rest);
  const [certificates, liveChecks] = [own(review.certificates), own(review.liveChecks)];
  return {
    ...(certificates.length === 0 ? {} : { certificates }),
    ...(liveChecks.length === 0 ? {} : { liveChecks }),
  };
}

type CitationEntry = ReviewFile['indicators'][number]['citations'][number];

/**
 * Numbered as on the screen: the n-th citation of the indicator is n. One that was made on an earlier revision says
 * where its content is now, or what it was.
 */
function citationEntries(
  indicator: string,
  { manifest, review, cited }: Pick<Parts, 'manifest' | 'review' | 'cited'>,
): CitationEntry[] {
  const items = citableItems(manifest, review);
  const marks = new Map<string | null, Mark>(review.marks.map((mark) => [mark.id, mark]));
  const plainSource = (evidence: string) => ({
    evidence,
    sha256: items.get(evidence)?.sha256 ?? null,
    title: items.get(evidence)?.title ?? evidence,
  });
  return review.citations
    .filter((citation) => citation.indicator === indicator)
    .map((citation, index) => ({
      number: index + 1,
      ...plainSource(citation.evidence),
      ...sourceEntry(cited.get(citation.id)),
      page: marks.get(citation.annotation)?.page ?? null,
      annotation: citation.annotation,
    }));
}

const sourceEntry = (source: CitedSource | undefined) =>
  source === undefined ? {} : { evidence: source.evidence, sha256: source.sha256, title: source.title };

type Status = EvidenceFile['evidence'][number]['status'];

/** Which files lie in the package itself, and under which name. */
interface PackedEvidence {
  readonly choice: EvidenceChoice;
  /** By id of the evidence. */
  readonly members: ReadonlyMap<string, string>;
}

/**
 * `evidence.json`: what was judged. A file without a status was never received. `team`: what the team brought itself,
 * left out where it brought nothing.
 */
export function buildEvidenceFile(
  manifest: SubmissionManifest,
  { teamEvidence }: Pick<Review, 'teamEvidence'>,
  statuses: readonly { readonly id: string; readonly status: Status }[],
  packed: PackedEvidence = { choice: 'none', members: new Map() },
): EvidenceFile {
  const place = (id: string) => {
    const member = packed.members.get(id);
    return member === undefined ? {} : { member };
  };
  const statusOf = new Map(statuses.map(({ id, status }) => [id, status]));
  return {
    format: 'lpa-evidence/1',
    submission: manifest.id,
    evidence: manifest.evidence.map(({ id, title, sha256, size, mediaType }) => ({
      id,
      title,
      sha256,
      size,
      mediaType,
      status: statusOf.get(id) ?? 'missing',
      ...place(id),
    })),
    links: manifest.links.map(({ id, title, url }) => ({ id, title, url })),
    ...(teamEvidence.length === 0 ? {} : { team: teamEvidence.map((one) => ({ ...one, ...place(one.id) })) }),
    ...(packed.choice === 'none' ? {} : { included: packed.choice }),
  };
}
