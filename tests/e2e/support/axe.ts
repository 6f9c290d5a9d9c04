import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Frame, Page } from 'playwright';
import { invokeInPage } from './page-bridge.ts';

/**
 * Each frame by itself, with an axe of its own that stays there until the page is loaded anew: the page cannot reach into
 * the evidence frame, and would wait half a second for it each time.
 */
async function analyse(frame: Frame): Promise<axe.Result[]> {
  const isThere = await frame.evaluate(() => 'axe' in globalThis);
  if (!isThere) await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe.run;
    return (await run(document, { resultTypes: ['violations'], iframes: false })).violations;
  });
}

/** Runs in the page. Resolves when nothing is awaited, moves or changes: a list still dimmed has other colours. */
async function settled(): Promise<void> {
  let changed = performance.now();
  const watch = new MutationObserver(() => (changed = performance.now()));
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const isMoving = () => document.getAnimations().some(({ playState }) => playState === 'running');
  const isStill = () =>
    performance.now() - changed > 120 && !isMoving() && document.querySelector('[aria-busy=true]') === null;
  const latest = changed + 20_000;
  while (!isStill()) {
    if (performance.now() > latest) throw new Error('the screen does not come to rest');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  watch.disconnect();
}

/** What was announced of a button that is gone names it for seven seconds more; it is taken away without waiting. */
const forgetAnnounced = () => {
  for (const one of document.querySelectorAll('[data-live-announcer] [role=img]')) one.remove();
};

const grave = new Set<string | null | undefined>(['serious', 'critical']);

async function findingsOf(frame: Frame, where: string): Promise<string[]> {
  return (await analyse(frame))
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
    await page.evaluate(forgetAnnounced);
    const before = found.length;
    found.push(...(await findingsOf(page.mainFrame(), `${screen}, ${theme}`)));
    for (const frame of page.frames().filter((one) => one.url().startsWith('https://evidence.invalid/'))) {
      // One that reads behind the screen draws nothing and has no theme.
      const isSeen = (await (await frame.frameElement()).getAttribute('data-pane-start')) !== null;
      if (isSeen) {
        await frame.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
        await frame.evaluate(settled);
      }
      found.push(...(await findingsOf(frame, `${screen}, evidence, ${theme}`)));
    }
    if (process.env.LPA_SHOTS !== undefined && (found.length > before || process.env.LPA_SHOTS_ALL !== undefined)) {
      await mkdir(process.env.LPA_SHOTS, { recursive: true });
      await page.screenshot({ path: join(process.env.LPA_SHOTS, `${screen.replaceAll(/\W+/g, '-')}-${theme}.png`) });
    }
  }
  return found;
}
