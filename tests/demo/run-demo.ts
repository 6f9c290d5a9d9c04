import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { startServer } from '#tests/server/start-server.ts';
import { launchApp } from '#tests/support/launch-app.ts';
import { root } from '#tests/support/paths.ts';
import { checkWithOpenSsl } from './check-with-openssl.ts';
import { demoReason, demoRemark, playDemo, type DemoResult } from './play-demo.ts';

const passphrase = 'กาแฟเย็นสองแก้วก่อนเที่ยง';
const run = promisify(execFile);

/** Plays the demo and leaves package, report, screens, summary and the library in `out`. */
export async function runDemo(out: string): Promise<void> {
  const started = Date.now();
  const library = join(out, 'library');
  const screens = join(out, 'screens');
  await mkdir(out, { recursive: true });
  for (const old of [library, screens]) await rm(old, { recursive: true, force: true });
  await mkdir(screens);
  const downloads = await mkdtemp(join(tmpdir(), 'lpa-demo-'));
  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const begin = Date.now();
    const result = await work();
    timings[name] = Date.now() - begin;
    console.log(`${name.padEnd(24)} ${String(timings[name]).padStart(6)} ms`);
    return result;
  };

  const serverFolder = await mkdtemp(join(tmpdir(), 'lpa-demo-server-'));
  const server = await timed('reference server', () => startServer({ folder: serverFolder }));
  const app = await timed('start', () => launchApp({ data: library, downloads, server: server.url }));
  let result: DemoResult;
  try {
    let number = 0;
    const look = async (name: string) => {
      number += 1;
      const file = join(screens, `${String(number).padStart(2, '0')}-${name}.png`);
      await writeFile(file, await takePicture(app.page));
    };
    result = await playDemo({ app, server, downloads, passphrase, look, timed });
    await timed('quit', () => app.quit());
  } catch (error) {
    await app.page.screenshot({ path: join(screens, '99-failed.png') }).catch(() => undefined);
    await app.kill();
    throw error;
  } finally {
    await server.stop();
    await rm(serverFolder, { recursive: true, force: true });
  }

  const packageFile = join(out, 'review.asice');
  await copyFile(result.packageFile, packageFile);
  await copyFile(result.reportFile, join(out, 'report.pdf'));
  await rm(downloads, { recursive: true, force: true });
  const verdict = await timed('lpa verify', () =>
    run(process.execPath, [join(root, 'main', 'cli', 'lpa.ts'), 'verify', packageFile, '--json']),
  );
  const openssl = await timed('openssl cms -verify', () => checkWithOpenSsl(packageFile));
  const summary = {
    done: result.done,
    counts: { ...result.counts, screens: (await readdir(screens)).length },
    totals: result.totals,
    verified: { lpa: JSON.parse(verdict.stdout) as unknown, openssl },
    timings: { ...timings, all: Date.now() - started },
    /** Typed or imported in this run; none of them may be found in `library/`. */
    probes: [...result.probes, passphrase, demoReason, demoRemark, server.url],
  };
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  console.log(`
${result.done.join('\n')}

In ${out}:
  review.asice   the signed package; check it with: npm run lpa -- verify ${packageFile}
  report.pdf     the printed result
  screens/       ${summary.counts.screens} pictures of the real screens
  summary.json   counts, totals, timings, probes
  library/       the data folder as the run left it, sealed
Done in ${(summary.timings.all / 1000).toFixed(1)} s. openssl: ${openssl}`);
}

/** Without the waits for fonts and carets that a driver's own screenshot makes: they cost more than the picture. */
async function takePicture(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  await session.detach();
  return Buffer.from(data, 'base64');
}
