/** Seals a file for a submission and is gone before the event that would make it count. */
import { join } from 'node:path';
import { createReadStream, readFileSync, writeSync } from 'node:fs';
import { createSubmissions } from '#main/features/submission/service.ts';
import { createTickets } from '#main/lib/tickets.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { openLibraryService } from '#tests/support/library.ts';
import { root } from '#tests/support/paths.ts';

const [folder = '', submission = '', path = ''] = process.argv.slice(2);
const library = await openLibraryService(folder, 'unlock');
const submissions = createSubmissions({
  current: () => library.current(),
  clock: systemClock,
  emit: () => undefined,
  tickets: createTickets(systemIds(systemClock)),
  resourcesFolder: join(root, 'resources'),
});
const bytes = readFileSync(path);
await submissions.keepContent(
  submission,
  { sha256: sha256(bytes), size: bytes.length },
  () => createReadStream(path),
  async () => {
    writeSync(1, 'sealed\n');
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  },
);
