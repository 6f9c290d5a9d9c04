/**
 * The product's main process with its window under a test driver: the same host, services, page and life as
 * `npm start`, plus a debugging port that only this launcher turns on. Prints one line of JSON when the window stands.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApplication } from '#main/application.ts';
import { createChromiumHost } from '#main/host/chromium/index.ts';
import { run, type StartableHost } from '#main/run.ts';
import { root } from './paths.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    downloads: { type: 'string' },
    headed: { type: 'boolean', default: false },
    camera: { type: 'boolean', default: false },
    server: { type: 'string' },
  },
});
if (values.data === undefined || values.downloads === undefined) throw new Error('--data and --downloads are needed');

const chromium = createChromiumHost({
  dataFolder: values.data,
  downloadsFolder: values.downloads,
  bridgeFile: join(root, 'out', 'bridge.js'),
  headless: !values.headed,
  debuggingPort: true,
  fakeCamera: values.camera,
});
const host: StartableHost = {
  ...chromium,
  // Where the person's own browser would open, the driver is told what it would have opened.
  reveal: async (target) => {
    process.stdout.write(`${JSON.stringify({ reveal: target.href })}\n`);
  },
  async open(app) {
    const window = await chromium.open(app);
    process.stdout.write(`${JSON.stringify({ address: window.debuggingAddress })}\n`);
    return window;
  },
};
process.exitCode = await run({ dataFolder: values.data, files: positionals }, host, (_host, { dataFolder }) =>
  createApplication({
    dataFolder,
    resourcesFolder: join(root, 'resources'),
    rendererFolder: join(root, 'out', 'renderer'),
    workersFolder: join(root, 'out', 'workers'),
    verifyPageFile: join(root, 'out', 'verify.html'),
    version: '0.1.0',
    host,
    server: values.server,
  }),
);
