import { buildReportData } from '#common/domain/report-data.ts';
import { openPrintPage } from '#tests/support/print-page.ts';
import { sampleReport } from '#tests/support/sample-report.ts';
import { openBarePress } from './bare-print.ts';
import { median, print, time, times } from './measure.ts';

const count = 7;

/** The report through the app's printer, against the same finished HTML printed by bare puppeteer. */
export async function benchReport(): Promise<void> {
  const page = await openPrintPage();
  const data = buildReportData(sampleReport({ indicators: 98, differences: 21 }));
  const ours = () => page.print(`/print.html?ticket=${page.printData.offer(data)}`, { format: 'A4' });
  const cold = await time(ours);
  const warm = await times(count, ours);

  const press = await openBarePress(page);
  const bare = () => press.print(data);
  await bare();
  const baseline = await times(count, bare);
  await press.close();
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
