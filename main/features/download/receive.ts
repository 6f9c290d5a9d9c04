import { AppError, isAppError } from '#common/contract/failures.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import type { HttpAnswer } from '#main/lib/http/client.ts';
import { toLineFailure } from '#main/lib/http/line-failure.ts';
import { atSpeed, type SpeedFloor } from '#main/lib/http/speed-floor.ts';
import { toStatusFailure } from '#main/lib/http/status-failure.ts';
import { release } from '#main/lib/release.ts';
import type { PartialBlob } from '#main/storage/library.ts';

type Headers = Readonly<Record<string, string>>;

export interface Receiving {
  /** `elsewhere`: what an object store is asked instead, when the server sends on to one. */
  open(path: string, headers: Headers, signal: AbortSignal, elsewhere: Headers): Promise<HttpAnswer>;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Plain bytes that came in (or, negative, that have to come in again). */
  readonly onBytes: (bytes: number) => void;
  /** Bytes that came over the line just now. */
  readonly onReceived: (bytes: number) => void;
}

/** Whoever sends less than this holds a connection for nothing. */
const floor: SpeedFloor = { bytes: 16 * 1024, everyMs: 30_000 };

const differs = (reason: string) => new AppError('file.unreadable', { reason });

/** What one file's requests have learned; begins empty. */
export interface FileMemory {
  /** Entity tag of the store that answered last, for `If-Range`. */
  tag: string | null;
}

/**
 * One request for the bytes that are still missing of a file, streamed into the store. Returns when the store has them
 * all. Throws AppError 'file.unreadable' when what comes is not the manifest's file, 'server.unreachable' when it broke
 * off (what came is kept), or what the status says.
 */
export async function receive(
  partial: PartialBlob,
  path: string,
  item: EvidenceItem,
  memory: FileMemory,
  { open, signal, now, onBytes, onReceived }: Receiving,
): Promise<void> {
  const from = partial.position;
  if (from === item.size && from > 0) return;
  const answer = await open(
    path,
    rangeFrom(from, memory.tag ?? `"${item.sha256}"`),
    signal,
    rangeFrom(from, memory.tag),
  );
  try {
    if (await startsOver(answer, from, item, now)) {
      await partial.restart();
      onBytes(-from);
    }
    checkTag(answer, item, memory);
    for await (const piece of atSpeed(answer.body, floor)) {
      // Announced as one size, sent as another: not a byte more is taken.
      if (partial.position + piece.length > item.size) throw differs('size');
      await partial.write(piece);
      onBytes(piece.length);
      onReceived(piece.length);
      release(piece);
    }
  } catch (error) {
    signal.throwIfAborted();
    // Errors of the disk are AppErrors already; what is left comes from the socket.
    throw isAppError(error) ? error : toLineFailure(error);
  } finally {
    answer.body.destroy();
  }
  // Without a length a cut body looks like a whole one.
  if (partial.position < item.size) throw new AppError('server.unreachable', { cause: 'short' });
}

/**
 * The server's own tag is the digest, so a new process can ask for it too. An object store has a tag of its own, known only
 * from its last answer; without it the digest at the end says whether both parts belong together.
 */
function rangeFrom(from: number, tag: string | null): Headers {
  const headers = { accept: '*/*', 'accept-encoding': 'identity' };
  if (from === 0) return headers;
  return { ...headers, range: `bytes=${from}-`, ...(tag === null ? {} : { 'if-range': tag }) };
}

/** Whether the answer begins at 0 although more was here. Throws what the status means. */
async function startsOver(answer: HttpAnswer, from: number, item: EvidenceItem, now: () => number): Promise<boolean> {
  const { status } = answer;
  if (status !== 200 && status !== 206) {
    await answer.discard();
    if (status === 416) throw differs('range');
    throw toStatusFailure(answer, now());
  }
  // The web page of a hotel's Wi-Fi is no evidence.
  if (answer.header('content-type')?.startsWith('text/html') === true)
    throw new AppError('server.unreachable', { cause: 'web-page' });
  const expected = status === 206 ? item.size - from : item.size;
  const length = answer.header('content-length');
  if (status === 206 && answer.header('content-range') !== `bytes ${from}-${item.size - 1}/${item.size}`)
    throw differs('range');
  if (length !== undefined && Number(length) !== expected) throw differs('size');
  return status === 200 && from > 0;
}

/** A tag that is a digest names the content: another digest is another file, before a byte of it is read. */
function checkTag(answer: HttpAnswer, item: EvidenceItem, memory: FileMemory): void {
  const tag = answer.header('etag') ?? null;
  if (tag !== null && /^"[0-9a-f]{64}"$/.test(tag) && tag !== `"${item.sha256}"`) throw differs('changed');
  // A weak tag says nothing about bytes (RFC 9110, 8.8.1).
  memory.tag = tag?.startsWith('"') === true ? tag : null;
}
