import { AppError } from '#common/contract/failures.ts';
import type { HttpAnswer } from './client.ts';
import { readRetryAfter } from './retry-after.ts';

/**
 * What an answer without the wanted content means: 'server.busy' (with `waitMs` where the server says how long),
 * 'server.failed', 'server.not-lpa' for a redirect that nobody announced (a hotel's Wi-Fi), else 'server.refused'.
 */
export function toStatusFailure({ status, header }: Pick<HttpAnswer, 'status' | 'header'>, now: number): AppError {
  if (status === 429 || status === 503) {
    const waitMs = readRetryAfter(header('retry-after'), now);
    return new AppError('server.busy', { status, ...(waitMs === null ? {} : { waitMs }) });
  }
  if (status >= 500) return new AppError('server.failed', { status });
  if (status >= 300 && status < 400) return new AppError('server.not-lpa', { status });
  return new AppError('server.refused', { status });
}
