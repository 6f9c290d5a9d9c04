import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const probeLimit = 2_500;
const downloadLimit = 90_000;
const tryLimit = 15_000;

/** The Electron that `npm ci` knows of, if its binary (100 MB, not part of the npm package) is there. */
export function findElectron(root: string): string | null {
  const folder = join(root, 'node_modules/electron');
  try {
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** Whether it starts here at all: a bare Linux lacks libraries that it needs. */
export const electronWorks = (binary: string): boolean =>
  spawnSync(binary, ['--version', ...rootArguments()], { timeout: tryLimit, stdio: 'ignore' }).status === 0;

/** Chromium, so Electron, refuses to run as root with its sandbox. */
export const rootArguments = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** No network must mean a quick fall-back, and only asking tells. */
async function canReach(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeLimit) });
    return true;
  } catch {
    return false;
  }
}

/** Fetches the binary with Electron's own script (checksums included) if its server answers; gives up after 90 s. */
export async function fetchElectron(
  root: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string | null> {
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror ?? 'https://github.com/';
  if (env.ELECTRON_SKIP_BINARY_DOWNLOAD !== undefined || !(await canReach(mirror))) return null;
  console.log('กำลังดาวน์โหลด Electron (ไม่เกิน 90 วินาที) · Fetching Electron, for 90 s at most …');
  const child = spawn(process.execPath, [join(root, 'node_modules/electron/install.js')], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), downloadLimit);
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  clearTimeout(timer);
  return findElectron(root);
}
