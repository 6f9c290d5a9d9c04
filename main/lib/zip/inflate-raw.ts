import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

/**
 * What `packed` (of `size` bytes) unpacks to. Throws for broken data, and for bytes behind the end of the compressed
 * ones: zlib ignores them, so that anything could hide there.
 */
export async function* inflateRaw(packed: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  // An error of the source ends the loop below as well.
  pipeline(Readable.from(packed, { objectMode: false }), inflate, () => undefined);
  for await (const chunk of inflate) yield chunk as Buffer;
  if (inflate.bytesWritten !== size) throw new Error('bytes behind the compressed data');
}
