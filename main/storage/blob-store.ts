import { createHash, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { inParallel } from '#main/lib/in-parallel.ts';
import { replaceFile, syncFolder } from './atomic-file.ts';
import {
  chunkBytes,
  damagedBlob,
  fileLength,
  headBytes,
  recordBytes,
  unsealChunks,
  unsealHead,
  type BlobHead,
} from './blob-format.ts';
import { writeBlob } from './blob-writer.ts';
import type { WrittenBlob } from './chunk-sealer.ts';
import type { BlobStore } from './library.ts';
import { openPartial } from './partial-blob.ts';
import { errorCode, onDisk } from './storage-failure.ts';

export interface BlobStoreDeps {
  /** `blobs/`: two levels, named by keyed digests. */
  readonly folder: string;
  /** On the same file system, for files that are not complete yet. */
  readonly temporary: string;
  /** Likewise, for files that may be completed by a later process. */
  readonly partial: string;
  readonly key: KeyObject;
  readonly nameOf: (sha256: string) => string;
}

/** Chunks read at once while streaming: enough to keep the disk busy, little enough to stay small. */
const chunksPerRead = 8;
/** Files or folders looked at together: as many as Node has threads for. */
const filesAtOnce = 4;

const refused = (reason: 'size' | 'digest') => new AppError('file.unreadable', { reason });

export function createBlobStore(deps: BlobStoreDeps): BlobStore {
  const { folder, key, nameOf } = deps;
  const pathOf = (sha256: string) => {
    const name = nameOf(sha256);
    return join(folder, name.slice(0, 2), name);
  };

  const partialOf = (sha256: string) => join(deps.partial, nameOf(sha256));

  /** Opens a blob, checks head and length, and closes it after `work`. */
  async function withBlob<T>(sha256: string, work: (handle: FileHandle, head: BlobHead) => Promise<T>): Promise<T> {
    const handle = await openBlob(sha256);
    try {
      return await work(handle, await headOf(handle, sha256));
    } finally {
      await handle.close();
    }
  }

  const openBlob = (sha256: string): Promise<FileHandle> =>
    onDisk(folder, async () => {
      try {
        return await open(pathOf(sha256), 'r');
      } catch (error) {
        throw errorCode(error) === 'ENOENT' ? damagedBlob('missing') : error;
      }
    });

  async function headOf(handle: FileHandle, sha256: string): Promise<BlobHead> {
    const bytes = await readExactly(handle, 0, headBytes);
    const head = unsealHead(key, nameOf(sha256), bytes);
    if (head.sha256 !== sha256) throw damagedBlob('digest');
    // Appended bytes are in no chunk's seal: only the length shows them.
    if ((await handle.stat()).size !== fileLength(head.size)) throw damagedBlob('length');
    return head;
  }

  async function readChunks(handle: FileHandle, head: BlobHead, first: number, end: number): Promise<Buffer[]> {
    const from = headBytes + first * recordBytes;
    const to = Math.min(headBytes + end * recordBytes, fileLength(head.size));
    return unsealChunks(key, head.fileId, first, await readExactly(handle, from, to - from));
  }

  async function* contentOf(sha256: string): AsyncGenerator<Buffer> {
    const handle = await openBlob(sha256);
    try {
      const head = await headOf(handle, sha256);
      const count = Math.ceil(head.size / chunkBytes);
      for (let first = 0; first < count; first += chunksPerRead)
        yield* await readChunks(handle, head, first, Math.min(first + chunksPerRead, count));
    } finally {
      await handle.close();
    }
  }

  /** Replaces what may already be there: the same content, but this copy is known to be whole. */
  async function keep(file: string, sha256: string): Promise<void> {
    const target = pathOf(sha256);
    try {
      await replaceFile(file, target);
    } catch (error) {
      // After some hundred files every folder is there, so it is not looked for each time.
      if (errorCode(error) !== 'ENOENT') throw error;
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await replaceFile(file, target);
    }
  }

  /**
   * Flushing a folder makes every name durable that stands in it now. So it is enough once for all files of a submission:
   * after the last rename, before the row that counts on them. Until then a power cut gives them back to `partial/` at worst.
   */
  async function settle(digests: readonly string[]): Promise<void> {
    const folders = new Set(digests.map((sha256) => dirname(pathOf(sha256))));
    await inParallel([...folders], filesAtOnce, syncFolder);
    if (folders.size > 0) await syncFolder(folder);
  }

  async function keepExpected(file: string, written: WrittenBlob, expected: WrittenBlob): Promise<void> {
    if (written.size !== expected.size) throw refused('size');
    if (written.sha256 !== expected.sha256) throw refused('digest');
    await keep(file, written.sha256);
  }

  async function has(sha256: string, size: number): Promise<boolean> {
    try {
      return await withBlob(sha256, async (_, head) => head.size === size);
    } catch (error) {
      if (isAppError(error) && error.code === 'storage.damaged') return false;
      throw error;
    }
  }

  return {
    has,

    async present(contents) {
      const here = new Set<string>();
      await inParallel(contents, filesAtOnce, async ({ sha256, size }) => {
        if (await has(sha256, size)) here.add(sha256);
      });
      return here;
    },

    async put(source, expected) {
      await writeBlob(
        source,
        deps,
        (size) => {
          if (size > expected.size) throw refused('size');
        },
        async (file, written) => keepExpected(file, written, expected),
      );
    },

    resume: (expected) =>
      openPartial({
        file: partialOf(expected.sha256),
        key,
        nameOf,
        size: expected.size,
        finish: (file, written) => keepExpected(file, written, expected),
      }),
    dropPartial: (sha256) => onDisk(folder, () => rm(partialOf(sha256), { force: true })),
    prunePartials: (wanted) =>
      onDisk(folder, async () => {
        const names = new Set(wanted.map(nameOf));
        for (const name of await readdir(deps.partial))
          if (!names.has(name)) await rm(join(deps.partial, name), { force: true });
      }),

    settle: (digests) => onDisk(folder, () => settle(digests)),

    add: (source) =>
      writeBlob(
        source,
        deps,
        () => undefined,
        async (file, { sha256 }) => {
          await keep(file, sha256);
          await settle([sha256]);
        },
      ),

    read: (sha256, begin, end) =>
      withBlob(sha256, async (handle, head) => {
        const from = Math.max(0, begin);
        const to = Math.min(end, head.size);
        if (from >= to) return Buffer.alloc(0);
        const first = Math.floor(from / chunkBytes);
        const chunks = await readChunks(handle, head, first, Math.ceil(to / chunkBytes));
        return Buffer.concat(chunks).subarray(from - first * chunkBytes, to - first * chunkBytes);
      }),

    size: (sha256) => withBlob(sha256, async (_, head) => head.size),

    stream: (sha256) => Readable.from(contentOf(sha256), { objectMode: false }),

    async verify(sha256) {
      const hash = createHash('sha256');
      try {
        for await (const chunk of contentOf(sha256)) hash.update(chunk);
      } catch (error) {
        if (isAppError(error) && error.code === 'storage.damaged') return false;
        throw error;
      }
      return hash.digest('hex') === sha256;
    },

    remove: (sha256) => onDisk(folder, () => rm(pathOf(sha256), { force: true })),
  };
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw damagedBlob('length');
    done += bytesRead;
  }
  return bytes;
}
