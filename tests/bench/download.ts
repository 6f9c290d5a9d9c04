import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { removeFolder } from '#tests/support/test-app.ts';
import { median, print, time } from './measure.ts';
import { readSubmission, withServerBed, type ServerBed } from './server-bed.ts';

const run = promisify(execFile);
const repetitions = 3;
const small = { submissions: 1, files: 1000, megabytes: 500, sizes: 'lognormal' } as const;
const large = { submissions: 1, files: 20, megabytes: 1000, sizes: 'equal' } as const;
/** Bytes after which the bad line breaks off, each time. */
const cutEvery = 10_000_000;

type Submission = Awaited<ReturnType<typeof readSubmission>>;

/** From the wish to "ready offline", sealed and flushed, against curl and sha256sum of the same files; then over a bad line. */
export async function benchDownload(): Promise<void> {
  for (const [what, content] of [
    ['download of 1,000 files, 500 MB', small],
    ['download of 20 files, 1 GB', large],
  ] as const)
    await withServerBed(content, async (bed) => {
      const submission = await readSubmission(bed);
      await compare(what, bed, submission);
      if (content === large) await cutLine(bed, submission);
    });
}

async function compare(what: string, bed: ServerBed, submission: Submission): Promise<void> {
  const pairs: ({ readonly baseline: number } & Awaited<ReturnType<typeof download>>)[] = [];
  for (let index = 0; index < repetitions; index += 1) {
    const baseline = await curlAndSum(bed, submission);
    pairs.push({ baseline, ...(await download(bed, submission.id)) });
  }
  const ours = median(pairs.map(({ ms }) => ms)) / 1000;
  const ratios = pairs.map(({ ms, baseline }) => ms / baseline);
  const largest = (of: (pair: (typeof pairs)[number]) => number) => Math.max(...pairs.map(of));
  print({
    what,
    ours,
    baseline: median(pairs.map(({ baseline }) => baseline)) / 1000,
    baselineName: 'curl --parallel, 8 at a time + sha256sum -c, nothing sealed or flushed',
    unit: 's',
    note: [
      `pairs ${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}×`,
      `${(submission.bytes / 1e6 / ours).toFixed(0)} MB/s`,
      `peak memory ${largest(({ peakMB }) => peakMB).toFixed(0)} MB (${largest(({ unlockedMB }) => unlockedMB).toFixed(0)} MB while unlocking)`,
      `${(median(pairs.map(({ cpuMs }) => cpuMs)) / 1000).toFixed(1)} s of processor`,
      `event loop p99 ${median(pairs.map(({ delay99 }) => delay99)).toFixed(0)} ms, longest ${largest(({ delayMax }) => delayMax).toFixed(0)} ms`,
      `received ${(largest(({ received }) => received) / submission.bytes).toFixed(4)} × the content`,
    ].join(', '),
  });
}

/** By a new application with an empty library; the parent's own work is written out before. */
const download = (bed: ServerBed, submission: string) =>
  bed.withApp(async (app) => {
    await app.ask('sync');
    await run('sync');
    return app.ask('download', submission);
  });

async function curlAndSum({ folder, url, authorization }: ServerBed, { id, files }: Submission): Promise<number> {
  const target = join(folder, 'curl');
  await mkdir(target);
  const wishes = files.map(
    (file) => `url = "${url}/v1/submissions/${id}/evidence/${file.id}"\noutput = "${file.id}"\n`,
  );
  await writeFile(join(folder, 'curl.conf'), wishes.join(''));
  await writeFile(join(folder, 'sums'), files.map((file) => `${file.sha256}  ${file.id}\n`).join(''));
  const how = ['--parallel', '--parallel-max', '8', '--silent', '--show-error', '--fail'];
  await run('sync');
  const ms = await time(async () => {
    await run('curl', [...how, '--header', `Authorization: ${authorization}`, '--config', '../curl.conf'], {
      cwd: target,
    });
    await run('sha256sum', ['--check', '--strict', '--quiet', '../sums'], { cwd: target });
  });
  await removeFolder(target);
  return ms;
}

async function cutLine(bed: ServerBed, submission: Submission): Promise<void> {
  await bed.server.ask('fault', `cut=${cutEvery}`);
  await bed.server.ask('counted');
  const { ms } = await download(bed, submission.id);
  const { evidenceRequests, evidenceBytes } = await bed.server.ask('counted');
  const answers = submission.files.reduce((sum, { size }) => sum + Math.ceil(size / cutEvery), 0);
  print({
    what: `bytes over a line cut every ${cutEvery / 1e6} MB`,
    ours: evidenceBytes / 1e6,
    baseline: submission.bytes / 1e6,
    baselineName: 'the content',
    unit: 'MB',
    note: `${evidenceRequests} requests, at least ${answers}; ${(ms / 1000).toFixed(1)} s with the waits`,
  });
}
