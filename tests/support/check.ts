/**
 * `npm run check`: all checks, as many at a time as there are processors. What each says stays together, and all are heard
 * also where one fails.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { root } from './paths.ts';

/** Scripts of package.json, the longest first. */
const waiting = ['lint', 'types', 'format', 'imports', 'unused', 'electron'];
const failed: string[] = [];

async function runNext(): Promise<void> {
  const check = waiting.shift();
  if (check === undefined) return;
  const begun = performance.now();
  const child = spawn(process.execPath, ['--run', `check:${check}`], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  // Decoded by the stream: a Thai letter may lie in two pieces.
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) failed.push(check);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`── check:${check}: ${code === 0 ? 'good' : 'FAILED'}, ${seconds} s\n${said.trimEnd()}`);
  await runNext();
}

await Promise.all(Array.from({ length: availableParallelism() }, runNext));
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
