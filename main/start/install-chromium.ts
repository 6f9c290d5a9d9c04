import { spawnSync } from 'node:child_process';

/** Debian and Ubuntu, as root: the one case in which a start may install what it needs. Returns whether it did. */
export function installChromium(): boolean {
  const isRoot = process.getuid?.() === 0;
  const hasApt = process.platform === 'linux' && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!isRoot || !hasApt) return false;
  console.log('ติดตั้ง Chromium ด้วย apt-get · Installing Chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: readonly string[]) =>
    spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium');
}
