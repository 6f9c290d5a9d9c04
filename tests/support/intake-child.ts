/** Takes in a folder, slowly told of: the parent kills it in between. */
import { takeIn } from '#main/intake/take-in.ts';

const [folder = '', out = ''] = process.argv.slice(2);
await takeIn({
  ...{ folder, out, identity: null, trust: [], choose: [], examinersAtOnce: 2, now: Date.now, version: '0.0.0' },
  onProgress: ({ done }) => void process.stdout.write(`${done}\n`),
});
