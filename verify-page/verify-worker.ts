import { isAppError } from '#common/contract/failures.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { readTrustFile, trustAnchorsOf } from '#main/lib/signing/trust-anchors.ts';
import { verifySource } from '#main/verify/verify-package.ts';
import { sourceOf } from './blob-source.ts';

export interface Order {
  readonly file: File;
  /** SHA-256 (hex) of the certificate that must be among the signers'; empty: none is asked for. */
  readonly signer: string;
  /** Certificates of authorities to trust and lists of revocations; none: no issuer is checked. */
  readonly trust: readonly File[];
}

export type Answer =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly report: VerifyReport }
  | { readonly kind: 'failed'; readonly reason: string }
  /** What was given as trusted authorities is none. */
  | { readonly kind: 'bad-trust' };

/** The very verification that the app and `lpa verify` make. */
export async function carryOut({ file, signer, trust }: Order, answer: (answer: Answer) => void): Promise<void> {
  try {
    const source = sourceOf(file, (bytes) => answer({ kind: 'progress', bytes }));
    const files = await Promise.all(trust.map(async (one) => readTrustFile(new Uint8Array(await one.arrayBuffer()))));
    const report = await verifySource(file.name, source, {
      ...(signer === '' ? {} : { signer }),
      ...(files.length === 0 ? {} : { trust: trustAnchorsOf(files) }),
    });
    answer({ kind: 'done', report });
  } catch (error) {
    if (isAppError(error) && error.code === 'trust.unreadable') answer({ kind: 'bad-trust' });
    else answer({ kind: 'failed', reason: String(error) });
  }
}
