import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

/** CommonJS dependencies inside an ES module still call `require` for Node's own modules. */
const requireShim = `import { createRequire as lpaCreateRequire } from 'node:module';
const require = lpaCreateRequire(import.meta.url);`;

interface Bundle {
  readonly from: string;
  readonly to: string;
  readonly options: BuildOptions;
}

const nodeModule = (target: string, shebang = ''): BuildOptions => ({
  platform: 'node',
  format: 'esm',
  target,
  banner: { js: `${shebang}${requireShim}` },
  external: ['electron', 'sqlite3', 'pkcs11js', '@duckdb/node-api'],
});

const bundles: readonly Bundle[] = [
  { from: 'main/electron.ts', to: 'electron.js', options: nodeModule('node24') },
  { from: 'main/chromium.ts', to: 'chromium.js', options: nodeModule('node24') },
  // Threads of their own. `.mjs`: outside of the archive no package.json says what they are.
  { from: 'main/features/search/index-worker.ts', to: 'workers/index-worker.mjs', options: nodeModule('node24') },
  { from: 'main/features/search/ocr-worker.ts', to: 'workers/ocr-worker.mjs', options: nodeModule('node24') },
  {
    from: 'main/features/annotation/pdf/annotate-worker.ts',
    to: 'workers/annotate-worker.mjs',
    options: nodeModule('node24'),
  },
  {
    from: 'main/features/instrument/workbook-worker.ts',
    to: 'workers/workbook-worker.mjs',
    options: nodeModule('node24'),
  },
  { from: 'main/verify/verify-worker.ts', to: 'workers/verify-worker.mjs', options: nodeModule('node24') },
  // A process: a card maker's driver may crash it.
  {
    from: 'main/lib/signing/pkcs11/token-process.ts',
    to: 'workers/token-process.mjs',
    options: nodeModule('node24'),
  },
  { from: 'main/cli/lpa.ts', to: 'lpa.js', options: nodeModule('node20', '#!/usr/bin/env node\n') },
  // A process beside the command line, which alone starts it: installers leave both out.
  { from: 'main/intake/intake-worker.ts', to: 'intake-worker.mjs', options: nodeModule('node20') },
  // A thread of its own, started by its file name.
  { from: 'main/features/evidence/photo-worker.ts', to: 'photo-worker.mjs', options: nodeModule('node24') },
  // A sandboxed preload is one CommonJS file that may require nothing but electron.
  {
    from: 'preload/electron.ts',
    to: 'preload.cjs',
    options: { platform: 'browser', format: 'cjs', target: 'chrome140', external: ['electron'] },
  },
  {
    from: 'preload/chromium.ts',
    to: 'bridge.js',
    options: { platform: 'browser', format: 'iife', target: 'chrome130' },
  },
];

/** Writes the Node side and the two preloads as single files into `out`. */
export async function buildNodeBundles(root: string, out: string, only?: readonly string[]): Promise<void> {
  const wanted = bundles.filter(
    ({ from, to }) => existsSync(join(root, from)) && (only === undefined || only.includes(to)),
  );
  await Promise.all(
    wanted.map(({ from, to, options }) =>
      build({
        ...options,
        absWorkingDir: root,
        entryPoints: [from],
        outfile: join(out, to),
        bundle: true,
        charset: 'utf8',
        legalComments: 'none',
        logLevel: 'error',
      }),
    ),
  );
}
