import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { isShallow } from '#common/domain/canonical-json.ts';
import type { HttpAnswer } from './client.ts';
import { toLineFailure } from './line-failure.ts';
import { atSpeed, type SpeedFloor } from './speed-floor.ts';

/** Whoever drips a list byte by byte must not hold the app for hours. */
const floor: SpeedFloor = { bytes: 512, everyMs: 20_000 };

const tooMuch = (limit: number) => new AppError('server.too-much', { limit });

/** The body as bytes, unzipped where it is zipped, at most `limit` of them. Throws AppError('server.too-much') and line failures. */
export async function readBytes(answer: HttpAnswer, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  const packed = Readable.from(atSpeed(answer.body, floor), { objectMode: false });
  const zipped = answer.header('content-encoding') === 'gzip';
  // An error of the source destroys the unzipper with it, where the loop below meets it.
  const plain = zipped ? pipeline(packed, createGunzip(), () => undefined) : packed;
  try {
    for await (const piece of plain as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > limit) throw tooMuch(limit);
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new AppError('server.bad-answer', { reason: 'gzip' }, { cause: error });
    throw isAppError(error) ? error : toLineFailure(error);
  } finally {
    answer.body.destroy();
  }
}

/**
 * The body as JSON of this shape. A web page instead of it is what a hotel's Wi-Fi answers: 'server.not-lpa'. Anything
 * else that does not fit is 'server.bad-answer' with the place in `path`.
 */
export async function readJson<S extends z.ZodType>(
  answer: HttpAnswer,
  schema: S,
  limit: number,
): Promise<z.output<S>> {
  const type = answer.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json') {
    answer.body.destroy();
    throw new AppError(type === 'text/html' ? 'server.not-lpa' : 'server.bad-answer', { reason: 'type' });
  }
  const value = parse(await readBytes(answer, limit));
  if (!isShallow(value)) throw new AppError('server.bad-answer', { reason: 'depth' });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('server.bad-answer', { reason: 'schema', path: parsed.error.issues[0]?.path.join('.') ?? '' });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new AppError('server.bad-answer', { reason: 'not-json' }, { cause: error });
  }
}
