import { launch, type HTTPRequest } from 'puppeteer-core';
import { buildReportData } from '#common/domain/report-data.ts';
import { requireBrowser } from '#main/host/chromium/find-browser.ts';
import type { AppPath } from '#main/host/host.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { sampleReport } from '#tests/support/sample-report.ts';
import { median, print, time, times } from './measure.ts';

const count = 7;
const address = 'https://bare.invalid';

/** The report through the app's printer, against the same finished HTML printed by bare puppeteer. */
export async function benchReport(): Promise<void> {
  const page = await openPrintPage();
  const data = buildReportData(sampleReport({ indicators: 98, differences: 21 }));
  const ours = () => page.print(`/print.html?ticket=${page.printData.offer(data)}`, { format: 'A4' });
  const cold = await time(ours);
  const warm = await times(count, ours);

  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await launch({ executablePath: requireBrowser(), headless: true, args: root });
  const bare = async () => {
    const tab = await browser.newPage();
    await tab.setRequestInterception(true);
    tab.on('request', (request) => void answer(request, page));
    await tab.goto(`${address}/print.html?ticket=${page.printData.offer(data)}`);
    await tab.waitForSelector('html[data-ready="true"]');
    await tab.pdf({ preferCSSPageSize: true, printBackground: true });
    await tab.close();
  };
  await bare();
  const baseline = await times(count, bare);
  await browser.close();
  await page.close();
  print({
    what: 'report of 98 indicators',
    ours: median(warm),
    baseline: median(baseline),
    baselineName: 'the same page in bare puppeteer',
    unit: 'ms',
    note: `first one ${cold.toFixed(0)} ms with the browser's start`,
  });
}

async function answer(request: HTTPRequest, page: PrintPage): Promise<void> {
  const path = request.url().slice(address.length) as AppPath;
  const { status, headers, body } = await page.serve({ origin: 'app', path, method: 'GET', range: null });
  await request.respond({ status, headers: { ...headers }, body });
}
