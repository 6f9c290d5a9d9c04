/**
 * The application in a process of its own that is killed while it hands a package in: opens the library in the given folder
 * and goes on with its outbox by itself.
 */
import { openTestApp, passphrase } from '#tests/support/test-app.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('which folder?');
const test = await openTestApp({ folder });
await test.call('library.unlock', { passphrase });
process.stdout.write('open\n');
// Until somebody ends it.
setInterval(() => undefined, 1000);
