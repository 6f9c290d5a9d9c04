import type { Readable } from 'node:stream';
import type { EvidenceItem } from '#common/domain/submission.ts';

/**
 * Where a submission's bytes come from: a `.lpasub` file, or a server. Everything that a source says is checked by the
 * importer; a source only brings bytes.
 */
export interface SubmissionSource {
  /** Thumbprints (hex) of the keys that the source vouches for; null where nobody does, as for a file. */
  readonly published: ReadonlySet<string> | null;
  /** The manifest as compact JWS. Throws AppError('bundle.no-manifest') without one. */
  manifest(): Promise<string>;
  /** The instrument's file, if the source brings one. */
  instrument(): Promise<Buffer | null>;
  /** Name of a file that is there but not among `listed`, if any: what no signature covers is refused. */
  unlisted(listed: ReadonlySet<string>): string | null;
  /** 'differs': it is known already that the file is not what the manifest says. */
  evidence(item: EvidenceItem): Promise<Readable | 'missing' | 'differs'>;
  close(): Promise<void>;
}
