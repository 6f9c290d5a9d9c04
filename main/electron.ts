import { join } from 'node:path';
import { createElectronHost } from './host/electron/index.ts';
import { createProduct, productFolder } from './product.ts';
import { run } from './run.ts';
import { readStartOptions } from './start-options.ts';

// No top-level await: Electron would wait for this module before it is ready, and this module for Electron.
const start = readStartOptions(process.argv.slice(1));
const host = createElectronHost({ ...start, preloadFile: join(productFolder(), 'out/preload.cjs') });
if (host.isFirst)
  run(start, host, createProduct).then(host.exit, () => {
    host.exit(1);
  });
else host.exit(0);
