import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { applicableIndicators } from '#common/domain/scoring.ts';
import { unlock } from '#tests/support/journey/first-run.ts';
import { launchApp } from '#tests/support/launch-app.ts';
import { createTestLibrary, newFolder, openTestApp, passphrase, removeFolder } from '#tests/support/test-app.ts';
import { median, percentile, print, times } from './measure.ts';

/** Nobody judges an indicator faster than this; meanwhile the next one is prepared (ms). */
const glance = 1000;

interface Stop {
  readonly number: string;
  /** Title of the first file, null where there is none or it is not drawn. */
  readonly file: string | null;
}

/** From the key to the next indicator's form with its first file drawn, against two frames of the same window. */
export async function benchSwitch(): Promise<void> {
  const folder = await newFolder();
  const downloads = join(folder, 'downloads');
  await mkdir(downloads);
  const stops = await prepare(folder);
  const app = await launchApp({ data: folder, downloads });
  const { page } = app;
  await unlock(page, passphrase);
  await page.getByRole('row', { name: /ท่าแก้วพัฒนา/ }).dblclick();
  await page.getByRole('link', { name: 'ตรวจและให้คะแนน' }).click();
  await arrived(page, stops[0]);
  const drawn: number[] = [];
  const forms: number[] = [];
  // Once through everything, so that neither side is cold; the second round counts.
  for (const round of [0, 1])
    for (const stop of stops.slice(1)) {
      await page.waitForTimeout(glance);
      const start = performance.now();
      await page.keyboard.press(round === 0 ? 'Alt+ArrowDown' : 'Alt+ArrowUp');
      await formOf(page, round === 0 ? stop : stops[stops.length - 1 - stops.indexOf(stop)]);
      if (round === 1) forms.push(performance.now() - start);
      const target = round === 0 ? stop : stops[stops.length - 1 - stops.indexOf(stop)];
      await fileOf(page, target);
      if (round === 1 && target?.file !== null) drawn.push(performance.now() - start);
    }
  const frames = await times(50, () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))),
  );
  for (const [what, values] of [
    ['switch of indicator: form', forms],
    ['switch of indicator: form and first file', drawn],
  ] as const)
    for (const percent of [50, 95])
      print({
        what: `${what}, p${percent}`,
        ours: percentile(values, percent),
        baseline: median(frames),
        baselineName: 'two frames of the same window',
        unit: 'ms',
        note: `${values.length} switches`,
      });
  await app.kill();
  await removeFolder(folder);
}

async function prepare(folder: string): Promise<readonly Stop[]> {
  const test = await openTestApp({ folder });
  await createTestLibrary(test);
  await test.call('submission.importSample', { job: randomUUID() });
  const row = (await test.call('submission.list', {})).find(({ laoName }) => laoName === 'ท่าแก้วพัฒนา');
  // Reading for search has a bench of its own.
  await test.call('search.pause', { paused: true });
  const { instrument, manifest } = await test.call('submission.get', { id: row?.id ?? '' });
  await test.close();
  return applicableIndicators(instrument, manifest.lao.type)
    .slice(0, 60)
    .map(({ id, number }) => {
      const first = manifest.evidence.find(({ indicators }) => indicators.includes(id));
      const isDrawn = first !== undefined && /pdf|jpeg|png/.test(first.mediaType);
      return { number, file: isDrawn ? first.title : null };
    });
}

const arrived = async (page: Page, stop: Stop | undefined): Promise<void> => {
  await formOf(page, stop);
  await fileOf(page, stop);
};

const formOf = (page: Page, stop: Stop | undefined): Promise<void> =>
  page.locator('h1', { hasText: new RegExp(`^${stop?.number.replaceAll('.', '\\.') ?? ''}\\. `) }).waitFor();

async function fileOf(page: Page, stop: Stop | undefined): Promise<void> {
  if (stop?.file == null) return;
  const stage = page
    .locator('iframe[data-pane-start]')
    .contentFrame()
    .locator(`main[aria-label=${JSON.stringify(`หลักฐาน ${stop.file}`)}]`);
  await stage.locator('[data-page="1"][data-drawn=true]').waitFor();
}
