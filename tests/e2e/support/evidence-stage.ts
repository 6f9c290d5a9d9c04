import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright';
import { entriesOf, manifestOf, newKey, sign } from '#tests/support/bundles.ts';
import { rawZip } from '#tests/support/raw-zip.ts';
import type { RunningApp } from '#tests/support/launch-app.ts';
import { createTestLibrary, openTestApp } from '#tests/support/test-app.ts';
import { newStage, openUnlocked, type Stage } from './stage.ts';
import { openWorkbench, showIndicator, waitForOpenFile } from './workbench.ts';

/** A file of evidence as an LAO may send it. */
export interface SentFile {
  readonly title: string;
  /** With its ending; ASCII. */
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A library with one submission that holds these files, all for one indicator. */
export async function evidenceStage(files: readonly SentFile[]): Promise<Stage> {
  const stage = await newStage('new');
  const contents = files.map(({ bytes }) => bytes);
  const manifest = manifestOf(contents);
  const evidence = manifest.evidence.map((item, index) => {
    const { title, name, type } = files[index]!;
    return { ...item, title, path: `evidence/${name}`, mediaType: type };
  });
  const path = join(stage.folder, 'evidence.lpasub');
  const sent = { ...manifest, evidence };
  const jws = await sign(JSON.stringify(sent), { key: newKey() });
  // Stored as they are: what packs too well is refused before anybody could open it.
  const entries = entriesOf(jws, sent, contents).map(({ name, data }) => ({ name, ...(data && { data }) }));
  await writeFile(path, rawZip(entries));
  const test = await openTestApp({ folder: stage.data });
  await createTestLibrary(test);
  const [result] = await test.call('submission.import', { tickets: [await test.app.accept(path)], job: randomUUID() });
  await test.close();
  if (result?.outcome !== 'imported') throw new Error(`the bundle was not taken: ${JSON.stringify(result)}`);
  return stage;
}

/** The workbench at the indicator that the files belong to. */
export async function openEvidence(stage: Stage): Promise<RunningApp> {
  const app = await openUnlocked(stage);
  await openWorkbench(app.page, 'ทดสอบ');
  await showIndicator(app.page, '3');
  return app;
}

/** Opens the tab of a file; what the frame shows from then on is of this file. */
export async function openFile(page: Page, title: string): Promise<void> {
  await page.getByRole('radio', { name: title }).click();
  await page.getByRole('radio', { name: title, checked: true }).waitFor();
  await waitForOpenFile(page);
}

/** What the evidence frame shows. */
export const inFrame = (page: Page, selector: string): Locator =>
  page.frameLocator('iframe[title^="ตัวแสดงหลักฐาน"]').locator(selector);
