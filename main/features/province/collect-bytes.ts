import { Writable } from 'node:stream';
import { AppError } from '#common/contract/failures.ts';

/** What the app offers for download lies in memory; more than this is refused. */
const most = 512 * 1024 * 1024;

export interface Collected {
  readonly stream: Writable;
  /** After the stream has ended. */
  bytes(): Uint8Array;
}

/** Takes what a writer streams. Its error is AppError('report.too-large'). */
export function collectBytes(limit = most): Collected {
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      size += chunk.byteLength;
      if (size > limit) {
        done(new AppError('report.too-large'));
        return;
      }
      chunks.push(chunk);
      done();
    },
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
}
