/** One intake in a process of its own, so that its peak memory is its own. */
import { takeIn } from '#main/intake/take-in.ts';
import { time } from './measure.ts';

const [folder = '', out = '', threads = '2'] = process.argv.slice(2);
const megabytes = () => process.memoryUsage.rss() / 1_048_576;
let peakMB = 0;
const sampler = setInterval(() => {
  peakMB = Math.max(peakMB, megabytes());
}, 20);
let outcome: unknown;
const ms = await time(async () => {
  const summary = await takeIn({
    ...{
      folder,
      out,
      identity: null,
      trust: [],
      choose: [],
      examinersAtOnce: Number(threads),
      now: Date.now,
      version: '0.0.0',
    },
    onProgress: () => undefined,
  });
  outcome = summary.outcomes;
});
clearInterval(sampler);
process.stdout.write(JSON.stringify({ ms, peakMB, outcome }));
