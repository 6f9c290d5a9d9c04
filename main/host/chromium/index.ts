import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Conf from 'conf';
import { AppError } from '#common/contract/failures.ts';
import type { Application, Host, Secrets } from '../host.ts';
import { forkProgram } from '../shared/fork-program.ts';
import { checkRevealable, type Revealable } from '../shared/reveal.ts';
import { createSettings, settingsName, storeOptions } from '../shared/settings.ts';
import { findDownloadsFolder } from './downloads-folder.ts';
import { requireBrowser } from './find-browser.ts';
import { openWindow, type ChromiumWindow } from './open-window.ts';
import { createPrinter } from './printer.ts';
import { removeOldProfiles } from './profile-folder.ts';

export interface ChromiumHostOptions {
  readonly dataFolder: string;
  /** `out/bridge.js` of the build. */
  readonly bridgeFile: string;
  /** Default: the user's own. */
  readonly downloadsFolder?: string;
  readonly headless?: boolean;
  /** For test launchers only: see WindowOptions. */
  readonly debuggingPort?: boolean;
  /** Likewise. */
  readonly fakeCamera?: boolean;
}

export interface ChromiumHost extends Host {
  open(app: Application): Promise<ChromiumWindow>;
}

/** A browser has no key store for us: the library asks for its passphrase. */
const noSecrets: Secrets = {
  available: async () => false,
  seal: async () => Promise.reject(new AppError('internal')),
  unseal: async () => Promise.reject(new AppError('internal')),
};

const openers: Partial<Record<NodeJS.Platform, (target: Revealable) => readonly [string, readonly string[]]>> = {
  win32: (target) =>
    target.kind === 'folder'
      ? ['explorer.exe', [target.path]]
      : ['rundll32.exe', ['url.dll,FileProtocolHandler', target.href]],
  darwin: (target) => ['open', [target.kind === 'folder' ? target.path : target.href]],
};

function reveal(target: Revealable): void {
  const opener = openers[process.platform];
  const [command, args] = opener?.(target) ?? ['xdg-open', [target.kind === 'folder' ? target.path : target.href]];
  const child = spawn(command, [...args], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined); // a desktop without xdg-open shows nothing; the page still names the folder
  child.unref();
}

/** The window as an app window of an installed Chromium, Chrome or Edge. Its methods throw HostRefusal. */
export function createChromiumHost(options: ChromiumHostOptions): ChromiumHost {
  const { dataFolder } = options;
  const profilesFolder = join(dataFolder, 'profile');
  const settings = createSettings(
    dataFolder,
    () => new Conf<Record<string, unknown>>({ ...storeOptions(dataFolder), configName: settingsName }),
  );
  const printer = createPrinter({ profilesFolder });
  return {
    name: 'chromium',
    secrets: noSecrets,
    settings,
    async open(app) {
      removeOldProfiles(profilesFolder);
      return openWindow(app, {
        executable: requireBrowser(),
        profilesFolder,
        downloadsFolder: options.downloadsFolder ?? findDownloadsFolder(),
        bridgeFile: options.bridgeFile,
        settings,
        headless: options.headless ?? false,
        debuggingPort: options.debuggingPort ?? false,
        fakeCamera: options.fakeCamera ?? false,
      });
    },
    print: (app, path, page) => printer.print(app, path, page),
    reveal: async (target) => reveal(checkRevealable(target)),
    startProgram: forkProgram,
    close: () => printer.close(),
  };
}
