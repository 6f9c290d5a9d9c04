import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Bridge } from '#common/contract/bridge.ts';
import { makeFolders, startChromium, type RunningHost } from './running-host.ts';

declare const window: { readonly desktop: Bridge } & Window;

let host: RunningHost | undefined;
afterEach(() => host?.dispose());

/** The window with a moving test picture for a camera, opened with this setting. */
async function openWith(camera: boolean): Promise<RunningHost> {
  const folders = makeFolders();
  mkdirSync(folders.dataFolder, { recursive: true });
  writeFileSync(join(folders.dataFolder, 'settings.json'), JSON.stringify({ settings: { camera } }));
  host = await startChromium({ folders });
  return host;
}

/** Kinds of tracks that the page got, or why it got none. */
const ask = ({ page }: RunningHost, wanted: MediaStreamConstraints): Promise<string> =>
  page.evaluate(
    (constraints) =>
      navigator.mediaDevices.getUserMedia(constraints).then(
        (stream) =>
          stream
            .getTracks()
            .map((track) => (track.stop(), track.kind))
            .join(),
        (error: unknown) => (error as Error).name,
      ),
    wanted,
  );
const set = ({ page }: RunningHost, camera: boolean) =>
  page.evaluate((on) => window.desktop.invoke('settings', { camera: on }), camera);

test('nobody allowed it: no camera, not even when the page itself says that it is allowed', async () => {
  const running = await openWith(false);
  expect(await ask(running, { video: true })).toBe('NotAllowedError');
  await set(running, true);
  await running.page.reload();
  expect(await ask(running, { video: true })).toBe('NotAllowedError');
});

test('allowed: the app’s page gets the camera, nobody the microphone, the evidence frame nothing', async () => {
  const running = await openWith(true);
  expect(await ask(running, { video: true })).toBe('video');
  expect(await ask(running, { audio: true })).toBe('NotAllowedError');
  expect(await ask(running, { video: true, audio: true })).not.toContain('audio');
  const frame = () => running.page.frames().find((one) => one.url().startsWith('https://evidence.invalid/'));
  await expect.poll(() => frame() !== undefined).toBe(true);
  const inFrame = await frame()!.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      (error: unknown) => (error as Error).name,
    ),
  );
  expect(inFrame).toBe('NotAllowedError');
});

test('taken back: the page that had it is loaded anew and has it no more', async () => {
  const running = await openWith(true);
  expect(await ask(running, { video: true })).toBe('video');
  // The page that asked is gone before its answer comes.
  await Promise.all([running.page.waitForEvent('load'), set(running, false).catch(() => undefined)]);
  expect(await ask(running, { video: true })).toBe('NotAllowedError');
});
