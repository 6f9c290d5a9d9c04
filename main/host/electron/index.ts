import { join } from 'node:path';
import { app as electron, dialog, shell } from 'electron';
import Store from 'electron-store';
import type { StartableHost } from '#main/run.ts';
import { checkRevealable } from '../shared/reveal.ts';
import { createSettings, settingsName, storeOptions } from '../shared/settings.ts';
import { prepareElectron, setMacMenu } from './before-ready.ts';
import { guardAllContents } from './guards.ts';
import { openWindow } from './open-window.ts';
import { createPrinter } from './printer.ts';
import { electronSecrets } from './safe-storage.ts';
import { startProgram } from './start-program.ts';

/*
 * Electron's security list (https://www.electronjs.org/docs/latest/tutorial/security) and where each point is met:
 *  1 only secure content             origins.ts, serve-protocol.ts: pages come from the app's own scheme, `secure: true`
 *  2 no Node.js for remote content   open-window.ts, printer.ts: nodeIntegration false, in workers and subframes too
 *  3 context isolation               open-window.ts, printer.ts: contextIsolation true
 *  4 sandbox                         before-ready.ts: enableSandbox(), and `sandbox: true` on each window
 *  5 permission requests             guards.ts: guardSession denies requests, checks, devices and screen capture;
 *                                 the camera alone is given, to the app's page, once the person allowed it
 *  6 web security                    open-window.ts: webSecurity true; never switched off anywhere
 *  7 content security policy         lib/csp.ts, put on every answer by shared/answer.ts
 *  8 no insecure content             open-window.ts: allowRunningInsecureContent false
 *  9 no experimental features        open-window.ts: experimentalFeatures false
 * 10 no Blink features               enableBlinkFeatures is not used (tests/hosts/electron-security.test.ts)
 * 11 no allowpopups on webviews      there are no webviews: webviewTag false
 * 12 webview options                 guards.ts: will-attach-webview is denied
 * 13 limit navigation                guards.ts: will-navigate, will-redirect, will-frame-navigate
 * 14 limit new windows               guards.ts: setWindowOpenHandler denies
 * 15 openExternal                    shared/reveal.ts: https, mailto, http on this machine; folders by openPath; main alone calls it
 * 16 current Electron                package.json: pinned to the newest stable, above the floor of known CVEs
 * 17 sender of every IPC message     bridge.ts: isOwnTopFrame (electron-store's own listener tells any sender where the
 *                                    settings lie and the version; no page has an ipcRenderer to ask it with)
 * 18 custom protocol, not file://    before-ready.ts, serve-protocol.ts; the fuse for file:// is off
 * 19 fuses                           fuses.cjs, called by electron-builder.yml's afterPack
 * 20 no Electron APIs for the page   preload/electron.ts: three functions, no ipcRenderer
 */

export interface ElectronHostOptions {
  readonly dataFolder: string;
  /** Files of this start, for the instance that runs already. */
  readonly files: readonly string[];
  readonly preloadFile: string;
  /** Saves downloads there without a dialog; for tests. */
  readonly downloadsFolder?: string;
}

export interface ElectronHost extends StartableHost {
  /** False: another instance has the files of this start and comes to the front; exit. */
  readonly isFirst: boolean;
  /** Ends Electron itself. */
  exit(code: number): void;
}

const filesOf = (data: unknown): readonly string[] => {
  const files = typeof data === 'object' && data !== null && 'files' in data ? data.files : [];
  return Array.isArray(files) ? files.filter((file) => typeof file === 'string') : [];
};

/** Everything before `ready` happens in this call, without an `await`. */
export function createElectronHost(options: ElectronHostOptions): ElectronHost {
  const { dataFolder } = options;
  // Not the Chromium host's folder, which is emptied at each start: the key store's own key lies here.
  prepareElectron(join(dataFolder, 'electron'));
  guardAllContents();
  // The system's own lock gives the first instance the right to come to the front, which a socket cannot on Windows.
  const isFirst = electron.requestSingleInstanceLock({ files: options.files });

  let handover: (files: readonly string[]) => void = (files) => early.push(files);
  const early: (readonly string[])[] = [];
  electron.on('second-instance', (_event, _argv, _folder, data) => handover(filesOf(data)));
  electron.on('open-file', (event, path) => {
    event.preventDefault();
    handover([path]);
  });
  electron.on('window-all-closed', () => {
    // run() closes the library first and then calls exit().
  });

  const settings = createSettings(
    dataFolder,
    () => new Store<Record<string, unknown>>({ ...storeOptions(dataFolder), name: settingsName }),
  );
  const print = createPrinter();
  return {
    isFirst,
    name: 'electron',
    secrets: electronSecrets,
    settings,
    async open(app) {
      await electron.whenReady();
      setMacMenu();
      return openWindow(app, {
        preloadFile: options.preloadFile,
        settings,
        ...(options.downloadsFolder === undefined ? {} : { downloadsFolder: options.downloadsFolder }),
      });
    },
    async print(app, path, page) {
      await electron.whenReady();
      return print(app, path, page);
    },
    async reveal(target) {
      const revealable = checkRevealable(target);
      if (revealable.kind === 'address') await shell.openExternal(revealable.href);
      else await shell.openPath(revealable.path);
    },
    startProgram,
    close: async () => undefined,
    tell(message) {
      console.error(message);
      dialog.showErrorBox('LPA Assessor', message);
    },
    onHandover(listener) {
      handover = listener;
      for (const files of early.splice(0)) listener(files);
    },
    exit: (code) => electron.exit(code),
  };
}
