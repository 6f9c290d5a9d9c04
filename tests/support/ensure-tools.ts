/**
 * Before `npm test`: the independent programs that the tests ask for a second opinion, and a browser. As root on Debian
 * they are installed; elsewhere one sentence names the command.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildIfStale } from '#main/build.ts';
import { findBrowser } from '#main/host/chromium/find-browser.ts';

/** Program → Debian package. */
const programs: Readonly<Record<string, string>> = {
  pdftotext: 'poppler-utils',
  qpdf: 'qpdf',
  openssl: 'openssl',
  zip: 'zip',
  unzip: 'unzip',
  'softhsm2-util': 'softhsm2',
  'pkcs11-tool': 'opensc',
  gcc: 'gcc',
};

const onPath = (program: string): boolean =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)) || existsSync(join(folder, `${program}.exe`)));

const missing = (): string[] => [
  ...(findBrowser() === null ? ['chromium'] : []),
  ...Object.entries(programs).flatMap(([program, name]) => (onPath(program) ? [] : [name])),
];

if (missing().length > 0 && process.getuid?.() === 0 && onPath('apt-get')) {
  console.log(`Installing what the tests need: ${missing().join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update', '-qq');
  apt('install', '-y', '-qq', ...missing());
}
if (missing().length > 0) {
  console.error(`The tests need these programs: sudo apt-get install -y ${missing().join(' ')}`);
  process.exit(1);
}
const built = await buildIfStale();
if (built !== null) console.log(`Built out/ in ${(built / 1000).toFixed(1)} s`);
