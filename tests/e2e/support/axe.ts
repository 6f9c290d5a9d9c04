import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Frame, Page } from 'playwright';
import { invokeInPage } from './page-bridge.ts';

/**
 * Legacy mode, because the other one gathers its results in a second tab, which the app closes at once. It leaves out
 * frames of another origin, so the evidence frame is analysed by itself.
 */
const analyse = (place: Page) =>
  new AxeBuilder({ page: place })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();

/** The parts of a page that axe uses in that mode. */
const asPage = (frame: Frame): Page =>
  ({
    evaluate: frame.evaluate.bind(frame),
    frames: () => [frame],
  }) as unknown as Page;

const settled = () => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));

const grave = new Set<string | null | undefined>(['serious', 'critical']);

async function findingsOf(place: Page, where: string): Promise<string[]> {
  const { violations } = await analyse(place);
  return violations
    .filter(({ impact }) => grave.has(impact))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '', html }) =>
        [
          `${where}: ${id}`,
          target.join(' '),
          failureSummary.split('\n').slice(1, 3).join(' '),
          html.slice(0, 200),
        ].join('\n    '),
      ),
    );
}

/** Serious and critical findings of the screen as it stands, in light and in dark; the evidence frame included. */
export async function lookAt(page: Page, screen: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await invokeInPage(page, 'settings.set', { theme });
    await page.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
    await page.evaluate(settled);
    // What was announced of a button that is gone names it for some seconds more.
    await page.locator('[data-live-announcer] [role=img]').first().waitFor({ state: 'detached' });
    const before = found.length;
    found.push(...(await findingsOf(page, `${screen}, ${theme}`)));
    for (const frame of page.frames().filter((one) => one.url().startsWith('https://evidence.invalid/'))) {
      // One that reads behind the screen draws nothing and has no theme.
      const isSeen = (await (await frame.frameElement()).getAttribute('data-pane-start')) !== null;
      if (isSeen) await frame.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
      found.push(...(await findingsOf(asPage(frame), `${screen}, evidence, ${theme}`)));
    }
    if (process.env.LPA_SHOTS !== undefined && (found.length > before || process.env.LPA_SHOTS_ALL !== undefined)) {
      await mkdir(process.env.LPA_SHOTS, { recursive: true });
      await page.screenshot({ path: join(process.env.LPA_SHOTS, `${screen.replaceAll(/\W+/g, '-')}-${theme}.png`) });
    }
  }
  return found;
}
