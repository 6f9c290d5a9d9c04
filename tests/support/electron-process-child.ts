/**
 * The product in the Electron host, with a folder for downloads in place of the save dialog, which no driver can answer.
 * Bundled before it is run (launch-electron.ts); no top-level await before Electron is ready.
 */
import { join } from 'node:path';
import { createApplication } from '#main/application.ts';
import { createElectronHost } from '#main/host/electron/index.ts';
import { run } from '#main/run.ts';

export interface ElectronProcessOptions {
  readonly root: string;
  readonly dataFolder: string;
  readonly downloadsFolder: string;
  readonly files: readonly string[];
  readonly server?: string;
}

const options = JSON.parse(process.env.LPA_PROCESS ?? '') as ElectronProcessOptions;
const electron = createElectronHost({ ...options, preloadFile: join(options.root, 'out', 'preload.cjs') });
const host: typeof electron = {
  ...electron,
  // Where the person's own browser would open, the driver is told what it would have opened.
  reveal: async (target) => {
    process.stdout.write(`${JSON.stringify({ reveal: target.href })}\n`);
  },
};
if (host.isFirst)
  run(options, host, (_host, { dataFolder }) =>
    createApplication({
      dataFolder,
      resourcesFolder: join(options.root, 'resources'),
      rendererFolder: join(options.root, 'out', 'renderer'),
      workersFolder: join(options.root, 'out', 'workers'),
      verifyPageFile: join(options.root, 'out', 'verify.html'),
      version: '0.1.0',
      host,
      server: options.server,
    }),
  ).then(host.exit, () => {
    host.exit(1);
  });
else host.exit(0);
