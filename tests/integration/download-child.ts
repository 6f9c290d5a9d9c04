/**
 * The application in a process of its own that is killed while it downloads: opens the library in the given folder, goes on
 * with its queue by itself, and says "done" when nothing is left in it.
 */
import { openTestApp, passphrase } from '#tests/support/test-app.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('which folder?');
const test = await openTestApp({ folder });
await test.call('library.unlock', { passphrase });
process.stdout.write('open\n');
for (;;) {
  const { downloads } = await test.call('download.queue', {});
  if (downloads.length === 0) break;
  // What failed for good would wait for a person.
  if (downloads.some(({ state }) => state === 'failed')) throw new Error(JSON.stringify(downloads));
  await new Promise((resolve) => setTimeout(resolve, 10));
}
await test.close();
process.stdout.write('done\n');
