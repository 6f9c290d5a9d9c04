import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import type { ReadinessEntry } from '#common/domain/readiness.ts';
import type { EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';

/** The submissions as this feature needs them. */
export interface FieldSubmissions {
  list(): Promise<readonly Pick<SubmissionSummary, 'id' | 'state'>[]>;
  load(id: string): Promise<{
    readonly manifest: SubmissionManifest;
    readonly evidence: readonly { readonly id: string; readonly status: string }[];
  }>;
  /** What of each submission changes when something comes in. */
  records(): Promise<
    readonly {
      readonly id: string;
      readonly manifestDigest: string;
      readonly evidence: readonly { readonly id: string; readonly status: string }[];
    }[]
  >;
}

/** One file where an LAO attached it. */
export interface PlacedFile {
  readonly submission: string;
  readonly laoName: string;
  readonly item: EvidenceItem;
}

/** What has to be there in the field: everything that belongs to submissions without a signed result. */
export interface FieldFiles {
  readonly submissions: number;
  /** All that should be here, those that never came in included. */
  readonly files: number;
  /** By SHA-256: the same content in many places is one. */
  readonly contents: ReadonlyMap<string, readonly [PlacedFile, ...PlacedFile[]]>;
  /** Quarantined or missing since they came in. */
  readonly absent: readonly ReadinessEntry[];
  readonly links: readonly ReadinessEntry[];
}

export const entryOf = ({ submission, laoName, item }: PlacedFile, reason: string): ReadinessEntry => ({
  submission,
  laoName,
  evidence: item.id,
  indicator: item.indicators[0] ?? null,
  title: item.title,
  reason,
});

export const isForField = ({ state }: Pick<SubmissionSummary, 'state'>): boolean => state !== 'signed';

export async function collectFieldFiles(submissions: FieldSubmissions, signal: AbortSignal): Promise<FieldFiles> {
  const chosen = (await submissions.list()).filter(isForField);
  const contents = new Map<string, [PlacedFile, ...PlacedFile[]]>();
  const absent: ReadinessEntry[] = [];
  const links: ReadinessEntry[] = [];
  let files = 0;
  for (const { id } of chosen) {
    signal.throwIfAborted();
    const { manifest, evidence } = await submissions.load(id);
    const laoName = manifest.lao.name;
    for (const [index, item] of manifest.evidence.entries()) {
      const file = { submission: id, laoName, item };
      const status = evidence[index]?.status ?? 'missing';
      files += 1;
      if (status !== 'ready') absent.push(entryOf(file, status));
      else {
        const same = contents.get(item.sha256);
        if (same === undefined) contents.set(item.sha256, [file]);
        else same.push(file);
      }
    }
    for (const { id: evidenceId, indicators, title } of manifest.links)
      links.push({
        submission: id,
        laoName,
        evidence: evidenceId,
        indicator: indicators[0] ?? null,
        title,
        reason: 'link',
      });
  }
  return { submissions: chosen.length, files, contents, absent, links };
}
