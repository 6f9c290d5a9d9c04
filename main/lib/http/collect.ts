import type { Readable } from 'node:stream';

/** A body whose bytes are kept as soon as they come, so that what arrived before a cut is not lost with it. */
export interface Collected {
  /** To be read once. Throws the error of the line after the last byte that came. */
  bytes(): AsyncGenerator<Buffer>;
  destroy(error?: Error): void;
}

/** Bytes kept for a reader that is slower than the line; then the line has to wait. */
const enough = 256 * 1024;

/**
 * A stream that breaks drops what it had buffered, and the reader would ask for those bytes again. So they are taken off it
 * at once, into memory of our own that outlives it.
 */
export function collect(body: Readable): Collected {
  let pieces: Buffer[] = [];
  let size = 0;
  let ended = false;
  let failure: Error | null = null;
  let wake: () => void = () => undefined;
  body.on('data', (piece: Buffer) => {
    pieces.push(piece);
    size += piece.length;
    if (size >= enough) body.pause();
    wake();
  });
  body.on('end', () => {
    ended = true;
    wake();
  });
  // Also for those that nobody reads: an error that nobody hears would end the program.
  body.on('error', (error) => {
    failure ??= error;
    wake();
  });
  body.on('close', () => {
    if (!ended) failure ??= new Error('closed before its end');
    wake();
  });
  return {
    async *bytes() {
      for (;;) {
        const taken = pieces;
        pieces = [];
        size = 0;
        if (taken.length > 0) {
          if (body.isPaused()) body.resume();
          yield* taken;
          continue;
        }
        if (failure !== null) throw failure;
        if (ended) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    destroy: (error) => body.destroy(error),
  };
}
