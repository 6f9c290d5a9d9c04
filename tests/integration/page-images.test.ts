import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PrintJob } from '#common/contract/print-job.ts';
import { buildHandOver } from '#common/domain/hand-over.ts';
import { buildPaper } from '#common/domain/paper/build-paper.ts';
import { paperKinds } from '#common/domain/paper/paper.ts';
import { buildReportData } from '#common/domain/report-data.ts';
import { approveIfAsked, compareWithApproved } from '#tests/support/page-images.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { samplePapers } from '#tests/support/sample-papers.ts';
import { sampleReport } from '#tests/support/sample-report.ts';

/** Percent; another version of the browser draws some letters half a pixel further. */
const tolerance = 1.5;

let page: PrintPage;
beforeAll(async () => {
  page = await openPrintPage();
});
afterAll(() => page.close());

const print = (job: PrintJob) => page.print(`/print.html?ticket=${page.printData.offer(job)}`, { format: 'A4' });

async function expectApproved(name: string, pdf: Uint8Array): Promise<void> {
  await approveIfAsked(name, pdf);
  for (const distance of await compareWithApproved(name, pdf)) expect(distance).toBeLessThan(tolerance);
}

describe('pages look as they were approved', () => {
  test.each(paperKinds)('%s', async (kind) => expectApproved(kind, await print(buildPaper(kind, samplePapers()))));
  test('hand-over', async () =>
    expectApproved('hand-over', await print(buildHandOver({ ...samplePapers(), which: 'all' }))));
  test('result', async () => expectApproved('result', await print(buildReportData(sampleReport()))));
});

test('a word more in one cell, or a page more, is seen', async () => {
  const input = samplePapers();
  const other = { ...input, office: `${input.office} (สาขา)` };
  const [first = 0] = await compareWithApproved('memo', await print(buildPaper('memo', other)));
  expect(first).toBeGreaterThan(tolerance);
  const longer = await compareWithApproved(
    'differences',
    await print(buildPaper('differences', samplePapers({ differences: 30 }))),
  );
  expect(longer).toContain(100);
});
