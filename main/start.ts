/** `npm start [-- --data DIR] [--server URL] [FILE…]`: the app, in Electron if it is there, else in an installed Chromium. */
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build.ts';
import { findBrowser, requireBrowser } from './host/chromium/find-browser.ts';
import { isHostRefusal } from './host/shared/host-refusal.ts';
import { electronWorks, fetchElectron, findElectron, rootArguments } from './start/electron-binary.ts';
import { installChromium } from './start/install-chromium.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);

const usage = `npm start [-- [--data DIR] [--server URL] [FILE…]]

Opens LPA Assessor. It runs in Electron if its binary is there or can be fetched, else in an installed Chromium, Chrome
or Edge. Without a display it does the main job on the sample data instead and leaves its results in demo-out/.

  --data DIR   keep everything under DIR (also: LPA_DATA)
  --server URL download from this server from now on (also in Settings)
  FILE…        .lpasub, .asice or .lpareceipt files to open
  CHROME_PATH  names the browser to use`;

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** Runs a program to its end; Ctrl+C reaches it too, and its exit code is ours. */
function runProgram(command: string, programArgs: readonly string[]): Promise<number> {
  const child = spawn(command, [...programArgs], { cwd: root, stdio: 'inherit' });
  const wait = () => undefined;
  process.on('SIGINT', wait);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function ensureBrowser(): void {
  if (findBrowser() === null && process.env.CHROME_PATH === undefined) installChromium();
  requireBrowser();
}

async function runDemo(): Promise<number> {
  console.log(
    'เครื่องนี้ไม่มีจอภาพ จึงทำงานหลักกับข้อมูลตัวอย่างแทน · No display here: doing the main job on the sample data instead.',
  );
  ensureBrowser();
  const code = await runProgram(process.execPath, [join(root, 'tests/demo/demo.ts'), '--out', join(root, 'demo-out')]);
  if (code !== 0) return code;
  console.log('\ndemo-out/');
  for (const name of readdirSync(join(root, 'demo-out')).sort()) {
    const stats = statSync(join(root, 'demo-out', name));
    console.log(stats.isDirectory() ? `  ${name}/` : `  ${name}  ${Math.ceil(stats.size / 1024)} kB`);
  }
  return 0;
}

async function start(): Promise<number> {
  const built = await buildIfStale();
  if (built !== null) console.log(`Built in ${(built / 1000).toFixed(1)} s`);
  if (!hasDisplay()) return runDemo();
  const electron = findElectron(root) ?? (await fetchElectron(root));
  if (electron !== null && electronWorks(electron)) {
    console.log('เปิดด้วย Electron · Opening with Electron');
    return runProgram(electron, [...rootArguments(), root, ...args]);
  }
  ensureBrowser();
  const why =
    electron === null ? 'ไม่มี Electron · Electron is not here' : 'Electron ใช้ไม่ได้ · Electron does not run here';
  console.log(`${why}: เปิดด้วย · opening with ${requireBrowser()}`);
  return runProgram(process.execPath, [join(root, 'out/chromium.js'), ...args]);
}

if (args.includes('--help')) console.log(usage);
else
  process.exitCode = await start().catch((error: unknown) => {
    console.error(isHostRefusal(error) ? `${error.thai}\n${error.english}` : error);
    return 1;
  });
