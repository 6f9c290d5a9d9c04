import { Buffer } from 'buffer';

/**
 * `main/lib/zip/inflate-raw.ts` by the browser's own decoder, which refuses bytes behind the compressed ones by itself.
 */
export async function* inflateRaw(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = packed[Symbol.asyncIterator]();
  const source = new ReadableStream<BufferSource>({
    // One chunk when one is asked for, so that memory stays flat.
    async pull(control) {
      const step = await chunks.next();
      if (step.done === true) control.close();
      else control.enqueue(new Uint8Array(step.value));
    },
    async cancel() {
      await chunks.return?.();
    },
  });
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield Buffer.from(step.value);
  } finally {
    // Where the reader went away before the end.
    await reader.cancel().catch(() => undefined);
  }
}
