/**
 * The application in a process of its own that is killed while it reads: keeps the page PAGE of the next file in FOLDER,
 * with the picture in the file PICTURE, says so, and goes on recognising until it is killed.
 */
import { readFile } from 'node:fs/promises';
import { openTestApp, passphrase } from '#tests/support/test-app.ts';
import { nextPage, readPage } from './search-steps.ts';

const [folder, workersFolder, picture, text] = process.argv.slice(2);
if (folder === undefined || workersFolder === undefined || picture === undefined || text === undefined)
  throw new Error('which folder, workers, picture, text?');
const test = await openTestApp({ folder, workersFolder });
await test.call('library.unlock', { passphrase });
const first = await nextPage(test);
await test.call('search.keep', readPage(first, { text, pages: 2 }));
const second = await nextPage(test);
const png = (await readFile(picture)).toString('base64');
await test.call('search.keep', readPage(second, { pages: 2, picture: png }));
process.stdout.write(`${JSON.stringify([first, second])}\n`);
