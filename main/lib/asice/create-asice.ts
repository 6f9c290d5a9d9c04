import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { sha256 } from '../sha256.ts';
import { writeZip, type StreamedContent, type ZipMember } from '../zip/write-zip.ts';
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

/** Detached signature over the manifest's bytes. */
export type SignManifest = (manifest: Uint8Array) => Promise<Uint8Array>;

/**
 * What every entry carries. Zip times are local wall-clock times: noon of the signing day, put in local fields, gives the
 * same bytes in every time zone; noon exists on every day.
 */
export const zipTime = (at: Date): Date => new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), 12);

/**
 * An ASiC-E container (ETSI EN 319 162-1) as a stream: `mimetype` first and stored, the members in order, then the
 * manifest over their digests and its signature. Memory stays flat: a member is asked for when the one before is
 * written, and read once. The stream ends with an
 * error when a member cannot be read or signing fails: nothing that was written then is a container.
 */
export const createAsice = (
  members: Iterable<AsiceMember> | AsyncIterable<AsiceMember>,
  sign: SignManifest,
  at: Date,
): Readable => writeZip(containerOf(members, sign), zipTime(at));

async function* containerOf(
  members: Iterable<AsiceMember> | AsyncIterable<AsiceMember>,
  sign: SignManifest,
): AsyncGenerator<ZipMember> {
  yield { name: 'mimetype', compress: false, content: Buffer.from(asiceMediaType) };
  const files: CoveredFile[] = [];
  for await (const { name, mediaType, content } of members) {
    if (content instanceof Uint8Array) {
      yield { name, compress: true, content };
      files.push({ name, mediaType, sha256: sha256(content) });
    } else {
      const { watched, digest } = hashed(content);
      // What is large has its own compression (PDF, pictures), so it is stored.
      yield { name, compress: false, content: watched };
      files.push({ name, mediaType, sha256: digest() });
    }
  }
  const manifest = Buffer.from(writeAsicManifest({ signature: signatureMember, files }));
  const signature = await sign(manifest);
  yield { name: manifestMember, compress: true, content: manifest };
  yield { name: signatureMember, compress: true, content: signature };
}

/** Content that is digested while it is written; the digest is there once that is done. */
function hashed({ size, open }: StreamedContent): { readonly watched: StreamedContent; digest(): string } {
  const hash = createHash('sha256');
  const pass = async function* () {
    for await (const piece of await open()) {
      hash.update(piece);
      yield piece;
    }
  };
  return { watched: { size, open: async () => pass() }, digest: () => hash.digest('hex') };
}
