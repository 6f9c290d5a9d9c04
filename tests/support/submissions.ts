import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { ImportResult } from '#common/contract/channels/submission.ts';
import { createSubmissions } from '#main/features/submission/service.ts';
import { createTickets } from '#main/lib/tickets.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { openLibraryService } from './library.ts';
import { root } from './paths.ts';

/** The submission feature on a real library in a folder of its own. */
export async function openSubmissions(options: { readonly folder?: string; readonly how?: 'create' | 'unlock' } = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lpa-import-')));
  const library = await openLibraryService(join(folder, 'data'), options.how);
  const emitted: { readonly event: string; readonly payload: unknown }[] = [];
  const tickets = createTickets(systemIds(systemClock));
  const submissions = createSubmissions({
    current: () => library.current(),
    clock: systemClock,
    emit: (event, payload) => emitted.push({ event, payload }),
    tickets,
    resourcesFolder: join(root, 'resources'),
  });
  const importPath = async (...paths: readonly string[]): Promise<ImportResult[]> =>
    submissions.importTickets(
      paths.map((path) => tickets.issue(path)),
      randomUUID(),
    );
  return {
    folder,
    library,
    submissions,
    emitted,
    importPath,
    /** Writes the bytes as a bundle and imports it: "outcome", or "refused: code reason". */
    async outcome(bytes: Buffer): Promise<string> {
      const path = join(folder, 'one.lpasub');
      await writeFile(path, bytes);
      const [result] = await importPath(path);
      if (result?.failure === undefined || result.failure === null) return result?.outcome ?? 'none';
      const reason = result.failure.details.reason;
      return `${result.failure.code}${reason === undefined ? '' : ` ${String(reason)}`}`;
    },
    /** Files in the sealed store and in its temporary folder. */
    async stored(): Promise<{ blobs: number; temporary: number }> {
      const blobs = (await readdir(join(folder, 'data', 'blobs'), { recursive: true, withFileTypes: true })).filter(
        (entry) => entry.isFile(),
      ).length;
      return { blobs, temporary: (await readdir(join(folder, 'data', 'temporary'))).length };
    },
    async close(): Promise<void> {
      await library.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Names of files in the folder that contain the text as UTF-8. */
export async function filesContaining(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).includes(Buffer.from(text))) found.push(path);
  }
  return found;
}
