import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { _electron, type Page } from 'playwright';
import { findElectron, rootArguments } from '#main/start/electron-binary.ts';
import { bundleElectronProgram } from './bundle-electron-program.ts';
import type { ElectronProcessOptions } from './electron-process-child.ts';
import { root } from './paths.ts';
import { listen } from './spoken-lines.ts';

// Below node_modules, where the bundle finds the database driver.
const folder = join(root, 'node_modules/.cache', `lpa-electron-${process.pid}`);
let bundled: Promise<void> | undefined;

/** Starts the app in Electron, whose binary must be there. Its window is the size that main gives it. */
export async function launchElectron(options: {
  readonly data: string;
  readonly downloads: string;
  readonly files?: readonly string[];
  readonly server?: string;
}): Promise<{
  readonly page: Page;
  readonly browser: { close(): Promise<void> };
  readonly process: ChildProcess;
  quit(): Promise<number | null>;
  told(): string;
  revealed(): Promise<string>;
  kill(): Promise<void>;
}> {
  const executablePath = findElectron(root);
  if (executablePath === null) throw new Error('HOST=electron, but its binary is not here: npx install-electron');
  await (bundled ??= bundleElectronProgram(join(root, 'tests/support/electron-process-child.ts'), folder));
  const start: ElectronProcessOptions = {
    root,
    dataFolder: options.data,
    downloadsFolder: options.downloads,
    files: options.files ?? [],
    ...(options.server === undefined ? {} : { server: options.server }),
  };
  const electron = await _electron.launch({
    executablePath,
    args: [...rootArguments(), folder],
    env: { ...(process.env as Record<string, string>), LPA_PROCESS: JSON.stringify(start) },
  });
  const child = electron.process();
  const ended = once(child, 'exit');
  const lines = child.stdout === null ? null : listen(child.stdout);
  let told = '';
  child.stderr?.on('data', (piece: Buffer) => (told += piece.toString()));
  const page = await electron.firstWindow();
  await page.waitForLoadState();
  const leave = () => electron.close().catch(() => undefined);
  return {
    page,
    browser: { close: leave },
    process: child,
    told: () => told,
    revealed: async () => (lines === null ? Promise.reject(new Error('no standard output')) : lines.next('reveal')),
    async quit() {
      await page.close().catch(() => undefined);
      await ended;
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await leave();
    },
  };
}
