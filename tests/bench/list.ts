import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { laoTypes } from '#common/domain/lao.ts';
import { listSummaries, writeSubmission, type SubmissionRecord } from '#main/features/submission/queries.ts';
import { unlock } from '#tests/support/journey/first-run.ts';
import { launchApp } from '#tests/support/launch-app.ts';
import { openLibraryService } from '#tests/support/library.ts';
import { newFolder, passphrase, removeFolder } from '#tests/support/test-app.ts';
import { median, percentile, print, time, times } from './measure.ts';

const all = 7_849;
const few = 14;

interface Lao {
  readonly code: string;
  readonly name: string;
  readonly type: SubmissionSummary['laoType'];
  readonly district: string;
}

/** The real LAOs where `LPA_LAO_FILE` names them, generated ones otherwise. */
async function laos(): Promise<readonly Lao[]> {
  const file = process.env.LPA_LAO_FILE;
  if (file !== undefined) return JSON.parse(await readFile(file, 'utf8')) as Lao[];
  return Array.from({ length: all }, (_, index) => ({
    code: String(10_000_000 + index),
    name: `บ้านตัวอย่าง${index}`,
    type: laoTypes[index % laoTypes.length] ?? 'subdistrict_admin_org',
    district: `อำเภอที่ ${index % 878}`,
  }));
}

const summary = (lao: Lao, index: number): SubmissionSummary => ({
  id: randomUUID(),
  laoCode: lao.code,
  laoName: lao.name,
  laoType: lao.type,
  district: lao.district,
  province: 'ธารานคร',
  team: `ทีมที่ ${(index % 5) + 1}`,
  roundTitle: { th: 'LPA 2567', en: 'LPA 2567' },
  year: 2567,
  deadline: '2024-08-09',
  visitOn: '2024-07-05',
  visitTime: null,
  state: 'ready',
  size: 1_000_000 + index,
  files: 40,
  quarantined: 0,
  indicators: 93,
  settled: index % 94,
  toFix: 0,
  lastIndicator: null,
  changedAt: '2024-07-01T00:00:00.000Z',
  sample: false,
});

const record: SubmissionRecord = {
  revision: 1,
  manifestDigest: '0'.repeat(64),
  instrumentDigest: '0'.repeat(64),
  sender: '0'.repeat(64),
  known: 'first-time',
  evidence: [],
};

async function fill(folder: string, count: number): Promise<number> {
  const library = await openLibraryService(folder);
  const { db, vault } = library.current();
  const rows = (await laos()).slice(0, count).map(summary);
  await db.write(async (tx) => {
    for (const row of rows) await writeSubmission(tx, vault, row, record, '');
  });
  const load = median(await times(5, () => listSummaries(db, vault)));
  await library.close();
  return load;
}

/** Unlock to the first rows, filter by typing, and scrolling in the real window: the whole country against one team. */
export async function benchList(): Promise<void> {
  const figures = new Map<number, Record<'load' | 'show' | 'filter' | 'frame50' | 'frame95', number>>();
  for (const count of [few, all]) {
    const folder = await newFolder();
    const load = await fill(join(folder, 'data'), count);
    await mkdir(join(folder, 'downloads'));
    const { page, kill } = await launchApp({ data: join(folder, 'data'), downloads: join(folder, 'downloads') });
    const show = await time(async () => {
      await unlock(page, passphrase);
      await page.getByRole('row').nth(3).waitFor();
    });
    const status = page.getByRole('status').filter({ hasText: 'แห่ง' }).first();
    const before = await status.textContent();
    const filter = await time(async () => {
      await page.getByRole('searchbox').first().fill('ที่ 7');
      await page.waitForFunction((text) => document.querySelector('main [role=status]')?.textContent !== text, before);
    });
    await page.getByRole('searchbox').first().fill('');
    const frames = await page.evaluate(scrollFrames);
    figures.set(count, { load, show, filter, frame50: percentile(frames, 50), frame95: percentile(frames, 95) });
    await kill();
    await removeFolder(folder);
  }
  const [small, large] = [figures.get(few), figures.get(all)];
  if (small === undefined || large === undefined) return;
  const lines = [
    ['load in main', 'load'],
    ['unlock to rows on the screen', 'show'],
    ['filter by typing', 'filter'],
    ['scroll, frame time p50', 'frame50'],
    ['scroll, frame time p95', 'frame95'],
  ] as const;
  for (const [what, key] of lines)
    print({
      what: `list of ${all} submissions: ${what}`,
      ours: large[key],
      baseline: small[key],
      baselineName: `${few} submissions`,
      unit: 'ms',
    });
}

/** Runs in the page: scrolls the list for two seconds and returns the time between frames, ms. */
async function scrollFrames(): Promise<number[]> {
  const scroller = [...document.querySelectorAll<HTMLElement>('[role=grid], [role=grid] *')].find(
    (element) => element.scrollHeight > element.clientHeight + 50 && getComputedStyle(element).overflowY !== 'visible',
  );
  const frames: number[] = [];
  const begin = performance.now();
  let last = begin;
  while (last - begin < 2_000) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    frames.push(now - last);
    last = now;
    scroller?.scrollBy(0, 120);
  }
  return frames.slice(2);
}
