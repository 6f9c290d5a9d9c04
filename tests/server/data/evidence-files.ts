import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
}

/** Evidence on disk, named by its digest: equal files lie there once, and an amended one does not touch the old. */
export interface EvidenceFiles {
  pathOf(sha256: string): string;
  store(pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<StoredFile>;
}

export async function openEvidenceFiles(folder: string): Promise<EvidenceFiles> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  const made = new Set<string>();
  const pathOf = (sha256: string) => join(folder, 'evidence', sha256.slice(0, 2), sha256);
  return {
    pathOf,
    async store(pieces) {
      const half = join(incoming, randomUUID());
      const hash = createHash('sha256');
      let size = 0;
      const handle = await open(half, 'wx');
      try {
        for await (const piece of pieces) {
          hash.update(piece);
          size += piece.length;
          await handle.writeFile(piece);
        }
      } finally {
        await handle.close();
      }
      const sha256 = hash.digest('hex');
      const path = pathOf(sha256);
      if (!made.has(dirname(path))) await mkdir(dirname(path), { recursive: true });
      made.add(dirname(path));
      await rename(half, path);
      return { sha256, size };
    },
  };
}
