import { join } from 'node:path';
import { createChromiumHost } from './host/chromium/index.ts';
import { createProduct, productFolder } from './product.ts';
import { run } from './run.ts';
import { readStartOptions } from './start-options.ts';

const start = readStartOptions(process.argv.slice(2));
const host = createChromiumHost({
  dataFolder: start.dataFolder,
  bridgeFile: join(productFolder(), 'out/bridge.js'),
});
process.exitCode = await run(start, host, createProduct);
