import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examine } from '#main/intake/examine.ts';
import { writeBook } from '#tests/support/intake-book.ts';
import { take } from './intake.ts';
import { writePackages } from './intake-packages.ts';
import { print } from './measure.ts';

const [few, country] = [1_000, 7_849];
const provinces = 76;

/** What follows on examining (decisions, receipts, workbook, Parquet), and whether a country takes more memory than a few. */
export async function benchIntakeResults(): Promise<void> {
  const base = await mkdtemp(join(tmpdir(), 'lpa-bench-results-'));
  try {
    const folder = join(base, 'one');
    await mkdir(folder);
    await writePackages(folder, 1);
    const [name = ''] = await readdir(folder);
    const examination = await examine(join(folder, name));
    const empty = join(base, 'in');
    await mkdir(empty);
    const measure = async (count: number) => {
      const out = join(base, `out-${count}`);
      await writeBook(out, examination, count, (at) => `จังหวัดที่ ${at % provinces}`);
      return take(empty, out);
    };
    const small = await measure(few);
    const large = await measure(country);
    if (large.outcome.accepted !== country) throw new Error(`only ${large.outcome.accepted} were accepted`);
    const what = `results of ${country} packages`;
    const baselineName = `of ${few}`;
    print({ what: `${what}, peak memory`, ours: large.peakMB, baseline: small.peakMB, baselineName, unit: 'MB' });
    const each = { ours: large.ms / country, baseline: small.ms / few };
    print({ what: `${what}, each`, ...each, baselineName, unit: 'ms' });
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}
