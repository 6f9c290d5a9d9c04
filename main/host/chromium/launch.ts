import { launch, type Browser } from 'puppeteer-core';
import { HostRefusal } from '../shared/host-refusal.ts';

const startTimeout = 30_000;

const policyRefusal = (cause: unknown) =>
  new HostRefusal(
    'นโยบายของเครื่องนี้ห้ามโปรแกรมเปิดหน้าต่างผ่าน Chromium (RemoteDebuggingAllowed=false) โปรดให้ผู้ดูแลระบบอนุญาต หรือใช้ตัวติดตั้งแบบ Electron',
    'A policy of this computer forbids the app to open its window in this browser (RemoteDebuggingAllowed=false). Ask the administrator to allow it, or use the Electron installer.',
    { cause },
  );

const startRefusal = (executable: string, cause: unknown) =>
  new HostRefusal(
    `เปิดเบราว์เซอร์ไม่สำเร็จ (${executable}) ลองเปิดโปรแกรมอีกครั้ง หรือระบุเบราว์เซอร์อื่นด้วย CHROME_PATH`,
    `The browser ${executable} did not start. Try again, or name another one with CHROME_PATH. ${firstLine(cause)}`,
    { cause },
  );

const firstLine = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n').find((line) => line.trim() !== '') ?? '') : '';

/** What Chromium says on its standard error when a policy closes both the port and the pipe. */
const isPolicyMessage = (text: string) => /remote debugging is disallowed|RemoteDebuggingAllowed/i.test(text);

/** Starts a browser over a pipe: no TCP port. Throws HostRefusal. */
export async function launchBrowser(executable: string, args: readonly string[], headless: boolean): Promise<Browser> {
  try {
    return await launch({
      executablePath: executable,
      pipe: true,
      headless,
      ignoreDefaultArgs: true,
      args: [...args, ...(headless ? ['--headless=new'] : [])],
      defaultViewport: null,
      timeout: startTimeout,
      // The app ends its browser itself, after the library is closed.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      downloadBehavior: { policy: 'deny' },
    });
  } catch (error) {
    const text = error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error);
    throw isPolicyMessage(text) ? policyRefusal(error) : startRefusal(executable, error);
  }
}

/** Resolves when the process has ended: 'user' when it ended in order, 'crashed' otherwise. */
export function whenEnded(browser: Browser): Promise<'user' | 'crashed'> {
  const child = browser.process();
  return new Promise((resolve) => {
    const settle = (code: number | null) => resolve(code === 0 ? 'user' : 'crashed');
    if (child === null) browser.once('disconnected', () => resolve('crashed'));
    else if (child.exitCode !== null || child.signalCode !== null) settle(child.exitCode);
    else child.once('exit', settle);
  });
}
