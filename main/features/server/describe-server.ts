import { z } from 'zod';
import { AppError } from '#common/contract/failures.ts';
import { ServerDescription } from '#common/formats/assessment-server.ts';
import { isLoopbackHost, isPrivateHost, isSafeTransport, parse } from '#main/lib/http/addresses.ts';
import type { HttpClient } from '#main/lib/http/client.ts';
import { readJson } from '#main/lib/http/read-body.ts';

const limit = 64 * 1024;
/** Enough to tell a newer server from another web page. */
const AnyVersion = z.looseObject({ api: z.string().regex(/^lpa-assessment\/\d{1,6}$/) });

export interface Described {
  readonly description: ServerDescription;
  /** Milliseconds that the server's clock is ahead; half of the way there and back counts as the way. */
  readonly clockAhead: number;
}

/** Asks an address who it is. Throws AppError 'server.…'. */
export async function describeServer(
  client: HttpClient,
  base: URL,
  now: () => number,
  signal?: AbortSignal,
): Promise<Described> {
  const sent = now();
  const timeout = AbortSignal.timeout(20_000);
  const answer = await client.send(new URL('.well-known/lpa-assessment', base), {
    headers: { accept: 'application/json' },
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  });
  const received = now();
  if (answer.status !== 200) {
    answer.body.destroy();
    if (answer.status >= 500) throw new AppError('server.failed', { status: answer.status });
    throw new AppError('server.not-lpa', { status: answer.status });
  }
  const found = await readJson(answer, AnyVersion, limit).catch((error: unknown) => {
    // Some JSON, but of no server of this kind.
    if (error instanceof AppError && error.details.reason === 'schema') throw new AppError('server.not-lpa');
    throw error;
  });
  if (found.api !== 'lpa-assessment/1') throw new AppError('server.newer-api', { api: found.api });
  const parsed = ServerDescription.safeParse(found);
  if (!parsed.success)
    throw new AppError('server.bad-answer', { reason: 'schema', path: parsed.error.issues[0]?.path.join('.') ?? '' });
  const description = parsed.data;
  checkAddresses(base, description);
  return { description, clockAhead: Date.parse(description.time) - (sent + received) / 2 };
}

/** A server in the internet has no business with addresses inside an office: they would be asked from there. */
function checkAddresses(base: URL, { issuer, evidenceOrigins }: ServerDescription): void {
  for (const text of [issuer, ...evidenceOrigins]) {
    const url = parse(text);
    if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
      throw new AppError('server.bad-answer', { reason: 'address' });
    if (!isSafeTransport(url)) throw new AppError('server.insecure', { address: url.host });
    if (isLoopbackHost(url.hostname) && !isLoopbackHost(base.hostname))
      throw new AppError('server.forbidden-address', { address: url.host });
    if (isPrivateHost(url.hostname) && !isPrivateHost(base.hostname))
      throw new AppError('server.forbidden-address', { address: url.host });
  }
}
