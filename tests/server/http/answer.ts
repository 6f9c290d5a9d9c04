import { createHash } from 'node:crypto';

/** What a handler says; how it goes over the wire (whole, compressed, broken on purpose) is decided elsewhere. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** Wrong on purpose: not held against the contract. */
  readonly isFault?: true;
}

export const json = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body: Buffer.from(JSON.stringify(value)),
});

/** RFC 9457. */
export const problem = (status: number, title: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  body: Buffer.from(JSON.stringify({ type: 'about:blank', title, status })),
});

/** One answer for what does not exist and for what is somebody else's. */
export const notFound = (): Answer => problem(404, 'Not found');

export const entityTag = (bytes: Uint8Array): string => `"${createHash('sha256').update(bytes).digest('hex')}"`;

/** RFC 9110, 13.1.2: weak comparison. */
export function isUnchanged(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}

const mayKeep = { 'cache-control': 'private, no-cache' };

export const tagged = (answer: Answer, tag: string): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...mayKeep, etag: tag },
});

export const notModified = (tag: string): Answer => ({ status: 304, headers: { ...mayKeep, etag: tag }, body: null });

/** The answer, or 304 where the client has it already. */
export const conditional = (answer: Answer, tag: string, ifNoneMatch: string | undefined): Answer =>
  isUnchanged(ifNoneMatch, tag) ? notModified(tag) : tagged(answer, tag);
