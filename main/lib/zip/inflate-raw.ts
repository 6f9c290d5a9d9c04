import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createInflateRaw, inflateRawSync, type InflateRaw } from 'node:zlib';

/** Bytes, packed and unpacked, up to which a trip to another thread takes longer than the work. */
const soonDone = 256 * 1024;

interface Sizes {
  readonly compressedSize: number;
  /** As the directory says; whether it is true, who reads the result has to see. */
  readonly size: number;
}

/**
 * What `packed` unpacks to. Throws for broken data, and for bytes behind the end of the compressed ones: zlib ignores
 * them, so that anything could hide there.
 */
export async function* inflateRaw(packed: AsyncIterable<Buffer>, sizes: Sizes): AsyncGenerator<Buffer> {
  if (sizes.compressedSize > soonDone || sizes.size > soonDone) {
    yield* inTheBackground(packed, sizes);
    return;
  }
  const bytes = await buffer(packed);
  // One byte more than said shows that it was not true.
  const options = { maxOutputLength: sizes.size + 1, info: true };
  let unpacked: { readonly buffer: Buffer; readonly engine: InflateRaw };
  try {
    unpacked = inflateRawSync(bytes, options) as unknown as typeof unpacked;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    yield* inTheBackground([bytes], sizes);
    return;
  }
  ensureAllUsed(unpacked.engine, sizes);
  if (unpacked.buffer.length > 0) yield unpacked.buffer;
}

async function* inTheBackground(
  packed: AsyncIterable<Buffer> | Iterable<Buffer>,
  sizes: Sizes,
): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  // An error of the source ends the loop below as well.
  pipeline(Readable.from(packed, { objectMode: false }), inflate, () => undefined);
  for await (const chunk of inflate) yield chunk as Buffer;
  ensureAllUsed(inflate, sizes);
}

function ensureAllUsed({ bytesWritten }: InflateRaw, { compressedSize }: Sizes): void {
  if (bytesWritten !== compressedSize) throw new Error('bytes behind the compressed data');
}
