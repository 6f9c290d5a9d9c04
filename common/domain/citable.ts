import type { Review } from './review.ts';
import type { SubmissionManifest } from './submission.ts';

/** Something that a citation can name by its id, as it is now. */
export interface Citable {
  readonly title: string;
  /** Lower-case hex; null for a link and a live check. */
  readonly sha256: string | null;
  readonly kind: 'file' | 'link' | 'team-file' | 'live-check';
  readonly isImage: boolean;
}

/** What the LAO sent and what the team brought. Where both claim an id, the LAO's stands: it is signed. */
export function citableItems(
  manifest: Pick<SubmissionManifest, 'evidence' | 'links'>,
  review: Pick<Review, 'teamEvidence' | 'liveChecks'>,
): ReadonlyMap<string, Citable> {
  const file =
    (kind: 'file' | 'team-file') => (item: { id: string; title: string; sha256: string; mediaType: string }) =>
      [
        item.id,
        { title: item.title, sha256: item.sha256, kind, isImage: item.mediaType.startsWith('image/') },
      ] as const;
  return new Map<string, Citable>([
    ...review.liveChecks.map(
      ({ id, address, at }) =>
        [id, { title: liveCheckTitle(address, at), sha256: null, kind: 'live-check', isImage: false }] as const,
    ),
    ...review.teamEvidence.map(file('team-file')),
    ...manifest.links.map(({ id, title }) => [id, { title, sha256: null, kind: 'link', isImage: false }] as const),
    ...manifest.evidence.map(file('file')),
  ]);
}

/** No longer than the title of a file may be: a web address can be, and would make the signed result unreadable. */
const liveCheckTitle = (address: string, at: string): string => {
  const shown = address.length > longestAddress ? `${address.slice(0, longestAddress)}…` : address;
  return `${shown} · ${at.slice(0, 10)}`;
};
const longestAddress = 400;
