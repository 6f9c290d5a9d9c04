import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { Taken } from './intake-child.ts';
import { writePackages } from './intake-packages.ts';
import { print, time } from './measure.ts';

const run = promisify(execFile);
const child = join(import.meta.dirname, 'intake-child.ts');

/**
 * `LPA_BENCH_COUNTRY=1` takes in the whole country too, which alone takes some minutes. `LPA_BENCH_FOLDER` keeps packages
 * and books there: a run that was ended goes on where it was, as the intake itself does.
 */
const isCountry = process.env.LPA_BENCH_COUNTRY === '1';
const counts = [100, 1_000, ...(isCountry ? [7_849] : [])];
const kept = process.env.LPA_BENCH_FOLDER;

/** What a person could do without us: every zip tested, every signature checked by OpenSSL, one after the other. */
async function byHand(folder: string, work: string): Promise<number> {
  const names = await readdir(folder);
  return time(async () => {
    for (const name of names) {
      await run('unzip', ['-qq', '-o', join(folder, name), '-d', work]);
      const files = (part: string) => join(work, 'META-INF', part);
      await run('openssl', [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', files('signature001.p7s')],
        ...['-content', files('ASiCManifest.xml'), '-noverify', '-purpose', 'any', '-out', '/dev/null'],
      ]);
    }
  });
}

/** An intake in a process of its own. */
export async function take(folder: string, out: string, threads = availableParallelism()): Promise<Taken> {
  const process = spawn(globalThis.process.execPath, [child, folder, out, String(threads)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(process.stdout)) as Taken;
}

/** Packages per second at a centre, results and receipts included, and whether more of them cost more each. */
export async function benchIntake(): Promise<void> {
  const base = kept ?? (await mkdtemp(join(tmpdir(), 'lpa-bench-intake-')));
  try {
    let first: number | null = null;
    for (const count of counts) {
      const folder = join(base, `in-${count}`);
      await mkdir(folder, { recursive: true });
      await writePackages(folder, count);
      const out = join(base, `out-${count}`);
      let taken = await take(folder, out);
      if (taken.examined === 0) {
        // An earlier run had finished this count.
        await rm(out, { recursive: true });
        taken = await take(folder, out);
      }
      if (taken.outcome.accepted !== count) throw new Error(`only ${taken.outcome.accepted} of ${count} were accepted`);
      const each = taken.ms / taken.examined;
      tellTaken(count, taken, first);
      if (first === null) await compareSmall(base, folder, count, taken);
      first ??= each;
      const again = await take(folder, out);
      const what = `intake of ${count}, again`;
      const baselineName = 'first time';
      print({ what, ours: again.ms / 1000, baseline: taken.ms / 1000, baselineName, unit: 's' });
    }
  } finally {
    if (kept === undefined) await rm(base, { recursive: true, force: true });
  }
}

function tellTaken(count: number, { ms, examined, peakMB, examinerMB, thousands }: Taken, first: number | null): void {
  const goesOn = examined < count ? `; only the last ${examined}, the rest was taken before` : '';
  const each = ms / examined;
  const note = `${(1000 / each).toFixed(1)} packages/s, peak memory ${peakMB.toFixed(0)} MB, of an examiner ${examinerMB.toFixed(0)} MB${goesOn}`;
  if (first !== null) {
    const baselineName = `each of ${String(counts[0])}`;
    print({ what: `intake of ${count}, each`, ours: each, baseline: first, baselineName, unit: 'ms', note });
  }
  const [begin, end] = [thousands[0], thousands.at(-1)];
  if (begin === undefined || end === undefined || thousands.length < 2) return;
  const baselineName = 'each of the first thousand, results apart';
  const what = `intake of ${count}, each of the last thousand`;
  print({ what, ours: end / 1000, baseline: begin / 1000, baselineName, unit: 'ms' });
}

async function compareSmall(base: string, folder: string, count: number, taken: Taken): Promise<void> {
  const ours = taken.ms / 1000;
  const what = `intake of ${count}`;
  const baselineName = 'unzip + openssl cms -verify, one by one';
  print({ what, ours, baseline: (await byHand(folder, join(base, 'by-hand'))) / 1000, baselineName, unit: 's' });
  await rm(join(base, 'out-alone'), { recursive: true, force: true });
  const alone = await take(folder, join(base, 'out-alone'), 1);
  print({ what, ours, baseline: alone.ms / 1000, baselineName: 'one thread', unit: 's' });
}
