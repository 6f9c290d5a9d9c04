import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright';
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
  const formStood = await watch(page, 'h1', 'h1');
  const frame = page.frames().find((one) => one.url().startsWith('https://evidence.invalid/'))!;
  const fileStood = await watch(frame, 'main [data-page="1"][data-drawn=true]', 'main');
  const drawn: number[] = [];
  const forms: number[] = [];
  // Once through everything, so that neither side is cold; the second round counts.
  for (const [key, way] of [
    ['Alt+ArrowDown', stops],
    ['Alt+ArrowUp', stops.toReversed()],
  ] as const)
    for (const stop of way.slice(1)) {
      await page.waitForTimeout(glance);
      const start = await pressed(page, key);
      await arrived(page, stop);
      if (way === stops) continue;
      const form = (await formStood(`${stop.number}. `)) - start;
      forms.push(form);
      if (stop.file !== null) drawn.push(Math.max(form, (await fileStood(`หลักฐาน ${stop.file}`)) - start));
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

/** Presses the key; resolves to when the page got it (ms since 1970). */
async function pressed(page: Page, key: string): Promise<number> {
  const time = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener('keydown', (event) => resolve(performance.timeOrigin + event.timeStamp), {
          capture: true,
          once: true,
        });
      }),
  );
  await page.evaluate(() => undefined); // the one before listens now
  await page.keyboard.press(key);
  return time;
}

/**
 * Notes in the page itself when `selector` is there under a name (text or label of `named`) other than the last, and the
 * frame after that has begun: waiting from outside asks only now and then. Resolves to a function that tells when that
 * was for that name, or for the heading that begins with that number (ms since 1970).
 */
async function watch(place: Page | Frame, selector: string, named: string): Promise<(name: string) => Promise<number>> {
  const stood = await place.evaluateHandle(
    ([what, whose]) => {
      const times = new Map<string, number>();
      let last = '';
      const note = (name: string) => {
        requestAnimationFrame(() => times.set(name, performance.timeOrigin + performance.now()));
      };
      const look = () => {
        const owner = document.querySelector(whose);
        const name = owner?.getAttribute('aria-label') ?? owner?.textContent ?? '';
        // Gone and come back under the same name is another time.
        if (!document.querySelector(what)) last = '';
        else if (name !== last) {
          last = name;
          note(name);
        }
      };
      new MutationObserver(look).observe(document, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter: ['data-drawn', 'aria-label'],
      });
      return times;
    },
    [selector, named] as const,
  );
  return async (name) => {
    const times = await stood.evaluate((all) => [...all]);
    const found = times.find(([one]) => one === name || (name.endsWith('. ') && one.startsWith(name)));
    if (!found) throw new Error(`${name} was not seen`);
    return found[1];
  };
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
