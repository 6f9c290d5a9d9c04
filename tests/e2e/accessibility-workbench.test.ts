import type { Page } from 'playwright';
import { afterAll, afterEach, expect, test } from 'vitest';
import { lookAt } from './support/axe.ts';
import { goTo, otherScreens, workbenchScreens } from './support/new-screens.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';
import { waitForEvidence } from './support/workbench.ts';

afterEach(endAll);
afterAll(removeAll);

const submissionOf = async (page: Page) =>
  (await invokeInPage(page, 'submission.list', {})).find(({ laoName }) => laoName === 'ท่าแก้วพัฒนา')!.id;

test('axe on the workbench with its tools, menus and dialogs', async () => {
  const stage = await newStage('sample');
  const { page } = await openUnlocked(stage);
  const found: string[] = [];
  await workbenchScreens(page, await submissionOf(page), stage, async (screen) => {
    found.push(...(await lookAt(page, screen)));
  });
  expect(found).toEqual([]);
}, 600_000);

test('axe on the screens around the workbench', async () => {
  const { page } = await openUnlocked(await newStage('sample'));
  const found: string[] = [];
  await otherScreens(page, await submissionOf(page), async (screen) => {
    found.push(...(await lookAt(page, screen)));
  });
  expect(found).toEqual([]);
}, 600_000);

/** What can be pressed and is cut off at a side, and bars whose content is wider than they are. */
const cutOff = () => {
  const pressed = [...document.querySelectorAll<HTMLElement>('header a, header button, main button, footer button')];
  const isSeen = ({ width, height }: DOMRect) => width > 2 && height > 2;
  const isIn = (box: DOMRect, room: DOMRect) => box.left >= room.left - 1 && box.right <= room.right + 1;
  return [
    ...pressed
      .filter((one) => one.closest('[role=grid], [role=radiogroup]') === null && isSeen(one.getBoundingClientRect()))
      .filter((one) => {
        const room = one.closest<HTMLElement>('[role=toolbar], [data-pane]') ?? document.body;
        return !isIn(one.getBoundingClientRect(), room.getBoundingClientRect());
      })
      .map((one) => one.getAttribute('aria-label') ?? one.textContent),
    ...[...document.querySelectorAll('[role=toolbar], header, main')]
      .filter((bar) => bar.scrollWidth > bar.clientWidth)
      .map((bar) => `${bar.tagName} ${bar.clientWidth} < ${bar.scrollWidth}`),
  ];
};

test.each([
  { language: 'th', textSize: '100', width: 1366, height: 768 },
  { language: 'th', textSize: '130', width: 1366, height: 768 },
  { language: 'en', textSize: '130', width: 1366, height: 768 },
  { language: 'th', textSize: '100', width: 1093, height: 614 },
  { language: 'th', textSize: '100', width: 683, height: 384 },
] as const)(
  'every tool of the workbench is inside a window of $width × $height with letters of $textSize % ($language)',
  async ({ language, textSize, width, height }) => {
    const { page } = await openUnlocked(await newStage('sample'), { size: { width, height } });
    await invokeInPage(page, 'settings.set', { language, textSize });
    await goTo(page, `/s/${await submissionOf(page)}/review/i01`);
    await waitForEvidence(page);
    await page.getByRole('toolbar').getByRole('textbox').waitFor();
    await expect.poll(() => page.evaluate(cutOff)).toEqual([]);
  },
);
