import { crc32 } from 'node:zlib';
import { unsafe } from './zip-refusal.ts';

/** Passes an entry's bytes on and ends with an error unless size and CRC-32 are those of the directory. */
export async function* checkedChunks(
  source: AsyncIterable<Buffer>,
  { name, size, crc }: { readonly name: string; readonly size: number; readonly crc: number },
): AsyncGenerator<Buffer> {
  let seen = 0;
  let sum = 0;
  try {
    for await (const chunk of source) {
      seen += chunk.length;
      if (seen > size) throw unsafe('size', name);
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw toRefusal(error, name);
  }
  if (seen !== size) throw unsafe('size', name);
  if (sum !== crc) throw unsafe('crc', name);
}

/** The decoder throws plain errors; those of the disk keep their own meaning. */
function toRefusal(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error.name === 'AppError') return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code !== '' && !code.startsWith('Z_') ? error : unsafe('data', name, error);
}
