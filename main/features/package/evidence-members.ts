import type { Amendments } from '#common/domain/amendments.ts';
import { chosenEvidence, packedNumber, type EvidenceChoice } from '#common/domain/packed-evidence.ts';
import type { Review } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import { endingOf } from '#main/lib/content-type.ts';
import { fileBase } from '#main/lib/file-base.ts';
import type { BlobStore } from '#main/storage/library.ts';
import { evidenceFolder } from '#main/verify/package-members.ts';

/** A file of evidence in a package. The same content under two ids lies there once. */
export interface PackedFile {
  readonly id: string;
  readonly title: string;
  readonly member: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/** Characters of a title in a name: with Thai letters of three bytes what file systems take of one name. */
const longest = 60;

/** "0007 งบแสดงฐานะการเงิน.pdf": the number keeps names apart, also where letter case does not count. */
function nameOf(number: string, title: string, ending: string): string {
  const base = fileBase(title.normalize('NFC'));
  const bare = base.toLowerCase().endsWith(ending.toLowerCase()) ? base.slice(0, base.length - ending.length) : base;
  const cut = Array.from(bare)
    .slice(0, longest)
    .join('')
    .replace(/[. ]+$/, '');
  return `${evidenceFolder}${`${number} ${cut}`.trim()}${ending}`;
}

const endingIn = (path: string): string => /\.[A-Za-z0-9]{1,8}$/.exec(path)?.[0] ?? '';

/** The files that a choice puts into the package, those of them that reached the team whole. */
export function packFiles(
  choice: EvidenceChoice,
  parts: {
    readonly manifest: SubmissionManifest;
    readonly review: Review;
    readonly amendments: Pick<Amendments, 'cited'>;
    readonly evidence: readonly { readonly id: string; readonly status: string }[];
  },
): readonly PackedFile[] {
  const { manifest, review } = parts;
  const chosen = chosenEvidence(choice, { manifest, review, cited: parts.amendments.cited });
  const ready = new Set(parts.evidence.filter(({ status }) => status === 'ready').map(({ id }) => id));
  const members = new Map<string, string>();
  const packed = (
    { id, title, sha256, size, mediaType }: Omit<PackedFile, 'member'>,
    number: string,
    ending: string,
  ): PackedFile => {
    const member = members.get(sha256) ?? nameOf(number, title, ending);
    members.set(sha256, member);
    return { id, title, member, sha256, size, mediaType };
  };
  return [
    ...manifest.evidence.flatMap((item, index) =>
      chosen.has(item.id) && ready.has(item.id) ? [packed(item, packedNumber(index, 'lao'), endingIn(item.path))] : [],
    ),
    ...review.teamEvidence.flatMap((item, index) =>
      chosen.has(item.id) ? [packed(item, packedNumber(index, 'team'), endingOf(item.mediaType))] : [],
    ),
  ];
}

/** Their bytes, straight from the sealed store while the container is written. */
export function* evidenceMembers(
  files: readonly PackedFile[],
  blobs: Pick<BlobStore, 'stream'>,
): Generator<AsiceMember> {
  const written = new Set<string>();
  for (const { member, sha256, size, mediaType } of files) {
    if (written.has(member)) continue;
    written.add(member);
    yield { name: member, mediaType, content: { size, open: async () => blobs.stream(sha256) } };
  }
}
