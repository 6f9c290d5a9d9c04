import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { describe, expect, test } from 'vitest';
import { buildNodeBundles } from '#main/build/node-bundles.ts';
import { findElectron } from '#main/start/electron-binary.ts';
import { bundleElectronProgram } from '#tests/support/bundle-electron-program.ts';
import { describeHost } from './conformance.ts';
import { filesWith, makeFolders, removeFolders, root, type Folders, type RunningHost } from './running-host.ts';

const binary = findElectron(root);
const isWanted = process.env.HOST === 'electron';
if (binary === null || !isWanted)
  console.log(
    `\n*** ELECTRON HOST NOT TRIED: ${binary === null ? 'its binary is not here (npx install-electron)' : 'set HOST=electron to try it'} ***\n`,
  );
if (isWanted && binary === null) throw new Error('HOST=electron, but Electron has no binary here');

let bundle: Promise<string> | undefined;
const bundleFolder = () =>
  (bundle ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lpa-electron-'));
    await buildNodeBundles(root, folder, ['preload.cjs']);
    await bundleElectronProgram(join(root, 'tests/hosts/electron-program.ts'), folder);
    return folder;
  })());

async function startElectron(folders: Folders = makeFolders(), files: readonly string[] = []): Promise<RunningHost> {
  const folder = await bundleFolder();
  const app = await _electron.launch({
    ...(binary === null ? {} : { executablePath: binary }),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), folder],
    env: {
      ...(process.env as Record<string, string>),
      LPA_FIXTURE: JSON.stringify({ ...folders, files, preloadFile: join(folder, 'preload.cjs') }),
    },
  });
  const child = app.process();
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const page = await app.firstWindow();
  await page.waitForLoadState();
  return {
    page,
    address: '',
    ...folders,
    pid: child.pid ?? 0,
    ended,
    output: () => text,
    async dispose() {
      child.kill('SIGKILL');
      await ended;
      removeFolders(folders);
    },
  };
}

describe.skipIf(binary === null || !isWanted)('Electron host', () => {
  describeHost('Electron', () => startElectron());

  test('nothing of the pages is left readable', async () => {
    const host = await startElectron();
    const probe = 'probe-ในช่องข้อความ-7359';
    await host.page.fill('#text', probe);
    await host.page.evaluate((text) => {
      localStorage.setItem('l', text);
      document.title = text;
    }, probe);
    await host.page.waitForTimeout(1_500);
    await host.page.close();
    await host.ended;
    expect(filesWith(host.dataFolder, probe)).toEqual([]);
    await host.dispose();
  });
});
