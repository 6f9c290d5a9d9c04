import { AppError } from '#common/contract/failures.ts';
import type { Collected } from './collect.ts';

export interface SpeedFloor {
  /** Fewer bytes than this … */
  readonly bytes: number;
  /** … in this many milliseconds end the request. */
  readonly everyMs: number;
}

/**
 * The bytes of a body, ended with 'server.unreachable' when they come too slowly. A timeout between bytes is not enough: one
 * byte every second never meets it, and holds a connection for weeks.
 */
export async function* atSpeed(source: Collected, { bytes, everyMs }: SpeedFloor): AsyncGenerator<Buffer> {
  let window = 0;
  const timer = setInterval(() => {
    if (window < bytes) source.destroy(new AppError('server.unreachable', { cause: 'slow' }));
    window = 0;
  }, everyMs);
  try {
    for await (const piece of source.bytes()) {
      window += piece.length;
      yield piece;
    }
  } finally {
    clearInterval(timer);
  }
}
