import type { CDPSession } from 'puppeteer-core';
import type { Settings, WindowBounds } from '../host.ts';

const smallest = { width: 800, height: 560 };
const first = { width: 1366, height: 768 };
const lookEvery = 3_000;

/** Start-up arguments for the place where the window stood. */
export function boundsArguments(bounds: WindowBounds | null): string[] {
  const { width, height } = bounds ?? first;
  const size = `--window-size=${Math.max(width, smallest.width)},${Math.max(height, smallest.height)}`;
  if (bounds === null) return [size];
  return [size, `--window-position=${bounds.x},${bounds.y}`, ...(bounds.maximized ? ['--start-maximized'] : [])];
}

type Evaluated = readonly [x: number, y: number, left: number, top: number, width: number, height: number];

/** A window that stood on a screen which is gone comes back to the one that is there. */
export async function bringOntoScreen(browser: CDPSession, page: CDPSession, targetId: string): Promise<void> {
  const { result } = await page.send('Runtime.evaluate', {
    expression: '[screenX, screenY, screen.availLeft, screen.availTop, screen.availWidth, screen.availHeight]',
    returnByValue: true,
  });
  const [x, y, left, top, width, height] = result.value as Evaluated;
  const isVisible = x > left - 200 && x < left + width - 100 && y > top - 50 && y < top + height - 100;
  if (isVisible) return;
  const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId });
  await browser.send('Browser.setWindowBounds', { windowId, bounds: { left: left + 20, top: top + 20 } });
}

/** Remembers where the window stands. CDP has no event for it, so it is asked now and then; returns the end of that. */
export function rememberBounds(browser: CDPSession, targetId: string, settings: Settings): () => void {
  let known = JSON.stringify(settings.bounds.get());
  const look = async () => {
    const { bounds } = await browser.send('Browser.getWindowForTarget', { targetId });
    const { left = 0, top = 0, width = 0, height = 0, windowState = 'normal' } = bounds;
    if (windowState === 'minimized' || windowState === 'fullscreen') return;
    const maximized = windowState === 'maximized';
    // The size before maximising is worth keeping for the day it is undone.
    const place = maximized
      ? (settings.bounds.get() ?? { x: left, y: top, ...first })
      : { x: left, y: top, width, height };
    const now = { ...place, maximized };
    if (JSON.stringify(now) === known) return;
    known = JSON.stringify(now);
    settings.bounds.set(now);
  };
  const timer = setInterval(() => {
    look().catch(() => undefined); // the window is closing
  }, lookEvery);
  timer.unref();
  return () => clearInterval(timer);
}
