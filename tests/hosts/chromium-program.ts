import { join } from 'node:path';
import { createChromiumHost } from '#main/host/chromium/index.ts';
import { run, type StartableHost } from '#main/run.ts';
import { createFixtureApplication } from './fixture-application.ts';

export interface ProgramOptions {
  readonly dataFolder: string;
  readonly downloadsFolder: string;
  readonly bridgeFile: string;
  readonly headless: boolean;
  readonly files: readonly string[];
}

/** The fixture application in the Chromium host, as a process of its own. Says its debugging address on stdout. */
const options = JSON.parse(process.argv[2] ?? '') as ProgramOptions;
const chromium = createChromiumHost({ ...options, debuggingPort: true, fakeCamera: true });
const host: StartableHost = {
  ...chromium,
  async open(app) {
    const window = await chromium.open(app);
    console.log(JSON.stringify({ address: window.debuggingAddress, profile: join(options.dataFolder, 'profile') }));
    return window;
  },
};
process.exitCode = await run(options, host, async () => createFixtureApplication(host));
console.log(JSON.stringify({ ended: process.exitCode }));
