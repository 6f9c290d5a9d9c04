import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateIdentity } from '#main/lib/signing/generate-identity.ts';
import { newFolder, removeFolder } from '#tests/support/test-app.ts';
import { median, print } from './measure.ts';
import type { Step, StepFigures } from './package-child.ts';

const run = promisify(execFile);
const child = join(import.meta.dirname, 'package-child.ts');

/** `LPA_BENCH_LARGE=1` makes a package above 4 GiB too, whose one file needs zip64: 18 GB of disk for some minutes. */
const sizes = [
  { megabytes: 500, times: process.env.LPA_BENCH === 'quick' ? 1 : 5 },
  ...(process.env.LPA_BENCH_LARGE === '1' ? [{ megabytes: 4_500, times: 2 }] : []),
];

interface Figures {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Signs, verifies, does both as the app does, and adds a signature, each against programs that do the same to the same bytes. */
export async function benchPackage(): Promise<void> {
  for (const { megabytes, times } of sizes) {
    const folder = await newFolder();
    try {
      await writePayload(join(folder, 'payload.bin'), megabytes);
      const { key, certificate } = await writeKey(folder);
      await ours('digest', folder);
      const tools = `zip -0 -q baseline.zip payload.bin && openssl cms -sign -binary -in payload.bin -outform DER -out baseline.p7s -signer ${certificate} -inkey ${key} && sync baseline.zip`;
      const copied = 'sha256sum payload.bin && cp payload.bin copy.bin && sync copy.bin && sha256sum copy.bin';
      const figures = { sign: pairs(), verify: pairs(), keep: pairs(), further: pairs() };
      // Taken in turns: what else the machine does falls on both alike.
      for (let round = 0; round < times; round += 1) {
        figures.sign.theirs.push(await shell(tools, folder));
        await rm(join(folder, 'baseline.zip'));
        figures.sign.ours.push(await ours('sign', folder));
        figures.verify.theirs.push(await shell('sha256sum payload.bin', folder));
        figures.verify.ours.push(await ours('verify', folder));
        await rm(join(folder, 'ours.asice'));
        figures.keep.theirs.push(await shell(`${tools} && sha256sum payload.bin`, folder));
        await rm(join(folder, 'baseline.zip'));
        figures.keep.ours.push(await ours('keep', folder));
        figures.further.theirs.push(await shell(copied, folder));
        await rm(join(folder, 'copy.bin'));
        figures.further.ours.push(await ours('further', folder));
      }
      const what = `package of ${megabytes} MB`;
      tell(`${what}, signed`, figures.sign, 'zip -0 + openssl cms -sign + sync');
      tell(`${what}, verified`, figures.verify, 'sha256sum of the content');
      tell(`${what}, kept sealed and verified`, figures.keep, 'zip -0 + openssl cms + sync + sha256sum');
      tell(`${what}, signed further, sealed and verified`, figures.further, 'sha256sum + cp + sync + sha256sum');
    } finally {
      await removeFolder(folder);
    }
  }
}

interface Pairs {
  readonly ours: StepFigures[];
  readonly theirs: Figures[];
}
const pairs = (): Pairs => ({ ours: [], theirs: [] });

function tell(what: string, { ours: mine, theirs }: Pairs, baselineName: string): void {
  const of = (all: readonly Figures[], key: keyof Figures) => median(all.map((one) => one[key])) / 1000;
  const [peak, start] = [median(mine.map(({ peakMB }) => peakMB)), median(mine.map(({ startMB }) => startMB))];
  print({
    ...{ what, ours: of(mine, 'ms'), baseline: of(theirs, 'ms'), baselineName, unit: 's' },
    note: `processor ${of(mine, 'cpuMs').toFixed(2)} ÷ ${of(theirs, 'cpuMs').toFixed(2)} s; peak memory ${peak.toFixed(0)} MB, ${start.toFixed(0)} MB before`,
  });
}

async function ours(step: Step, folder: string): Promise<StepFigures> {
  const { stdout } = await run(process.execPath, [child, step, folder]);
  return JSON.parse(stdout) as StepFigures;
}

/** Wall-clock and processor time of programs. */
async function shell(commands: string, cwd: string): Promise<Figures> {
  const timed = `TIMEFORMAT='%R %U %S'; time { ${commands}; } > /dev/null`;
  const { stderr } = await run('bash', ['-ec', timed], { cwd });
  const [real = 0, user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { ms: real * 1000, cpuMs: (user + system) * 1000 };
}

async function writePayload(path: string, megabytes: number): Promise<void> {
  const file = await open(path, 'w');
  try {
    // What cannot be compressed, but need not be secret: other numbers in front of each block.
    const block = randomBytes(10_000_000);
    for (let index = 0; index < megabytes / 10; index += 1) {
      block.writeUInt32LE(index);
      await file.writeFile(block);
    }
  } finally {
    await file.close();
  }
}

async function writeKey(folder: string) {
  const identity = await generateIdentity({ name: 'bench', title: '', organization: '' }, new Date());
  const pem = (label: string, der: Uint8Array) =>
    `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
  const [key, certificate] = ['key.pem', 'certificate.pem'];
  await writeFile(join(folder, key), pem('PRIVATE KEY', identity.privateKey));
  await writeFile(join(folder, certificate), pem('CERTIFICATE', identity.certificate));
  return { key, certificate };
}
