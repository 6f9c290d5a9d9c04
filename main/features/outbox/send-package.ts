import { AppError, isAppError } from '#common/contract/failures.ts';
import { PackageState } from '#common/formats/assessment-server.ts';
import { overTheLine, type Line } from '#main/lib/http/over-the-line.ts';
import type { OutboxEntry } from './queries.ts';
import { createUpload, findOffset, sendPiece, type Sent, type UploadSession } from './tus.ts';

export interface SendContext extends Line {
  readonly session: UploadSession;
  readonly sent: Sent;
  /** From an earlier try, of this server. */
  readonly upload: OutboxEntry['upload'];
  readonly read: (begin: number, end: number) => Promise<Buffer>;
  /** Durable before this resolves. */
  keepUpload(upload: OutboxEntry['upload']): Promise<void>;
  /** Bytes that the server has, or that are on their way to it. */
  onDone(bytes: number): void;
}

/** In one request: small enough that a proxy which keeps them to itself costs little, large enough for a fast line. */
const pieceBytes = 8 * 1024 * 1024;
const readBytes = 256 * 1024;
/** A server that loses uploads, or bytes, each time is not followed for ever. */
const mostBeginnings = 3;
const mostLosses = 3;
/** Milliseconds until a server that is still hashing is asked again, and how often: the other packages wait so long. */
const checkingMs = 3_000;
const mostChecks = 40;

/**
 * One package to the server, exactly once: asked for by its digest before anything is sent and after everything was, since
 * the answer to the last byte may be what the line lost. Throws what no waiting can mend, or the signal's reason.
 */
export async function sendPackage(context: SendContext): Promise<void> {
  let upload = context.upload;
  let differed = false;
  for (let begun = 0; ;) {
    if (await isThere(context)) return;
    if (upload === null) {
      begun += 1;
      if (begun > mostBeginnings) throw new AppError('server.bad-answer', { reason: 'upload' });
      const address = await overTheLine(context, () => createUpload(context, context.sent));
      if (address === null) continue;
      upload = { server: await context.session.server(), address };
      await context.keepUpload(upload);
    }
    try {
      if ((await transfer(context, upload.address)) === 'all' && (await isThere(context))) return;
    } catch (error) {
      // An upload of which the server talks nonsense is left, or each new try would fail by it.
      if (isAppError(error) && error.code === 'server.bad-answer') {
        await context.keepUpload(null);
        context.onDone(0);
      }
      // A bad line or memory may turn a bit: once more from the beginning, then a person has to know.
      if (differed || !isAppError(error) || error.code !== 'outbox.differs') throw error;
      differed = true;
    }
    upload = null;
    await context.keepUpload(null);
  }
}

/** Whether the server has this very file. Throws 'outbox.checking' of a server that does not come to an end with it. */
export async function isThere(context: Line & Pick<SendContext, 'session' | 'sent'>): Promise<boolean> {
  for (let checks = 0; ; checks += 1) {
    const state = await overTheLine(context, () => stateOf(context));
    if (state !== 'checking') return state === 'complete';
    if (checks === mostChecks) throw new AppError('outbox.checking');
    // No failure of the line: nobody else has to wait for it.
    context.onWait(new Date(context.now() + checkingMs).toISOString(), { code: 'outbox.checking', details: {} });
    await context.sleeper.sleep(checkingMs, context.signal);
  }
}

async function stateOf({ session, sent, signal }: Pick<SendContext, 'session' | 'sent' | 'signal'>) {
  try {
    return (await session.json(`v1/packages/${sent.sha256}`, PackageState, 16 * 1024, signal)).state;
  } catch (error) {
    if (isAppError(error) && error.code === 'server.refused' && error.details.status === 404) return 'unknown';
    throw error;
  }
}

/** From where the server stands to the end; after each break the server is asked where that is. */
function transfer(context: SendContext, address: string): Promise<'all' | 'gone'> {
  const { size } = context.sent;
  let most = 0;
  let losses = 0;
  const standing = async (): Promise<number | null> => {
    const offset = await findOffset(context, address, size);
    if (offset === null) return null;
    if (offset < most) losses += 1;
    if (losses > mostLosses) throw new AppError('server.bad-answer', { reason: 'offset' });
    most = Math.max(most, offset);
    context.onDone(offset);
    return offset;
  };
  const parts = { ...context, read: readFrom(context) };
  return overTheLine(context, async () => {
    let offset = await standing();
    while (offset !== null && offset < size) {
      const end = Math.min(offset + pieceBytes, size);
      const became = await sendPiece(parts, address, { begin: offset, end, size });
      if (became === 'gone') return 'gone';
      if (became === 'elsewhere') {
        // Somebody else's bytes are in it, or ours of a request that we took for lost.
        losses += 1;
        offset = await standing();
        continue;
      }
      most = offset = end;
      context.onLine();
      context.onDone(offset);
    }
    return offset === null ? 'gone' : 'all';
  });
}

const readFrom = ({ read, onDone, signal }: SendContext) =>
  async function* (begin: number, end: number): AsyncGenerator<Buffer> {
    for (let at = begin; at < end; at += readBytes) {
      signal.throwIfAborted();
      const piece = await read(at, Math.min(end, at + readBytes));
      yield piece;
      onDone(at + piece.length);
    }
  };
