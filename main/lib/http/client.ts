import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { Agent, request } from 'undici';
import { AppError } from '#common/contract/failures.ts';
import { isPrivateAddress, isPrivateHost } from './addresses.ts';
import { collect, type Collected } from './collect.ts';
import { toLineFailure } from './line-failure.ts';

/** An answer whose headers have come. Its body must be read to the end, discarded or destroyed. */
export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  readonly body: Collected;
  /** Reads a short rest away, so that the connection can be used again. */
  discard(): Promise<void>;
}

interface HttpRequest {
  readonly method?: 'GET' | 'HEAD' | 'PATCH' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
  readonly signal?: AbortSignal;
}

export interface HttpClient {
  /** Never follows a redirect. Throws AppError('server.unreachable' | 'server.certificate' | 'server.forbidden-address'). */
  send(url: URL, options?: HttpRequest): Promise<HttpAnswer>;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

export interface HttpClientOptions {
  /** Kept-alive connections for each origin. */
  readonly connections: number;
  /** Whether a host name may turn out to be an address inside (a router, this machine). */
  readonly privateAddresses: boolean;
}

const timeouts = { connect: 15_000, headersTimeout: 30_000, bodyTimeout: 30_000, keepAliveTimeout: 20_000 };

/**
 * HTTP/1.1 over kept-alive connections, by undici's `request`: its `fetch` cancels a body silently when the answer object
 * is garbage-collected before the body is read.
 */
export function createHttpClient({ connections, privateAddresses }: HttpClientOptions): HttpClient {
  const { connect, ...waits } = timeouts;
  const agent = new Agent({
    connections,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: 32 * 1024,
    connect: { timeout: connect, ...(privateAddresses ? {} : { lookup: outsideOnly }) },
    ...waits,
  });
  return {
    async send(url, { method = 'GET', headers = {}, body, signal } = {}) {
      // An address needs no look-up, so it never comes by `outsideOnly`.
      if (!privateAddresses && isPrivateHost(url.hostname))
        throw new AppError('server.forbidden-address', { address: url.host });
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method,
          headers: { 'user-agent': 'LPA-Assessor', ...headers },
          ...(body === undefined ? {} : { body }),
          ...(signal === undefined ? {} : { signal }),
        });
        const collected = collect(answer.body);
        return {
          status: answer.statusCode,
          header: (name) => {
            const value = answer.headers[name];
            return Array.isArray(value) ? value[0] : value;
          },
          body: collected,
          discard: () => discard(collected),
        };
      } catch (error) {
        // Whoever gave up says why; time that is up means the line.
        throw toLineFailure(signal?.aborted === true ? signal.reason : error);
      }
    },
    close: () => agent.destroy(),
  };
}

/**
 * A name that leads inside is refused when the connection is made, not before: looked up twice, it could answer
 * differently the second time (DNS rebinding).
 */
const outsideOnly: LookupFunction = (hostname, options, done) => {
  dnsLookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses: readonly LookupAddress[] = error === null ? found : [];
    const [first] = addresses;
    if (error !== null || first === undefined) {
      done(error ?? new Error('no address'), '', 4);
      return;
    }
    if (addresses.some(({ address }) => isPrivateAddress(address))) {
      done(new AppError('server.forbidden-address', { address: hostname }), '', 4);
      return;
    }
    if (options.all === true) done(null, [...addresses]);
    else done(null, first.address, first.family);
  });
};

/** Most of a rest that is worth reading; a new connection is cheaper than more. */
const smallRest = 64 * 1024;

async function discard(body: Collected): Promise<void> {
  let size = 0;
  try {
    for await (const piece of body.bytes()) {
      size += piece.length;
      if (size > smallRest) break;
    }
  } catch {
    // It was not wanted anyway.
  }
  body.destroy();
}
