import { launch, type Browser, type HTTPRequest } from 'puppeteer-core';
import type { PrintJob } from '#common/contract/print-job.ts';
import { requireBrowser } from '#main/host/chromium/find-browser.ts';
import type { AppPath } from '#main/host/host.ts';
import type { PrintPage } from '#tests/support/print-page.ts';

const address = 'https://bare.invalid';

export interface BarePress {
  print(job: PrintJob): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The same finished HTML, printed by puppeteer with nothing of ours around it. */
export async function openBarePress(page: PrintPage): Promise<BarePress> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser: Browser = await launch({ executablePath: requireBrowser(), headless: true, args: root });
  return {
    async print(job) {
      const tab = await browser.newPage();
      await tab.setRequestInterception(true);
      tab.on('request', (request) => void answer(request, page));
      await tab.goto(`${address}/print.html?ticket=${page.printData.offer(job)}`);
      await tab.waitForSelector('html[data-ready="true"]');
      const bytes = await tab.pdf({ preferCSSPageSize: true, printBackground: true });
      await tab.close();
      return bytes;
    },
    close: () => browser.close(),
  };
}

async function answer(request: HTTPRequest, page: PrintPage): Promise<void> {
  const path = request.url().slice(address.length) as AppPath;
  const { status, headers, body } = await page.serve({ origin: 'app', path, method: 'GET', range: null });
  await request.respond({ status, headers: { ...headers }, body });
}
