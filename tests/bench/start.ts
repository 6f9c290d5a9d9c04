import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { requireBrowser } from '#main/host/chromium/find-browser.ts';
import { launchApp } from '#tests/support/launch-app.ts';
import { newFolder, removeFolder } from '#tests/support/test-app.ts';
import { median, print, times } from './measure.ts';

const count = 5;

/** From starting the process to the first screen that takes input, against a bare app window of the same browser. */
export async function benchStart(): Promise<void> {
  const folder = await newFolder();
  await mkdir(join(folder, 'downloads'));
  const starts = await times(count, async (index) => {
    const data = join(folder, `data-${index}`);
    const app = await launchApp({ data, downloads: join(folder, 'downloads') });
    await app.page.getByRole('textbox').first().waitFor();
    started.push(app);
  });
  for (const app of started.splice(0)) await app.kill();
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const bare = await times(count, async () => {
    const page = 'data:text/html,<input autofocus>';
    const browser = await launch({
      executablePath: requireBrowser(),
      headless: true,
      pipe: true,
      args: [`--app=${page}`, ...root],
    });
    const [tab] = await browser.pages();
    await tab?.waitForSelector('input');
    browsers.push(browser);
  });
  for (const browser of browsers.splice(0)) await browser.close();
  const node = await times(
    count,
    () => new Promise((resolve) => spawn(process.execPath, ['-e', '0']).once('exit', resolve)),
  );
  print({
    what: 'start to first usable screen',
    ours: median(starts),
    baseline: median(bare),
    baselineName: 'bare Chromium app window',
    unit: 'ms',
    note: `of it Node alone ${median(node).toFixed(0)} ms`,
  });
  await removeFolder(folder);
}

/** Closed after the clock stopped. */
const started: Awaited<ReturnType<typeof launchApp>>[] = [];
const browsers: Awaited<ReturnType<typeof launch>>[] = [];
