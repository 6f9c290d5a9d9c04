import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { build } from 'vite';
import type { PrintDeps } from '#main/features/report/print-report.ts';
import { securityHeaders } from '#main/lib/csp.ts';
import { createPrintData } from '#main/lib/print-data.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';

const root = join(import.meta.dirname, '..', '..');
const origin = 'https://app.invalid';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export interface PrintPage extends PrintDeps {
  readonly browser: Browser;
  /** Paths that the page asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** The real print page, built by Vite with the app's own settings, printed by a real Chromium under the app's policy. */
export async function openPrintPage(): Promise<PrintPage> {
  const folder = await mkdtemp(join(tmpdir(), 'lpa-print-'));
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: join(root, 'renderer', 'print.html') },
    },
  });
  const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('No Chromium to print with');
  const browser = await puppeteer.launch({
    executablePath,
    pipe: true,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const printData = createPrintData(systemIds(systemClock));
  const asked: string[] = [];

  const answer = async (path: string): Promise<{ readonly body: Uint8Array; readonly type: string } | null> => {
    const ticket = /^\/print-data\/(.+)\.json$/.exec(path)?.[1];
    if (ticket !== undefined) {
      const body = printData.take(ticket);
      return body === undefined ? null : { body, type: 'application/json' };
    }
    const file = join(folder, path);
    return existsSync(file) ? { body: await readFile(file), type: types[extname(file)] ?? '' } : null;
  };

  return {
    browser,
    asked,
    printData,
    async print(path) {
      const page = await browser.newPage();
      try {
        await page.setRequestInterception(true);
        page.on('request', (request) => {
          const url = new URL(request.url());
          asked.push(url.origin === origin ? url.pathname : url.href);
          void answer(url.pathname).then((found) =>
            request.respond({
              status: found === null ? 404 : 200,
              headers: { ...securityHeaders('app', { app: origin, evidence: 'https://evidence.invalid' }) },
              contentType: found?.type ?? 'text/plain',
              body: found?.body ?? '',
            }),
          );
        });
        await page.goto(`${origin}${path}`);
        await page.waitForSelector('html[data-ready], html[data-failed]');
        const failed = await page.evaluate(() => document.documentElement.dataset.failed);
        if (failed !== undefined) throw new Error(`The print page failed: ${failed}`);
        return await page.pdf({ preferCSSPageSize: true, tagged: true, printBackground: true });
      } finally {
        await page.close();
      }
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
