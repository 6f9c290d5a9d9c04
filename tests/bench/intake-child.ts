/** One intake in a process of its own, so that its memory is its own; tells on the way how fast it is. */
import { readFileSync } from 'node:fs';
import { takeIn } from '#main/intake/take-in.ts';
import { time } from './measure.ts';
import { peakMB, resetPeak } from './memory.ts';

/** Packages between two words. */
const stride = 1_000;

export interface Taken {
  readonly ms: number;
  /** Fewer than there are where an earlier run was ended. */
  readonly examined: number;
  /** Of this process, and the most that one of its examiners took. */
  readonly peakMB: number;
  readonly examinerMB: number;
  /** Milliseconds that each full thousand took, in the order of coming in. */
  readonly thousands: readonly number[];
  readonly outcome: { readonly accepted: number };
}

const [folder = '', out = '', threads = '2'] = process.argv.slice(2);
resetPeak();
let examinerMB = 0;
const sampler = setInterval(() => {
  examinerMB = Math.max(examinerMB, ...children().map(residentMB));
}, 200);

const thousands: number[] = [];
let [begun, counted] = [performance.now(), 0];
let [outcome, examined] = [{ accepted: 0 }, 0];
const ms = await time(async () => {
  const summary = await takeIn({
    ...{ folder, out, identity: null, trust: [], choose: [], examinersAtOnce: Number(threads) },
    ...{ now: Date.now, version: '0.0.0' },
    onProgress({ done, total }) {
      if (done === 0) begun = performance.now();
      if (done - counted < stride) return;
      const now = performance.now();
      thousands.push(((now - begun) * stride) / (done - counted));
      const rate = ((done - counted) * 1000) / (now - begun);
      process.stderr.write(
        `  ${done} of ${total}: ${rate.toFixed(1)} packages/s; ${process.memoryUsage.rss() >> 20} MB, examiners ${examinerMB.toFixed(0)} MB\n`,
      );
      [begun, counted] = [now, done];
    },
  });
  ({ outcomes: outcome, examined } = summary);
});
clearInterval(sampler);
const taken: Taken = { ms, examined, peakMB: peakMB(), examinerMB, thousands, outcome };
process.stdout.write(JSON.stringify(taken));

function children(): readonly string[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter((id) => id !== '');
}

/** Linux; 0 for a process that has ended meanwhile. */
function residentMB(id: string): number {
  try {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}
