import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { print, time } from './measure.ts';
import { writePackages } from './intake-packages.ts';

const run = promisify(execFile);
const child = join(import.meta.dirname, 'intake-child.ts');

interface Taken {
  readonly ms: number;
  readonly peakMB: number;
  readonly outcome: { readonly accepted: number };
}

/** `LPA_BENCH_COUNTRY=1` takes in the whole country too, which alone takes some minutes. */
const counts = [100, 1_000, ...(process.env.LPA_BENCH_COUNTRY === '1' ? [7_849] : [])];

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

/** Packages per second at a centre, results and receipts included, and whether more of them cost more each. */
export async function benchIntake(): Promise<void> {
  const base = await mkdtemp(join(tmpdir(), 'lpa-bench-intake-'));
  const folder = join(base, 'in');
  await mkdir(folder);
  try {
    let first: number | null = null;
    let made = 0;
    for (const count of counts) {
      await writePackages(folder, made, count);
      made = count;
      const take = async (out: string, threads: number): Promise<Taken> => {
        const { stdout } = await run(process.execPath, [child, folder, join(base, out), String(threads)]);
        return JSON.parse(stdout) as Taken;
      };
      const taken = await take(`out-${count}`, availableParallelism());
      if (taken.outcome.accepted !== count) throw new Error(`only ${taken.outcome.accepted} of ${count} were accepted`);
      const each = taken.ms / count;
      const note = `${(1000 / each).toFixed(1)} packages/s, peak memory ${taken.peakMB.toFixed(0)} MB beside the examiners`;
      if (first === null) {
        first = each;
        const baseline = (await byHand(folder, join(base, 'by-hand'))) / 1000;
        const baselineName = 'unzip + openssl cms -verify, one by one';
        print({ what: `intake of ${count}`, ours: taken.ms / 1000, baseline, baselineName, unit: 's', note });
        const alone = (await take('out-alone', 1)).ms / 1000;
        print({
          what: `intake of ${count}`,
          ours: taken.ms / 1000,
          baseline: alone,
          baselineName: 'one thread',
          unit: 's',
        });
      } else {
        const what = `intake of ${count}, each`;
        print({ what, ours: each, baseline: first, baselineName: `each of ${String(counts[0])}`, unit: 'ms', note });
      }
      const again = await take(`out-${count}`, availableParallelism());
      const baseline = taken.ms / 1000;
      print({
        what: `intake of ${count}, again`,
        ours: again.ms / 1000,
        baseline,
        baselineName: 'first time',
        unit: 's',
      });
    }
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}
