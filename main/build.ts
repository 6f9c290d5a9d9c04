import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildNodeBundles } from './build/node-bundles.ts';
import { buildPages } from './build/page-bundle.ts';
import { buildVerifyPage } from './build/verify-page.ts';
import { builtStamp, stampFile, stampOf } from './build/stamp.ts';
import { copyOcrFiles } from './build/ocr-files.ts';

const root = join(import.meta.dirname, '..');

/** Two builds at once (a start during `npm ci`) each bring a whole folder; the last one stays. */
function putInPlace(staging: string, out: string): void {
  const old = `${staging}-old`;
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(out, old);
    } catch {
      // No build yet, or another one has just moved it away.
    }
    try {
      renameSync(staging, out);
      return;
    } catch (error) {
      if (attempt === 4) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

/** Builds everything into `out/` and returns the milliseconds it took. */
async function buildAll(): Promise<number> {
  const begun = performance.now();
  const stamp = stampOf(root);
  const staging = join(root, 'node_modules/.cache', `lpa-build-${process.pid}`);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    await Promise.all([buildPages(root, staging), buildNodeBundles(root, staging), buildVerifyPage(root, staging)]);
    copyOcrFiles(root, join(staging, 'workers/ocr'));
    writeFileSync(join(staging, stampFile), stamp);
    putInPlace(staging, join(root, 'out'));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return performance.now() - begun;
}

/** Builds when a source file is not the one that `out/` was built from. Null: nothing to do. */
export const buildIfStale = async (): Promise<number | null> =>
  builtStamp(join(root, 'out')) === stampOf(root) ? null : buildAll();

if (import.meta.main) {
  const ms = await buildAll();
  console.log(`Built out/ in ${(ms / 1000).toFixed(1)} s`);
}
