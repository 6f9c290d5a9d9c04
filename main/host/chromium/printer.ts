import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page, Protocol } from 'puppeteer-core';
import { AppError } from '#common/contract/failures.ts';
import type { Application, AppPath, PageSetup } from '../host.ts';
import { commonPrintOptions, inches, noMargin, printLimit, printTimeout, untilReady } from '../shared/print-setup.ts';
import { commonArguments } from './browser-arguments.ts';
import { requireBrowser } from './find-browser.ts';
import { launchBrowser } from './launch.ts';
import { createProfileFolder } from './profile-folder.ts';
import { origins, serveOrigins } from './serve-origins.ts';

/** Prints several reports with one start of the browser, but does not keep one for long. */
const keepFor = 4_000;
/** Millimetres. */
const a4 = { width: 210, height: 297 };

export interface Printer {
  print(app: Pick<Application, 'serve'>, path: AppPath, page: PageSetup): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A page to print on, empty. */
interface Sheet {
  readonly page: Page;
  readonly session: CDPSession;
}

interface Press {
  readonly context: BrowserContext;
  /** Pages whose print is done: a new one for each would start a process and read fonts and program anew. */
  readonly spare: Sheet[];
  end(): Promise<void>;
}

async function startPress(executable: string, profilesFolder: string, app: Pick<Application, 'serve'>): Promise<Press> {
  const profile = createProfileFolder(profilesFolder);
  try {
    const args = [...commonArguments(profile.path), '--hide-scrollbars', 'about:blank'];
    const { browser, close } = await launchBrowser(executable, args, true);
    const session = await browser.target().createCDPSession();
    await serveOrigins({ session, app });
    const context = await browser.createBrowserContext();
    return {
      context,
      spare: [],
      async end() {
        await close();
        profile.remove();
      },
    };
  } catch (error) {
    profile.remove();
    throw error;
  }
}

function printOptions(page: PageSetup): Protocol.Page.PrintToPDFRequest {
  const margin = page.margin ?? noMargin;
  return {
    ...commonPrintOptions(page),
    paperWidth: inches(a4.width),
    paperHeight: inches(a4.height),
    marginTop: inches(margin.top),
    marginRight: inches(margin.right),
    marginBottom: inches(margin.bottom),
    marginLeft: inches(margin.left),
    // In memory: for a stream Chromium would write the pages, recovery words among them, to a temporary file.
    transferMode: 'ReturnAsBase64',
  };
}

async function newSheet({ context }: Press): Promise<Sheet> {
  const page = await context.newPage();
  return { page, session: await page.createCDPSession() };
}

async function printPage(press: Press, path: AppPath, setup: PageSetup): Promise<Uint8Array> {
  const sheet = press.spare.pop() ?? (await newSheet(press));
  const { page, session } = sheet;
  try {
    await page.goto(`${origins.app}${path}`, { waitUntil: 'load', timeout: printLimit });
    const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: untilReady, awaitPromise: true });
    if (exceptionDetails !== undefined) throw new Error('The page failed');
    const { data } = await session.send('Page.printToPDF', printOptions(setup));
    if (data === '') throw new Error('No PDF came');
    // Nothing of what was printed stays behind.
    await page.goto('about:blank');
    press.spare.push(sheet);
    return Buffer.from(data, 'base64');
  } catch (error) {
    await page.close().catch(() => undefined);
    throw error;
  }
}

interface PrinterOptions {
  /** Default: the installed browser. */
  readonly executable?: string;
  /** Where the short-lived profile may lie; nothing of the pages is written to it. */
  readonly profilesFolder?: string;
}

/**
 * A headless browser without bridge and without network, started for a print and ended seconds later. A page of a window
 * cannot do it: a hidden target has no `Page.printToPDF`. Throws AppError('print.failed'), HostRefusal without a browser.
 */
export function createPrinter(options: PrinterOptions = {}): Printer {
  const profilesFolder = options.profilesFolder ?? join(tmpdir(), `lpa-print-${process.pid}`);
  let press: { readonly app: Pick<Application, 'serve'>; readonly started: Promise<Press> } | null = null;
  let jobs = 0;
  let timer: NodeJS.Timeout | undefined;

  const stop = async () => {
    clearTimeout(timer);
    const running = press;
    press = null;
    await running?.started.then((one) => one.end()).catch(() => undefined);
  };
  const pressFor = async (app: Pick<Application, 'serve'>): Promise<Press> => {
    if (press !== null && press.app !== app) await stop();
    press ??= { app, started: startPress(options.executable ?? requireBrowser(), profilesFolder, app) };
    return press.started;
  };

  return {
    async print(app, path, setup) {
      clearTimeout(timer);
      jobs++;
      try {
        const running = await pressFor(app);
        return await Promise.race([printPage(running, path, setup), printTimeout()]);
      } catch (error) {
        if (jobs === 1) await stop(); // others may still be printing well
        if (error instanceof Error && error.name === 'HostRefusal') throw error;
        throw new AppError('print.failed', {}, { cause: error });
      } finally {
        jobs--;
        if (jobs === 0) timer = setTimeout(() => void stop(), keepFor);
        timer?.unref();
      }
    },
    close: stop,
  };
}
