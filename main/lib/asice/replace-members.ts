import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { StrictZip } from '../zip/strict-zip-source.ts';
import { zipOptions } from './create-asice.ts';

/** It must stand there without a data descriptor: `file` and others read it at a fixed place. */
const first = 'mimetype';

/** A small member that comes to a container which is signed already. */
export interface AddedMember {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * The same container with other bytes in some members: same names, same order, same compression, every other member's
 * content as it was; `added` comes behind them. `at` is the day that its entries carry. The stream ends with an error when a member cannot be read.
 */
export function replaceMembers(
  zip: StrictZip,
  changed: ReadonlyMap<string, Uint8Array>,
  at: Date,
  added: readonly AddedMember[] = [],
): Readable {
  const target = new ZipFile();
  const output = new PassThrough();
  const options = zipOptions(at);
  const fail = (error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  target.on('error', fail);
  target.outputStream.on('error', fail).pipe(output);
  // The reader meets the error when it reads; until then it must not end the process.
  output.on('error', () => undefined);

  const copy = async () => {
    for (const { name, size, stored } of zip.entries) {
      const compress = { ...options, compress: !stored };
      const other = changed.get(name);
      if (other !== undefined) target.addBuffer(Buffer.from(other), name, compress);
      else if (name === first) target.addBuffer(await zip.read(name, 1024), name, compress);
      else
        await new Promise<void>((resolve, reject) => {
          target.addReadStreamLazy(name, { ...compress, size }, (pass) => {
            const source = Readable.from(zip.chunks(name), { objectMode: false });
            source.on('error', reject).on('end', resolve);
            pass(null, source);
          });
        });
    }
    for (const { name, content } of added) target.addBuffer(Buffer.from(content), name, options);
    target.end();
  };
  copy().catch(fail);
  return output;
}
