import type { Page } from 'playwright';
import { afterAll, afterEach, expect, test } from 'vitest';
import { lookAt } from './support/axe.ts';
import { otherScreens, workbenchScreens } from './support/new-screens.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';

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
