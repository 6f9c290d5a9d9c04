import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp, type LaunchOptions, type RunningApp } from '#tests/support/launch-app.ts';
import { unlock } from '#tests/support/journey/first-run.ts';
import { createTestLibrary, openTestApp, passphrase } from '#tests/support/test-app.ts';
import { killTree } from './process-tree.ts';

/** A data folder of its own, and a place for downloads and files to import beside it. */
export interface Stage {
  readonly folder: string;
  readonly data: string;
  readonly downloads: string;
}

const templates = new Map<string, Promise<string>>();
const running = new Set<RunningApp>();
const folders = new Set<string>();

async function makeTemplate(withSample: boolean): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lpa-e2e-template-'));
  folders.add(folder);
  const test = await openTestApp({ folder });
  await createTestLibrary(test);
  if (withSample) await test.call('submission.importSample', { job: randomUUID() });
  await test.close();
  return folder;
}

/** `library`: first run is done, no work yet. `sample`: with the three sample submissions. Made once, then copied. */
export async function newStage(start: 'new' | 'library' | 'sample'): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'lpa-e2e-'));
  folders.add(folder);
  const stage = { folder, data: join(folder, 'data'), downloads: join(folder, 'downloads') };
  await mkdir(stage.downloads);
  if (start !== 'new') {
    const template = templates.get(start) ?? makeTemplate(start === 'sample');
    templates.set(start, template);
    await cp(await template, stage.data, { recursive: true });
  }
  return stage;
}

export async function openWindow(stage: Stage, options: Partial<LaunchOptions> = {}): Promise<RunningApp> {
  const app = await launchApp({ data: stage.data, downloads: stage.downloads, ...options });
  running.add(app);
  app.page.setDefaultTimeout(60_000);
  return app;
}

/** Starts the app and opens the library with its passphrase, as a person does. */
export async function openUnlocked(stage: Stage, options: Partial<LaunchOptions> = {}): Promise<RunningApp> {
  const app = await openWindow(stage, options);
  await unlock(app.page, passphrase);
  return app;
}

/** The whole app is gone at once: main, window, printer. Resolves when the main process has been reaped. */
export async function powerCut(app: RunningApp): Promise<void> {
  const { process: child } = app;
  const ended = new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(null);
    else child.once('exit', resolve);
  });
  if (child.pid !== undefined) killTree(child.pid);
  await ended;
  running.delete(app);
  await app.browser.close().catch(() => undefined);
}

/** For afterEach: no app outlives its test. */
export async function endAll(): Promise<void> {
  for (const app of running) await powerCut(app);
}

/** For afterAll. */
export async function removeAll(): Promise<void> {
  await endAll();
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  folders.clear();
  templates.clear();
}
