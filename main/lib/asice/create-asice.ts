import { createHash } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { sha256 } from '../sha256.ts';
import {
  asiceMediaType,
  manifestMember,
  signatureMember,
  writeAsicManifest,
  type CoveredFile,
} from './asic-manifest.ts';

export interface AsiceMember {
  /** Path inside the container, outside `META-INF/`. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array | StreamedContent;
}

/** Content too large for memory: read once, while the container is written. */
interface StreamedContent {
  readonly size: number;
  open(): Promise<Readable>;
}

/** Detached signature over the manifest's bytes. */
export type SignManifest = (manifest: Uint8Array) => Promise<Uint8Array>;

const isBytes = (content: AsiceMember['content']): content is Uint8Array => content instanceof Uint8Array;

/**
 * Zip times are local wall-clock times. Noon of the signing day, put in local fields, gives the same bytes in every
 * time zone; noon exists on every day.
 */
const zipTime = (at: Date): Date => new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), 12);

/** How every entry is written. */
export const zipOptions = (at: Date) => ({ mtime: zipTime(at), mode: 0o100644, forceDosTimestamp: true });

/**
 * An ASiC-E container (ETSI EN 319 162-1) as a stream: `mimetype` first and stored, the members in order, then the
 * manifest over their digests and its signature. Memory stays flat: a member is asked for when the one before is
 * written, and read once. The stream ends with an
 * error when a member cannot be read or signing fails: nothing that was written then is a container.
 */
export function createAsice(
  members: Iterable<AsiceMember> | AsyncIterable<AsiceMember>,
  sign: SignManifest,
  at: Date,
): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  const options = zipOptions(at);
  let current: Readable | null = null;
  const fail = (error: unknown) => {
    current?.destroy();
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  zip.on('error', fail);
  zip.outputStream.on('error', fail).pipe(output);
  output.on('close', () => current?.destroy());
  // The reader meets the error when it reads; until then it must not end the process.
  output.on('error', () => undefined);

  const add = async ({ name, content }: AsiceMember): Promise<string> => {
    if (isBytes(content)) {
      zip.addBuffer(Buffer.from(content.buffer, content.byteOffset, content.byteLength), name, options);
      return sha256(content);
    }
    return new Promise((resolve, reject) => {
      // What is large has its own compression (PDF, pictures), so it is stored.
      zip.addReadStreamLazy(name, { ...options, compress: false, size: content.size }, (pass) => {
        content
          .open()
          .then((source) => {
            const hash = createHash('sha256');
            current = source;
            source.on('data', (chunk: Buffer) => hash.update(chunk));
            source.on('end', () => resolve(hash.digest('hex')));
            source.on('error', reject);
            // The container was given up: whoever makes the members has to hear of it.
            source.on('close', () => reject(new Error('The container was closed')));
            pass(null, source);
          })
          .catch(reject);
      });
    });
  };

  const complete = async () => {
    zip.addBuffer(Buffer.from(asiceMediaType), 'mimetype', { ...options, compress: false });
    const files: CoveredFile[] = [];
    for await (const member of members) {
      const { name, mediaType } = member;
      files.push({ name, mediaType, sha256: await add(member) });
    }
    const manifest = Buffer.from(writeAsicManifest({ signature: signatureMember, files }));
    const signature = await sign(manifest);
    zip.addBuffer(manifest, manifestMember, options);
    zip.addBuffer(Buffer.from(signature), signatureMember, options);
    zip.end();
  };
  complete().catch(fail);
  return output;
}
