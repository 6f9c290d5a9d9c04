import { createElectronHost } from '#main/host/electron/index.ts';
import { run } from '#main/run.ts';
import { createFixtureApplication } from './fixture-application.ts';

interface ElectronProgramOptions {
  readonly dataFolder: string;
  readonly downloadsFolder: string;
  readonly preloadFile: string;
  readonly files: readonly string[];
}

/** The fixture application in the Electron host. Bundled before it is run; no top-level await before Electron is ready. */
const options = JSON.parse(process.env.LPA_FIXTURE ?? '{}') as ElectronProgramOptions;
const host = createElectronHost(options);
if (host.isFirst)
  run(options, host, async () => createFixtureApplication(host)).then(host.exit, () => {
    host.exit(1);
  });
else host.exit(0);
