import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { HttpAnswer } from '#main/lib/http/client.ts';

export type Headers = Readonly<Record<string, string>>;

/** The signed-in server, as other features ask it. Every call may throw AppError 'server.…' or 'sign-in.required'. */
export interface ServerSession {
  json<S extends z.ZodType>(path: string, schema: S, limit: number, signal?: AbortSignal): Promise<z.output<S>>;
  /** Follows redirects to the allowed object stores (with headers of their own); the caller looks at the status. */
  open(path: string, headers: Headers, signal?: AbortSignal, elsewhere?: Headers): Promise<HttpAnswer>;
  /** Sends something to the server itself, whatever address it named for that: no redirect, no other origin. */
  send(request: Sending): Promise<HttpAnswer>;
  /** Base address of the server, as it is configured now. Throws 'server.none'. */
  server(): Promise<string>;
}

export interface Sending {
  readonly method: 'GET' | 'HEAD' | 'PATCH' | 'POST';
  /** Relative to the server, or absolute as it was answered. */
  readonly address: string;
  readonly headers: Headers;
  /** Called again where the token has to be renewed first. */
  readonly body?: () => Readable;
  readonly signal: AbortSignal;
}
