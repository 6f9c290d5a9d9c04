import { navigate } from 'wouter/use-hash-location';
import type { SearchHit } from '#common/contract/channels/search.ts';
import { wantEvidence } from './wanted-evidence.ts';

type Place = Pick<SearchHit, 'submission' | 'indicator' | 'evidence' | 'page' | 'quote'>;

/** Address of the screen where a find stands. */
const addressOf = ({ submission, indicator }: Pick<Place, 'submission' | 'indicator'>): string =>
  indicator === null ? `/s/${submission}` : `/s/${submission}/review/${indicator}`;

/** Goes to where a find stands: its indicator, its file, its page, its words. */
export function openHit(hit: Place): void {
  const { indicator, evidence, page, quote } = hit;
  if (indicator !== null && evidence !== null) wantEvidence(indicator, evidence, { page, find: quote });
  navigate(addressOf(hit));
}
