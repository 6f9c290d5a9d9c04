import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { launchElectron } from './launch-electron.ts';
import { listen } from './spoken-lines.ts';

export interface RunningApp {
  readonly page: Page;
  /** The driver's end of the window. */
  readonly browser: Pick<Browser, 'close'>;
  readonly process: ChildProcess;
  /** Closes the window as a user does and waits for the main process to end; its exit code. */
  quit(): Promise<number | null>;
  /** What main told on the terminal so far: the place for sentences when there is no page to say them. */
  told(): string;
  /** The next address that the app opens in the person's own browser. */
  revealed(): Promise<string>;
  /** Ends main and its browser at once, as a power cut would. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  readonly data: string;
  readonly downloads: string;
  readonly files?: readonly string[];
  /** Address of the server to use. */
  readonly server?: string;
  /** A moving test picture for a camera. Chromium's window only. */
  readonly camera?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Starts the app in a process of its own and connects to its real window: Chromium's, or Electron's by HOST=electron. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  if (process.env.HOST === 'electron') return launchElectron(options);
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'app-process.ts'),
      '--data',
      options.data,
      '--downloads',
      options.downloads,
      ...(options.camera === true ? ['--camera'] : []),
      ...(options.server === undefined ? [] : ['--server', options.server]),
      ...(options.files ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  let told = '';
  child.stderr.on('data', (piece: Buffer) => {
    told += piece.toString();
    process.stderr.write(piece);
  });
  const lines = listen(child.stdout);
  const address = await lines.next('address');
  const browser = await chromium.connectOverCDP(address, { isLocal: true, timeout: 60_000 });
  const page = await findWindow(browser);
  await page.setViewportSize(options.size ?? { width: 1366, height: 768 });
  return {
    page,
    browser,
    process: child,
    told: () => told,
    revealed: () => lines.next('reveal'),
    async quit() {
      const ended = once(child, 'exit');
      await page.close().catch(() => undefined);
      await ended;
      return child.exitCode;
    },
    async kill() {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
      killGroup(child);
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}

/** The browser is a child of main, so the whole group goes. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // already gone
  }
}

async function findWindow(browser: Browser): Promise<Page> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const page = pages.find((one) => one.url().startsWith('https://app.invalid/'));
    if (page !== undefined) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the window of the app was not found');
}
