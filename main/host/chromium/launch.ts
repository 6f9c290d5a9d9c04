import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, type Browser } from 'puppeteer-core';
import type { CloseReason } from '../host.ts';
import { HostRefusal } from '../shared/host-refusal.ts';
import { createPipeTransport } from './pipe-transport.ts';

const startTimeout = 30_000;
const closeTimeout = 5_000;
/** Between the end of the pipe and the end of the process. */
const exitTimeout = 2_000;

const policyRefusal = () =>
  new HostRefusal(
    'นโยบายของเครื่องนี้ห้ามโปรแกรมเปิดหน้าต่างผ่านเบราว์เซอร์นี้ (RemoteDebuggingAllowed=false) โปรดให้ผู้ดูแลระบบอนุญาต หรือใช้ตัวติดตั้งแบบ Electron',
    'A policy of this computer forbids the app to open its window in this browser (RemoteDebuggingAllowed=false). Ask the administrator to allow it, or use the Electron installer.',
  );

const startRefusal = (executable: string, why: string, cause?: unknown) =>
  new HostRefusal(
    `เปิดเบราว์เซอร์ไม่สำเร็จ (${executable}) ลองเปิดโปรแกรมอีกครั้ง หรือระบุเบราว์เซอร์อื่นด้วย CHROME_PATH`,
    `The browser ${executable} did not start (${why}). Try again, or name another one with CHROME_PATH.`,
    { cause },
  );

/** What Chromium says on its standard error when a policy closes both the port and the pipe. Then it waits, silently. */
const policyMessage = 'remote debugging is disallowed';

export interface LaunchedBrowser {
  readonly browser: Browser;
  /** Resolves when the process has ended: 'user' when it ended in order, 'crashed' otherwise. */
  readonly ended: Promise<CloseReason>;
  /** Asks the browser to end, and ends it if it does not. */
  close(): Promise<void>;
}

function spawnBrowser(executable: string, args: readonly string[]): ChildProcess {
  return spawn(executable, [...args], {
    // A group of its own: Ctrl+C in a terminal is for main, which closes the library and then the browser.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
}

/** Rejects as soon as the process fails, says that a policy forbids us, or does not answer in time. */
function failureOf(child: ChildProcess, executable: string): { readonly failed: Promise<never>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    let said = '';
    const onText = (piece: string) => {
      said = (said + piece).slice(-4_000);
      if (said.includes(policyMessage)) reject(policyRefusal());
    };
    child.stderr?.setEncoding('utf8').on('data', onText);
    child.once('error', (error) => reject(startRefusal(executable, error.message, error)));
    child.once('exit', (code, signal) =>
      reject(startRefusal(executable, `it ended with ${signal ?? code ?? 'an error'}`)),
    );
    timer = setTimeout(() => reject(startRefusal(executable, 'no answer in 30 s')), startTimeout);
  });
  failed.catch(() => undefined); // after a good start nobody waits for it any more
  return { failed, clear: () => clearTimeout(timer) };
}

async function connectTo(child: ChildProcess): Promise<Browser> {
  const [, , , toBrowser, fromBrowser] = child.stdio;
  const transport = createPipeTransport(toBrowser as Writable, fromBrowser as Readable);
  return connect({ transport, defaultViewport: null });
}

/** Starts a browser over a pipe: no TCP port. Throws HostRefusal. */
export async function launchBrowser(
  executable: string,
  args: readonly string[],
  headless: boolean,
): Promise<LaunchedBrowser> {
  const child = spawnBrowser(executable, [...args, ...(headless ? ['--headless=new'] : [])]);
  const exited = once(child, 'exit').then(
    ([code]): CloseReason => (code === 0 ? 'user' : 'crashed'),
    (): CloseReason => 'crashed', // it never started
  );
  const { failed, clear } = failureOf(child, executable);
  try {
    const connected = connectTo(child).catch(async (error: unknown) => {
      // The pipe of a program that ends may close before it has ended; why it ended is the better reason.
      await Promise.race([failed, wait(exitTimeout)]);
      throw startRefusal(executable, 'the connection broke off', error);
    });
    const browser = await Promise.race([connected, failed]);
    return {
      browser,
      ended: exited,
      async close() {
        const timer = setTimeout(() => child.kill('SIGKILL'), closeTimeout);
        await browser.close().catch(() => undefined);
        await exited;
        clearTimeout(timer);
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    await exited;
    throw error;
  } finally {
    clear();
  }
}
