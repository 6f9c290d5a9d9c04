import { tmpdir } from 'node:os';
import { buildReportData } from '#common/domain/report-data.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import { createProvince } from '#main/features/province/service.ts';
import { printReport } from '#main/features/report/print-report.ts';
import { createExports } from '#main/lib/exports.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { writeScratch } from '#main/storage/scratch.ts';
import { openPrintPage } from '#tests/support/print-page.ts';
import { provinceKey, provinceSources } from '#tests/support/province.ts';
import { openBarePress } from './bare-print.ts';
import { print, time } from './measure.ts';
import { peakMB, resetPeak } from './memory.ts';

/** นครราชสีมา, the largest province; `LPA_BENCH=quick` takes a few. */
const laos = process.env.LPA_BENCH === 'quick' ? 24 : 334;
/** As many pages at once as the app prints. */
const abreast = 2;
const paper = { language: 'th', digits: 'thai' } as const;

/** The individual result of every LAO of a province as a zip, then joined, against bare puppeteer printing the same pages. */
export async function benchProvince(): Promise<void> {
  const page = await openPrintPage();
  const sources = provinceSources(laos);
  const printedAt = new Date().toISOString();
  const province = createProvince({
    ...sources,
    exports: createExports(systemIds(systemClock)),
    clock: systemClock,
    emit: () => undefined,
    version: 'bench',
    printJob: () => Promise.reject(new Error('not part of this bench')),
    keep: (source) => writeScratch(tmpdir(), source),
    current: () => {
      throw new Error('nothing is kept here');
    },
    renderReport: async (id, choice) =>
      printReport(page, { ...(await sources.reviews.load(id)), code: null }, { ...choice, printedAt }),
  });
  const ours = async (parts: 'each' | 'joined') => {
    let bytes = 0;
    resetPeak();
    const startMB = peakMB();
    const took = await time(async () => {
      const { files } = await province.reports({ group: provinceKey, parts, ...paper, job: parts });
      bytes = files[0]?.size ?? 0;
    });
    return { took: took / 1000, bytes, startMB, peakMB: peakMB() };
  };

  const press = await openBarePress(page);
  const jobs = await Promise.all(
    (await sources.submissions.list()).map(async ({ id }) => {
      const { manifest, instrument, review, amendments } = await sources.reviews.load(id);
      const totals = computeTotals(instrument, manifest, review);
      const cited = amendments.cited;
      return buildReportData({ manifest, instrument, review, totals, cited, code: null, printedAt, ...paper });
    }),
  );
  const [warm] = jobs;
  if (warm !== undefined) await press.print(warm);
  const bare = async () => {
    let next = 0;
    const lane = async () => {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await press.print(job);
    };
    await Promise.all(Array.from({ length: abreast }, lane));
  };
  // The baseline on both sides of each: what else the machine does falls on all alike.
  const before = await time(bare);
  const each = await ours('each');
  const between = await time(bare);
  const joined = await ours('joined');
  const after = await time(bare);
  await press.close();
  await page.close();
  const baselineName = `the same pages in bare puppeteer, ${abreast} at a time`;
  const noteOf = (made: Awaited<ReturnType<typeof ours>>) =>
    `${(made.bytes / 1e6).toFixed(0)} MB, peak memory ${made.peakMB.toFixed(0)} MB, ${made.startMB.toFixed(0)} MB before`;
  print({
    ...{ what: `reports of ${laos} LAOs, one PDF each in a zip`, ours: each.took, baselineName, unit: 's' },
    baseline: (before + between) / 2000,
    note: noteOf(each),
  });
  print({
    ...{ what: `reports of ${laos} LAOs, joined with tags`, ours: joined.took, baselineName, unit: 's' },
    baseline: (between + after) / 2000,
    note: noteOf(joined),
  });
}
