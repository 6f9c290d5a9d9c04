import { setTimeout as wait } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { noise } from '../content/noise.ts';
import type { EvidenceAnswer } from '../http/evidence-answer.ts';
import { closed, dripPiece, finish, flushed, readPieces, writePiece } from '../http/write-body.ts';
import { alterBytes } from './evidence-bytes.ts';
import type { Fault } from './parse-faults.ts';

export const deliveryFaults = ['cut', 'stall', 'slow', 'short', 'long', 'closed', 'empty', 'endless'] as const;

/** How far over its length `long` goes. */
const surplus = 1024;

/**
 * Writes an answer of evidence, whole or with a fault. `cut`: the connection is destroyed after that many body bytes.
 * `stall`: half, then nothing. `slow`: bytes per second, in small pieces. `short`: half of what Content-Length says, then
 * the end of the connection. `long`: longer than the file, as its Content-Length says. `closed`: half, without a length,
 * ended by closing, which looks like success. `empty`: right headers, no body. `endless`: chunks for ever.
 */
export async function deliverEvidence(
  response: ServerResponse,
  answer: EvidenceAnswer,
  delivery: Fault | null,
  count: (bytes: number) => void,
): Promise<void> {
  const length = answer.interval.end - answer.interval.begin;
  const alter = alterBytes(answer.content, length);
  const name = delivery?.name;
  const put = async (piece: Buffer): Promise<boolean> => {
    count(piece.length);
    return name === 'slow' ? dripPiece(response, piece, delivery?.value ?? 1) : writePiece(response, piece);
  };
  /** False where the client has gone. */
  const putFile = async (bytes: number): Promise<boolean> => {
    let offset = 0;
    const { begin } = answer.interval;
    for await (const piece of readPieces(answer.file, { begin, end: begin + Math.min(bytes, length) })) {
      if (!(await put(alter === null ? piece : alter(piece, offset)))) return false;
      offset += piece.length;
    }
    return true;
  };
  const head = { ...answer.headers, 'content-length': String(length) };
  const open = length > 0;
  switch (name) {
    case 'cut':
      response.writeHead(answer.status, head);
      await putFile(delivery?.value ?? 0);
      if ((delivery?.value ?? 0) >= length) return finish(response);
      await flushed(response);
      response.destroy();
      return;
    case 'stall':
      response.writeHead(answer.status, head);
      await putFile(Math.floor(length / 2));
      if (!open) return finish(response);
      response.flushHeaders();
      return closed(response);
    case 'short':
    case 'empty':
      response.writeHead(answer.status, head);
      await putFile(name === 'empty' ? 0 : Math.floor(length / 2));
      response.flushHeaders();
      await flushed(response);
      response.socket?.end();
      return;
    case 'long':
      response.writeHead(answer.status, { ...head, 'content-length': String(length + surplus) });
      if (await putFile(length)) await put(Buffer.alloc(surplus, 0x20));
      return finish(response);
    case 'closed':
      response.useChunkedEncodingByDefault = false;
      response.shouldKeepAlive = false;
      response.writeHead(answer.status, { ...answer.headers, connection: 'close' });
      await putFile(Math.floor(length / 2));
      return finish(response);
    case 'endless':
      response.writeHead(answer.status, { ...answer.headers, 'transfer-encoding': 'chunked' });
      for (const piece of endlessNoise()) {
        if (!(await put(piece))) return;
        // Other requests have their turn, also while the client reads as fast as we write.
        await wait(1);
      }
      return;
    default:
      response.writeHead(answer.status, head);
      if (await putFile(length)) await finish(response);
  }
}

function* endlessNoise(): Generator<Buffer> {
  for (;;) yield* noise('endless', 64 * 1024);
}
