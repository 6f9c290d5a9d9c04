import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { invokeInPage } from '#tests/e2e/support/page-bridge.ts';
import { unlock } from '#tests/support/journey/first-run.ts';
import { launchApp } from '#tests/support/launch-app.ts';
import { createTestLibrary, newFolder, openTestApp, passphrase, removeFolder } from '#tests/support/test-app.ts';
import { percentile, print } from './measure.ts';

/** Keys of a keyboard as the browser gets them; Thai ones it knows no names of. */
const letters = 'checked against the register and signed';
const sentences = 4;

interface Typed {
  /** From each key to the picture that shows it (ms, in steps of 8; what is faster than 16 counts as 16). */
  readonly paint: readonly number[];
  /** From the last key of a sentence to "saved" (ms); the pause that typing waits for is part of it. */
  readonly saved: readonly number[];
}

/** What a person feels who writes a remark while documents are read for the search, against the same with reading paused. */
export async function benchTyping(): Promise<void> {
  const folder = await newFolder();
  const downloads = join(folder, 'downloads');
  await mkdir(downloads);
  const test = await openTestApp({ folder });
  await createTestLibrary(test);
  await test.call('submission.importSample', { job: randomUUID() });
  await test.close();
  const app = await launchApp({ data: folder, downloads });
  const { page } = app;
  await unlock(page, passphrase);
  await page.getByRole('row', { name: /ท่าแก้วพัฒนา/ }).dblclick();
  await page.getByRole('link', { name: 'ตรวจและให้คะแนน' }).click();
  await page.getByLabel('หมายเหตุ (ไม่บังคับ)').waitFor();
  const remaining = async () => {
    const { files, filesDone, ocrDone, ocrWaiting } = await invokeInPage(page, 'search.status', {});
    return `${filesDone}/${files} files read, ${ocrDone} pages recognised of ${ocrDone + ocrWaiting}`;
  };
  const before = await remaining();
  const busy = await type(page);
  const after = await remaining();
  await invokeInPage(page, 'search.pause', { paused: true });
  await page.waitForTimeout(3000);
  const quiet = await type(page);
  for (const [what, kind] of [
    ['key to picture while documents are read', 'paint'],
    ['last key to "saved" while documents are read', 'saved'],
  ] as const)
    for (const percent of [50, 95])
      print({
        what: `${what}, p${percent}`,
        ours: percentile(busy[kind], percent),
        baseline: percentile(quiet[kind], percent),
        baselineName: 'reading paused',
        unit: 'ms',
        note: `${busy[kind].length} times; ${before} → ${after}`,
      });
  await app.kill();
  await removeFolder(folder);
}

async function type(page: Page): Promise<Typed> {
  const times = await page.evaluateHandle(() => {
    const paint: number[] = [];
    const saved: number[] = [];
    let last = 0;
    addEventListener('keydown', ({ timeStamp }) => (last = timeStamp), { capture: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') paint.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    new MutationObserver(() => {
      if (!document.querySelector('[data-durable="saved"]') || last === 0) return;
      saved.push(performance.now() - last);
      last = 0;
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-durable'] });
    return { paint, saved };
  });
  const remark = page.getByLabel('หมายเหตุ (ไม่บังคับ)');
  await remark.focus();
  for (let sentence = 0; sentence < sentences; sentence += 1) {
    for (const letter of letters) {
      await page.keyboard.press(letter);
      await page.waitForTimeout(60);
    }
    await page.waitForTimeout(1500);
  }
  await page.waitForTimeout(300);
  const { paint, saved } = await times.evaluate((all) => ({ paint: all.paint, saved: all.saved }));
  const fast = sentences * letters.length - paint.length;
  return { paint: [...paint, ...Array.from({ length: Math.max(0, fast) }, () => 16)], saved };
}
