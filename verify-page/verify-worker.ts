import type { VerifyReport } from '#common/domain/verdict.ts';
import { verifySource } from '#main/verify/verify-package.ts';
import { sourceOf } from './blob-source.ts';

export interface Order {
  readonly file: File;
  /** SHA-256 (hex) of the certificate that must be among the signers'; empty: none is asked for. */
  readonly signer: string;
}

export type Answer =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly report: VerifyReport }
  | { readonly kind: 'failed'; readonly reason: string };

/** The very verification that the app and `lpa verify` make. */
export async function carryOut({ file, signer }: Order, answer: (answer: Answer) => void): Promise<void> {
  try {
    const source = sourceOf(file, (bytes) => answer({ kind: 'progress', bytes }));
    const report = await verifySource(file.name, source, signer === '' ? {} : { signer });
    answer({ kind: 'done', report });
  } catch (error) {
    answer({ kind: 'failed', reason: String(error) });
  }
}
