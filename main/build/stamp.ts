import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that a build reads, besides node_modules, which the lock file stands for. */
const sources = [
  'common',
  'main',
  'preload',
  'renderer',
  'verify-page',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
export const stampFile = 'stamp.txt';

function* filesUnder(path: string): Generator<string> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isDirectory()) for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name));
  else yield `${path}:${stats.mtimeMs}:${stats.size}`;
}

/** Changes when any source file is edited, added, removed or renamed. */
export function stampOf(root: string): string {
  const hash = createHash('sha256');
  for (const source of sources) for (const line of filesUnder(join(root, source))) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** The stamp of the sources that `out` was built from, or null when there is no build. */
export function builtStamp(out: string): string | null {
  try {
    return readFileSync(join(out, stampFile), 'utf8');
  } catch {
    return null;
  }
}
