import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PrintJob } from '#common/contract/print-job.ts';
import { buildExecutiveView } from '#common/domain/executive-view.ts';
import { proposeExecutiveForm } from '#common/domain/executive-form.ts';
import { buildHandOver } from '#common/domain/hand-over.ts';
import { buildPaper } from '#common/domain/paper/build-paper.ts';
import { paperKinds } from '#common/domain/paper/paper.ts';
import { buildProvinceSummary } from '#common/domain/province-summary.ts';
import { buildReportData } from '#common/domain/report-data.ts';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { gather } from '#main/features/province/gather.ts';
import { approveIfAsked, compareWithApproved } from '#tests/support/page-images.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { provinceKey, provinceSources } from '#tests/support/province.ts';
import { samplePapers } from '#tests/support/sample-papers.ts';
import { screen, screenshotOf } from '#tests/support/screenshots.ts';
import { sampleReport } from '#tests/support/sample-report.ts';

/** Percent; another version of the browser draws some letters half a pixel further. */
const tolerance = 1.5;

let page: PrintPage;
let screenshots: readonly TeamEvidence[];
beforeAll(async () => {
  page = await openPrintPage();
  const picture = await screen(1).png().toBuffer();
  screenshots = [screenshotOf(1, picture, { title: 'ภาพหน้าจอ e-LAAS' })];
  for (const { id } of screenshots) page.evidence.set(id, picture);
});
afterAll(() => page.close());

const print = (job: PrintJob) => page.print(`/print.html?ticket=${page.printData.offer(job)}`, { format: 'A4' });

async function expectApproved(name: string, pdf: Uint8Array): Promise<void> {
  await approveIfAsked(name, pdf);
  for (const distance of await compareWithApproved(name, pdf)) expect(distance).toBeLessThan(tolerance);
}

/** Twenty-four LAOs, as the app gathers them. */
async function provincePaper() {
  const walk = { job: 'pages', signal: new AbortController().signal, emit: () => undefined };
  const { input } = await gather(provinceSources(24, { withOpen: true }), provinceKey, walk);
  return { ...input, language: 'th', digits: 'thai', printedAt: '2024-09-02T03:00:00Z' } as const;
}

describe('pages look as they were approved', () => {
  test.each(paperKinds)('%s', async (kind) =>
    expectApproved(kind, await print(buildPaper(kind, samplePapers({ screenshots })))),
  );
  test('hand-over', async () =>
    expectApproved('hand-over', await print(buildHandOver({ ...samplePapers(), which: 'all' }))));
  test('result', async () => expectApproved('result', await print(buildReportData(sampleReport()))));
  test('province-summary', async () =>
    expectApproved('province-summary', await print(buildProvinceSummary(await provincePaper()))));
  test('executive-view', async () => {
    const input = await provincePaper();
    const form = { ...proposeExecutiveForm(input.instrument), energy: '1, 2', plan: '3' };
    await expectApproved('executive-view', await print(buildExecutiveView(input, form)));
  });
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
