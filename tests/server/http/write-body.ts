import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Interval } from './byte-range.ts';

/** Big pieces: a gigabyte over the loopback is a thousand reads and writes. */
const pieceSize = 1024 * 1024;

export async function* readPieces(file: string, { begin, end }: Interval): AsyncGenerator<Buffer> {
  if (begin === end) return;
  if (end - begin <= pieceSize) {
    yield await readOne(file, { begin, end });
    return;
  }
  const stream = createReadStream(file, { start: begin, end: end - 1, highWaterMark: pieceSize });
  for await (const piece of stream) yield piece as Buffer;
}

/** Most files fit into one piece: without a stream each costs half as much. */
async function readOne(file: string, { begin, end }: Interval): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(end - begin), 0, end - begin, begin);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Hands a piece to the socket and waits while it is full. False where the client has gone. */
export async function writePiece(response: ServerResponse, piece: Buffer): Promise<boolean> {
  if (response.destroyed) return false;
  if (response.write(piece)) return true;
  // Not `events.once`: it rejects on 'error', and a client that hangs up is no error of the server.
  await new Promise<void>((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
  return !response.destroyed;
}

/** The same in small pieces, ten a second. */
export async function dripPiece(response: ServerResponse, piece: Buffer, bytesPerSecond: number): Promise<boolean> {
  const step = Math.max(1, Math.floor(bytesPerSecond / 10));
  for (let at = 0; at < piece.length; at += step) {
    if (!(await writePiece(response, piece.subarray(at, at + step)))) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}

/** Resolves when what was written so far has left the process, or can no longer. */
export const flushed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.destroyed) resolve();
    response.once('close', resolve);
    response.write(Buffer.alloc(0), () => resolve());
  });

/** Ends the answer; resolves when it is out, or the client has gone. */
export const finish = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.destroyed) resolve();
    response.once('close', resolve);
    response.end(resolve);
  });

export const closed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.destroyed) resolve();
    response.once('close', resolve);
  });
