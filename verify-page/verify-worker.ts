import { isAppError } from '#common/contract/failures.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { readTrustFile, trustedOf } from '#main/lib/signing/trust-anchors.ts';
import { verifySource } from '#main/verify/verify-package.ts';
import { sourceOf } from './blob-source.ts';

export interface Order {
  readonly file: File;
  /** SHA-256 (hex) of the certificate that must be among the signers'; empty: none is asked for. */
  readonly signer: string;
  /** Certificates of authorities to trust and lists of revocations; none: no issuer is checked. */
  readonly trust: readonly File[];
  /** The same for who stamps the time. */
  readonly trustTime: readonly File[];
}

export type Answer =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly report: VerifyReport }
  | { readonly kind: 'failed'; readonly reason: string }
  /** What was given as trusted authorities is none. */
  | { readonly kind: 'bad-trust' };

/** The very verification that the app and `lpa verify` make. */
export async function carryOut(
  { file, signer, trust, trustTime }: Order,
  answer: (answer: Answer) => void,
): Promise<void> {
  try {
    const source = sourceOf(file, (bytes) => answer({ kind: 'progress', bytes }));
    const read = (files: readonly File[]) =>
      Promise.all(files.map(async (one) => readTrustFile(new Uint8Array(await one.arrayBuffer()))));
    const report = await verifySource(file.name, source, {
      ...(signer === '' ? {} : { signer }),
      ...trustedOf({ signers: await read(trust), time: await read(trustTime) }),
    });
    answer({ kind: 'done', report });
  } catch (error) {
    if (isAppError(error) && error.code.startsWith('trust.')) answer({ kind: 'bad-trust' });
    else answer({ kind: 'failed', reason: String(error) });
  }
}
