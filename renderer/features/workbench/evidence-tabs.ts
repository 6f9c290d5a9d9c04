import type { Output } from '#common/contract/contract.ts';
import type { Review } from '#common/domain/review.ts';
import type { EvidenceTab } from './desk.ts';

/** What the LAO attached to the indicator, then what was cited for it from elsewhere. */
export function tabsOf(detail: Output<'submission.get'>, review: Review, indicator: string): readonly EvidenceTab[] {
  const { manifest } = detail;
  const cited = new Set(
    review.citations.filter((citation) => citation.indicator === indicator).map((citation) => citation.evidence),
  );
  const statuses = new Map(detail.evidence.map(({ id, status }) => [id, status]));
  const all: readonly (EvidenceTab & { readonly own: boolean })[] = [
    ...manifest.evidence.map((item) => ({
      kind: 'file' as const,
      id: item.id,
      title: item.title,
      item,
      status: statuses.get(item.id) ?? ('missing' as const),
      own: item.indicators.includes(indicator),
    })),
    ...manifest.links.map((link) => ({
      kind: 'link' as const,
      id: link.id,
      title: link.title,
      link,
      own: link.indicators.includes(indicator),
    })),
  ];
  return [...all.filter((tab) => tab.own), ...all.filter((tab) => !tab.own && cited.has(tab.id))];
}
