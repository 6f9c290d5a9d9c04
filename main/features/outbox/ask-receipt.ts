import { AppError } from '#common/contract/failures.ts';
import { readBytes } from '#main/lib/http/read-body.ts';
import { readRetryAfter } from '#main/lib/http/retry-after.ts';
import { toStatusFailure } from '#main/lib/http/status-failure.ts';
import type { UploadSession } from './tus.ts';

/** As for files (main/features/receipt): 200 reasons with the longest sentences. */
const mostBytes = 4 * 1024 * 1024;

type Asked = { readonly jws: string } | { readonly jws: null; readonly waitMs: number | null };

/** The receipt of a package that the server has. Throws 'outbox.lost' where it says that it has none such. */
export async function askReceipt(
  session: UploadSession,
  sha256: string,
  { signal, now }: { readonly signal: AbortSignal; readonly now: () => number },
): Promise<Asked> {
  const answer = await session.send({
    method: 'GET',
    address: `v1/packages/${sha256}/receipt`,
    headers: { accept: 'application/jose', 'accept-encoding': 'gzip' },
    signal,
  });
  if (answer.status === 200) {
    const type = answer.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (type === 'application/jose') return { jws: (await readBytes(answer, mostBytes)).toString('latin1') };
    answer.body.destroy();
    throw new AppError(type === 'text/html' ? 'server.not-lpa' : 'server.bad-answer', { reason: 'type' });
  }
  await answer.discard();
  if (answer.status === 202) return { jws: null, waitMs: readRetryAfter(answer.header('retry-after'), now()) };
  throw answer.status === 404 ? new AppError('outbox.lost') : toStatusFailure(answer, now());
}
