import { AppError } from '#common/contract/failures.ts';
import type { HttpClient } from '../http/client.ts';
import { readBytes } from '../http/read-body.ts';
import { toStatusFailure } from '../http/status-failure.ts';
import type { AskAuthority } from './request-timestamp.ts';

/** A token with its certificates has a few kilobytes. */
const maxAnswer = 128 * 1024;
const patience = 60_000;

/**
 * RFC 3161 3.4. Throws the failures of main/lib/http; a page instead of a token (a hotel's Wi-Fi, a wrong address) is
 * 'timestamp.refused' with details.reason 'answer'.
 */
export const askOver =
  (client: HttpClient, authority: URL, now: () => number): AskAuthority =>
  async (request, signal) => {
    const patient = AbortSignal.timeout(patience);
    const answer = await client.send(authority, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: request,
      signal: signal === undefined ? patient : AbortSignal.any([patient, signal]),
    });
    if (answer.status !== 200) {
      await answer.discard();
      throw toStatusFailure(answer, now());
    }
    const type = answer.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (type !== 'application/timestamp-reply') {
      await answer.discard();
      throw new AppError('timestamp.refused', { reason: 'answer', detail: type });
    }
    return readBytes(answer, maxAnswer);
  };
