import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Electron runs no TypeScript: bundles a program of the tests into `folder`, which can then be given to Electron. */
export async function bundleElectronProgram(from: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [from],
    outfile: join(folder, 'program.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['electron', 'sqlite3'],
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
    logLevel: 'error',
  });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'program.mjs' }));
}
