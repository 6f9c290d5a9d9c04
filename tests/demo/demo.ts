/** `npm run demo -- --out DIR`: the whole main job on the sample data, through the real interface, headless. */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { buildIfStale } from '#main/build.ts';
import { runDemo } from './run-demo.ts';

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'demo-out' }, help: { type: 'boolean', default: false } },
});
if (values.help) {
  console.log(
    'npm run demo -- --out DIR   does the whole job on the sample data, headless, and leaves its results in DIR',
  );
} else {
  await buildIfStale();
  await runDemo(resolve(values.out));
}
