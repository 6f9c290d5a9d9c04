import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright';
import { buildNodeBundles } from '#main/build/node-bundles.ts';
import type { ProgramOptions } from './chromium-program.ts';

export const root = join(import.meta.dirname, '../..');

/** A host with the fixture application, as a process of its own, and its page under a driver. */
export interface RunningHost {
  readonly page: Page;
  /** For a driver of its own. */
  readonly address: string;
  readonly dataFolder: string;
  readonly downloadsFolder: string;
  /** The process that owns the application. */
  readonly pid: number;
  /** The exit code once the process has ended; null: by a signal. */
  readonly ended: Promise<number | null>;
  /** Everything it said so far. */
  output(): string;
  /** Ends it at once if it still runs, and removes its folders. */
  dispose(): Promise<void>;
}

export interface Folders {
  readonly dataFolder: string;
  readonly downloadsFolder: string;
}

export interface HostStart {
  readonly folders?: Folders;
  readonly files?: readonly string[];
  readonly headless?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export function makeFolders(): Folders {
  const folder = mkdtempSync(join(tmpdir(), 'lpa-host-'));
  return { dataFolder: join(folder, 'data'), downloadsFolder: join(folder, 'downloads') };
}

export const removeFolders = ({ dataFolder }: Folders): void =>
  rmSync(join(dataFolder, '..'), { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });

let bridge: Promise<string> | undefined;

/** The bundled preload, made once for all tests of a file. */
function bridgeFile(): Promise<string> {
  bridge ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lpa-bridge-'));
    await buildNodeBundles(root, folder, ['bridge.js']);
    return join(folder, 'bridge.js');
  })();
  return bridge;
}

interface Started {
  readonly child: ChildProcess;
  readonly folders: Folders;
  readonly ended: Promise<number | null>;
  readonly address: Promise<string | null>;
  output(): string;
}

/** Starts the program; `address` is null when it ended without a window. */
export async function spawnChromium(start: HostStart = {}): Promise<Started> {
  const { files = [], headless = true, env } = start;
  const { dataFolder, downloadsFolder } = start.folders ?? makeFolders();
  const folders: Folders = { dataFolder, downloadsFolder };
  const options: ProgramOptions = { ...folders, files, headless, bridgeFile: await bridgeFile() };
  const child = spawn(process.execPath, [join(root, 'tests/hosts/chromium-program.ts'), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  // Not at its exit: what it said last may still be on its way.
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const address = new Promise<string | null>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      text += `${line}\n`;
      if (line.startsWith('{"address"')) resolve((JSON.parse(line) as { address: string }).address);
    });
    void ended.then(() => resolve(null));
  });
  return { child, folders, ended, address, output: () => text };
}

export async function startChromium(start: HostStart = {}): Promise<RunningHost> {
  const { child, folders, ended, address, output } = await spawnChromium(start);
  const found = await address;
  if (found === null) throw new Error(`no window: ${output()}`);
  const browser = await chromium.connectOverCDP(found, { isLocal: true, timeout: 60_000 });
  const page = browser.contexts().flatMap((context) => context.pages())[0];
  if (page === undefined) throw new Error('no page');
  await page.waitForLoadState();
  return {
    page,
    address: found,
    ...folders,
    pid: child.pid ?? 0,
    ended,
    output,
    async dispose() {
      child.kill('SIGKILL');
      await ended;
      await browser.close().catch(() => undefined);
      removeFolders(folders);
    },
  };
}

/** A browser that runs makes and removes files of its own at any moment. */
function unlessGone<T>(read: () => T, gone: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return gone;
    throw error;
  }
}
const readIfThere = (path: string) => unlessGone(() => readFileSync(path), Buffer.alloc(0));
const namesIfThere = (path: string) => unlessGone(() => readdirSync(path), []);

/** Files under a folder that hold a text, in UTF-8 or in UTF-16. */
export function filesWith(folder: string, probe: string): string[] {
  const patterns = [Buffer.from(probe, 'utf8'), Buffer.from(probe, 'utf16le')];
  const visit = (path: string): string[] => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) return namesIfThere(path).flatMap((name) => visit(join(path, name)));
    if (stats?.isFile() !== true) return [];
    const bytes = readIfThere(path);
    return patterns.some((pattern) => bytes.includes(pattern)) || path.includes(probe) ? [path] : [];
  };
  return existsSync(folder) ? visit(folder) : [];
}
