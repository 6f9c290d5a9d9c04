import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { evidenceListFile } from '#main/lib/assets.ts';

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}
type Manifest = Readonly<Record<string, ManifestEntry>>;

/** Paths of all files that a page of the build can ask for. */
function filesOf(manifest: Manifest, page: string): string[] {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (name: string) => {
    const entry = manifest[name];
    if (entry === undefined || seen.has(name)) return;
    seen.add(name);
    for (const file of [entry.file, ...(entry.css ?? []), ...(entry.assets ?? [])]) files.add(`/${file}`);
    for (const next of [...(entry.imports ?? []), ...(entry.dynamicImports ?? [])]) visit(next);
  };
  visit(page);
  return [...files].sort();
}

/** What pdf.js loads at run time, by these names under `/pdfjs/`. quickjs runs scripts of documents: never shipped. */
function copyPdfjs(root: string, folder: string): void {
  const from = join(root, 'node_modules/pdfjs-dist');
  for (const part of ['cmaps', 'standard_fonts', 'iccs', 'wasm'])
    cpSync(join(from, part), join(folder, part), {
      recursive: true,
      filter: (path) => !/quickjs/i.test(path),
    });
  for (const worker of ['pdf.worker.min.mjs', 'pdf.renderer.min.mjs'])
    cpSync(join(from, 'build', worker), join(folder, worker));
}

/**
 * libheif (LGPL-3.0-or-later), by these names under `/libheif/`: files of its own that anybody may exchange for another
 * build, with its licence and where its source is. Never part of a chunk of ours.
 */
function copyLibheif(root: string, folder: string): void {
  const from = join(root, 'node_modules/libheif-js');
  for (const file of ['libheif.js', 'libheif.wasm', 'LICENSE'])
    cpSync(join(from, 'libheif-wasm', file), join(folder, file === 'LICENSE' ? 'LICENSE.txt' : file));
  cpSync(join(root, 'resources/licences/libheif.md'), join(folder, 'README.md'));
}

/**
 * Libraries build in what NODE_ENV says. A build that a test run starts must not ship their test behaviour: a list that
 * takes its width for infinite, React's slow development mode.
 */
async function inProduction<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** Builds the three pages into `<out>/renderer`. */
export async function buildPages(root: string, out: string): Promise<void> {
  const folder = join(out, 'renderer');
  await inProduction(() =>
    build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: folder } }),
  );
  copyPdfjs(root, join(folder, 'pdfjs'));
  copyLibheif(root, join(folder, 'libheif'));
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  writeFileSync(join(folder, evidenceListFile), JSON.stringify(filesOf(manifest, 'viewer.html'), null, 1));
}
