import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { replaceFile, syncFolder } from '#main/storage/atomic-file.ts';
import { onDisk } from '#main/storage/storage-failure.ts';

/**
 * Writes a container under a temporary name beside `file`, flushes it and renames it: `file` is never half a package,
 * whatever happens in between. `check` may still refuse
 * the finished file. Throws AppError 'storage.disk-full' or 'storage.read-only'.
 */
export async function writeAsiceFile(
  file: string,
  container: Readable,
  check: (temporary: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const temporary = `${file}.${randomUUID()}.part`;
  await onDisk(dirname(file), async () => {
    try {
      const handle = await open(temporary, 'wx');
      try {
        await handle.writeFile(container);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await check(temporary);
      await replaceFile(temporary, file);
    } catch (error) {
      container.destroy();
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(dirname(file));
  });
}
