import { BrowserWindow, session as sessions, type Session } from 'electron';
import { AppError } from '#common/contract/failures.ts';
import type { Application, AppPath, PageSetup } from '../host.ts';
import { commonPrintOptions, inches, noMargin, printTimeout, untilReady } from '../shared/print-setup.ts';
import { guardSession } from './guards.ts';
import { origins } from './origins.ts';
import { serveProtocol } from './serve-protocol.ts';

function printOptions(page: PageSetup): Electron.PrintToPDFOptions {
  const { top, right, bottom, left } = page.margin ?? noMargin;
  return {
    ...commonPrintOptions(page),
    pageSize: page.format,
    margins: { top: inches(top), right: inches(right), bottom: inches(bottom), left: inches(left) },
  };
}

/** Prints in a window that is never shown: no preload, so no bridge; a session of its own, kept in memory. */
export function createPrinter(): (
  app: Pick<Application, 'serve'>,
  path: AppPath,
  page: PageSetup,
) => Promise<Uint8Array> {
  let press: { readonly session: Session; readonly app: Pick<Application, 'serve'> } | null = null;
  const sessionFor = (app: Pick<Application, 'serve'>): Session => {
    if (press?.app === app) return press.session;
    const session = sessions.fromPartition(`print-${Date.now()}`, { cache: false });
    guardSession(session);
    serveProtocol(session, app);
    press = { session, app };
    return session;
  };

  return async (app, path, page) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: sessionFor(app),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        devTools: false,
        disableBlinkFeatures: 'Auxclick',
        backgroundThrottling: false,
      },
    });
    try {
      const print = async () => {
        await window.loadURL(`${origins.app}${path}`);
        await window.webContents.executeJavaScript(untilReady);
        return window.webContents.printToPDF(printOptions(page));
      };
      return await Promise.race([print(), printTimeout()]);
    } catch (error) {
      throw new AppError('print.failed', {}, { cause: error });
    } finally {
      window.destroy();
    }
  };
}
