import type { Link } from './connection.ts';

/** Reads [begin, end) of one file; null when the page has no such bytes. */
export type ReadBytes = (begin: number, end: number) => Promise<Uint8Array<ArrayBuffer> | null>;

/** One answer stays well below what the host may carry. */
const piece = 4 * 1024 * 1024;

/** Asks the page for byte ranges. `answer` takes what comes back. */
export function createByteSource(send: Link['send']): {
  readonly reader: (evidence: string) => ReadBytes;
  readonly answer: (request: number, bytes: ArrayBuffer | null) => void;
} {
  const waiting = new Map<number, (bytes: ArrayBuffer | null) => void>();
  let count = 0;
  const ask = (evidence: string, begin: number, end: number) =>
    new Promise<ArrayBuffer | null>((resolve) => {
      count += 1;
      waiting.set(count, resolve);
      send({ kind: 'range', evidence, request: count, begin, end });
    });
  return {
    reader: (evidence) => async (begin, end) => {
      const whole = new Uint8Array(end - begin);
      for (let at = begin; at < end; at += piece) {
        const until = Math.min(end, at + piece);
        const bytes = await ask(evidence, at, until);
        if (bytes?.byteLength !== until - at) return null;
        whole.set(new Uint8Array(bytes), at - begin);
      }
      return whole;
    },
    answer(request, bytes) {
      waiting.get(request)?.(bytes);
      waiting.delete(request);
    },
  };
}
