import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { Output } from '#common/contract/contract.ts';
import type { CitedSource } from '#common/domain/cited-source.ts';
import type { Citation } from '#common/domain/review-event.ts';
import type { EvidenceItem, EvidenceLink } from '#common/domain/submission.ts';
import type { LiveCheck, TeamEvidence } from '#common/domain/visit.ts';

/** One tab of the viewer: a file or an address that the LAO gave as evidence. */
export type EvidenceTab =
  | {
      readonly kind: 'file';
      readonly id: string;
      readonly title: string;
      readonly item: EvidenceItem;
      readonly status: FileStatus;
      readonly origin: TabOrigin;
    }
  | {
      readonly kind: 'link';
      readonly id: string;
      readonly title: string;
      readonly link: EvidenceLink;
      readonly origin: TabOrigin;
    }
  | {
      readonly kind: 'live';
      readonly id: string;
      readonly title: string;
      readonly check: LiveCheck;
      readonly origin: 'team';
    };
/**
 * Seen from where the indicator was judged, or from where the team began. 'earlier': no longer part of the submission, to
 * be read only. 'team': brought by the team itself.
 */
type TabOrigin = 'as-before' | 'added' | 'replaced' | 'earlier' | 'team';
type FileStatus = Output<'submission.get'>['evidence'][number]['status'];

type Cited = Readonly<Record<string, CitedSource>>;

/** What a citation refers to, where it was made on an earlier revision and the evidence id does not say it any more. */
export const sourceOf = (citation: Pick<Citation, 'id'>, cited: Cited): CitedSource | null =>
  Object.hasOwn(cited, citation.id) ? (cited[citation.id] ?? null) : null;

/** The tab that shows what is cited. */
export function tabOf(citation: Pick<Citation, 'id' | 'evidence'>, cited: Cited): string {
  const source = sourceOf(citation, cited);
  if (source === null) return citation.evidence;
  const { file, link } = source.found ?? { file: null, link: null };
  if (!source.isLost) return source.evidence;
  return file === null ? (link === null ? citation.evidence : earlierLink(link)) : file.sha256;
}

/** Named by what is in it: its id may belong to another file now. Main serves earlier files under their digest. */
const earlierLink = (link: EvidenceLink): string => `${link.id} ${link.url}`;

/**
 * What the LAO attached to the indicator, then what the team brought for it, then what was cited for it from elsewhere,
 * then what an earlier revision held: cited or exchanged since, and to be read only.
 */
export function tabsOf(
  detail: Output<'submission.get'>,
  { review, cited, changes }: Pick<ReviewSnapshot, 'review' | 'cited' | 'changes'>,
  indicator: string,
): readonly EvidenceTab[] {
  const { manifest } = detail;
  const citations = review.citations.filter((citation) => citation.indicator === indicator);
  const wanted = new Set(citations.map((citation) => tabOf(citation, cited)));
  const statuses = new Map(detail.evidence.map(({ id, status }) => [id, status]));
  const change = Object.hasOwn(changes, indicator) ? changes[indicator] : undefined;
  const [files, links] = [originsOf(change?.files), originsOf(change?.links)];
  const all: readonly (EvidenceTab & { readonly own: boolean })[] = [
    ...manifest.evidence.map((item) => ({
      ...fileTab(item.id, item, files.get(item.id) ?? 'as-before'),
      status: statuses.get(item.id) ?? ('missing' as const),
      own: item.indicators.includes(indicator),
    })),
    ...manifest.links.map((link) => ({
      ...linkTab(link.id, link, links.get(link.id) ?? 'as-before'),
      own: link.indicators.includes(indicator),
    })),
    ...review.teamEvidence.map((item) => ({
      ...fileTab(item.id, asEvidence(item), 'team'),
      own: item.indicators.includes(indicator),
    })),
    ...review.liveChecks.map((check) => ({
      kind: 'live' as const,
      id: check.id,
      title: check.address,
      check,
      origin: 'team' as const,
      own: check.indicator === indicator,
    })),
  ];
  const now = [...all.filter((tab) => tab.own), ...all.filter((tab) => !tab.own && wanted.has(tab.id))];
  const contents = new Set(manifest.evidence.map(({ sha256 }) => sha256));
  const lost = citations.flatMap((citation) => {
    const source = sourceOf(citation, cited);
    return source?.isLost === true && source.found !== null ? [source.found] : [];
  });
  const earlierFiles = [...lost.flatMap(({ file }) => file ?? []), ...goneOf(change?.files)];
  const earlierLinks = [...lost.flatMap(({ link }) => link ?? []), ...goneOf(change?.links)];
  const earlier: readonly EvidenceTab[] = [
    ...earlierFiles.filter((file) => !contents.has(file.sha256)).map((file) => fileTab(file.sha256, file, 'earlier')),
    ...earlierLinks.map((link) => linkTab(earlierLink(link), link, 'earlier')),
  ];
  return [...new Map([...now, ...earlier].map((tab) => [tab.id, tab])).values()];
}

/** Somebody opened what is in it now. */
export const isSeen = ({ id, kind, origin }: EvidenceTab, { review, gaps }: Pick<ReviewSnapshot, 'review' | 'gaps'>) =>
  origin === 'earlier' ||
  origin === 'team' ||
  (kind === 'link'
    ? review.seen.includes(id)
    : gaps.find((gap) => gap.kind === 'not-seen')?.evidence.includes(id) !== true);

/** As the viewer takes it; it lies in no bundle. */
const asEvidence = ({ id, indicators, title, sha256, size, mediaType }: TeamEvidence): EvidenceItem => ({
  ...{ id, indicators, title, sha256, size, mediaType },
  path: '',
});

const fileTab = (id: string, item: EvidenceItem, origin: TabOrigin) => {
  return { kind: 'file' as const, id, title: item.title, item, status: 'ready' as const, origin };
};
const linkTab = (id: string, link: EvidenceLink, origin: TabOrigin) => {
  return { kind: 'link' as const, id, title: link.title, link, origin };
};

interface Exchanged<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly replaced: readonly { readonly before: T; readonly after: T }[];
}

const originsOf = (change: Exchanged<{ readonly id: string }> | undefined): ReadonlyMap<string, TabOrigin> =>
  new Map([
    ...(change?.added.map(({ id }) => [id, 'added'] as const) ?? []),
    ...(change?.replaced.map(({ after }) => [after.id, 'replaced'] as const) ?? []),
  ]);

const goneOf = <T>(change: Exchanged<T> | undefined): readonly T[] =>
  change === undefined ? [] : [...change.replaced.map(({ before }) => before), ...change.removed];
