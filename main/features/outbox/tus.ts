import { Readable } from 'node:stream';
import type { z } from 'zod';
import { AppError } from '#common/contract/failures.ts';
import { parse } from '#main/lib/http/addresses.ts';
import type { HttpAnswer } from '#main/lib/http/client.ts';
import { readRetryAfter } from '#main/lib/http/retry-after.ts';
import { toStatusFailure } from '#main/lib/http/status-failure.ts';

/**
 * The core of tus 1.0.0 and its creation, over the app's own road to the network. It is three requests; `tus-js-client` would
 * bring its own idea of when to try again (against our circuit, which is one for the server), of where uploads are
 * remembered (against the sealed rows), and would follow whatever address the server names.
 */
export interface UploadSession {
  json<S extends z.ZodType>(path: string, schema: S, limit: number, signal?: AbortSignal): Promise<z.output<S>>;
  send(request: {
    readonly method: 'GET' | 'HEAD' | 'PATCH' | 'POST';
    readonly address: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: () => Readable;
    readonly signal: AbortSignal;
  }): Promise<HttpAnswer>;
  server(): Promise<string>;
}

interface TusParts {
  readonly session: UploadSession;
  readonly signal: AbortSignal;
  readonly now: () => number;
}

export interface Sent {
  readonly sha256: string;
  readonly size: number;
  readonly fileName: string;
  readonly submission: string;
}

const version = { 'tus-resumable': '1.0.0' } as const;
const longestAddress = 2000;
/** Milliseconds for an answer without content. */
const deadline = 60_000;

const lied = (reason: string) => new AppError('server.bad-answer', { reason });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Where the bytes are to go, on the server itself; null where it says that it has the package already. */
export async function createUpload(parts: TusParts, sent: Sent): Promise<string | null> {
  const { session, now } = parts;
  const { sha256, size, fileName, submission } = sent;
  const metadata = Object.entries({ filename: fileName, sha256, submission });
  const answer = await session.send({
    method: 'POST',
    address: 'v1/uploads',
    headers: {
      ...version,
      'upload-length': String(size),
      'upload-metadata': metadata.map(([key, value]) => `${key} ${base64(value)}`).join(','),
      'content-length': '0',
    },
    signal: inTime(parts),
  });
  await answer.discard();
  if (answer.status === 409) return null;
  if (answer.status !== 201) throw refusalOf(answer, now());
  return addressOf(answer.header('location') ?? '', await session.server());
}

/** A server that was broken into must not send the result elsewhere, nor into the house. */
function addressOf(location: string, server: string): string {
  const target = location.length > longestAddress ? null : parse(location, new URL('v1/uploads', server));
  if (location === '' || target === null) throw lied('location');
  if (target.origin !== new URL(server).origin || target.username !== '' || target.password !== '')
    throw new AppError('server.forbidden-address', { address: target.origin });
  return target.href;
}

/** How many bytes the server has; null where the upload is not there any more. */
export async function findOffset(parts: TusParts, address: string, size: number): Promise<number | null> {
  const answer = await parts.session.send({ method: 'HEAD', address, headers: version, signal: inTime(parts) });
  await answer.discard();
  if (isGone(answer)) return null;
  if (answer.status !== 200 && answer.status !== 204) throw refusalOf(answer, parts.now());
  const length = answer.header('upload-length');
  if (length !== undefined && length !== String(size)) throw lied('length');
  return readOffset(answer, size);
}

/** Sends the bytes [begin, end). 'gone': the upload is not there any more; 'elsewhere': the server has another number of them. */
export async function sendPiece(
  parts: TusParts & { read(begin: number, end: number): AsyncIterable<Buffer> },
  address: string,
  { begin, end, size }: { readonly begin: number; readonly end: number; readonly size: number },
): Promise<'kept' | 'gone' | 'elsewhere'> {
  const answer = await parts.session.send({
    method: 'PATCH',
    address,
    headers: {
      ...version,
      'upload-offset': String(begin),
      'content-type': 'application/offset+octet-stream',
      'content-length': String(end - begin),
    },
    body: () => Readable.from(parts.read(begin, end), { objectMode: false }),
    signal: parts.signal,
  });
  await answer.discard();
  if (isGone(answer)) return 'gone';
  if (answer.status === 409) return 'elsewhere';
  if (answer.status !== 204) throw refusalOf(answer, parts.now());
  if (readOffset(answer, size) !== end) throw lied('offset');
  return 'kept';
}

const inTime = ({ signal }: TusParts): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(deadline)]);

/** 403: of somebody else who was signed in, or of a team that the person is not in any more. A new one says which. */
const isGone = ({ status }: HttpAnswer): boolean => status === 403 || status === 404 || status === 410;

function readOffset(answer: HttpAnswer, size: number): number {
  const text = answer.header('upload-offset') ?? '';
  if (!/^\d{1,15}$/.test(text) || Number(text) > size) throw lied('offset');
  return Number(text);
}

/** 423: somebody else, or our own last request, still writes. */
function refusalOf(answer: HttpAnswer, now: number): AppError {
  const { status } = answer;
  if (status === 403 || status === 404) return new AppError('outbox.not-assigned');
  if (status === 413) return new AppError('outbox.too-large');
  if (status === 422) return new AppError('outbox.differs');
  if (status === 423) {
    const waitMs = readRetryAfter(answer.header('retry-after'), now);
    return new AppError('outbox.upload-locked', waitMs === null ? {} : { waitMs });
  }
  return toStatusFailure(answer, now);
}
