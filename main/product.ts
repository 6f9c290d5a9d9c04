import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApplication } from './application.ts';
import type { Application, Host } from './host/host.ts';
import type { StartOptions } from './start-options.ts';

/** The folder that holds `package.json`, `resources/` and `out/`, seen from `main/` and from `out/` alike. */
export const productFolder = (): string => join(import.meta.dirname, '..');

/** Threads are started from, and load, real files: outside of the archive, where the app is packed into one. */
const workersFolder = (): string =>
  join(productFolder(), 'out/workers').replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked');

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(productFolder(), 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** The application as it is shipped, for either host. */
export const createProduct = (host: Host, { dataFolder, server }: StartOptions): Promise<Application> =>
  createApplication({
    dataFolder,
    resourcesFolder: join(productFolder(), 'resources'),
    rendererFolder: join(productFolder(), 'out/renderer'),
    workersFolder: workersFolder(),
    verifyPageFile: join(productFolder(), 'out/verify.html'),
    version: readVersion(),
    host,
    server,
  });
