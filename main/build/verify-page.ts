import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

/** The name of the page, beside the bundles and inside every package. */
export const verifyPageFile = 'verify.html';

/** Browsers with `DecompressionStream('deflate-raw')`, and no older. */
const target = ['chrome103', 'firefox113', 'safari16.4'];

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The one place where the shared code needs Node itself is exchanged as a whole. */
const ownInflate = (folder: string): Plugin => ({
  name: 'own-inflate',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/inflate-raw\.ts$/ }, ({ importer }) =>
      dirname(importer).endsWith('zip') ? { path: join(folder, 'shims/inflate-raw.ts') } : null,
    );
  },
});

/** Messages of schemas in forty languages that nobody reads here: half of what zod brings. */
const noLocales: Plugin = {
  name: 'no-locales',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ path }) => ({ path, namespace: 'no-locales' }));
    onLoad({ filter: /.*/, namespace: 'no-locales' }, () => ({ contents: 'export {};' }));
  },
};

/** The licences of the libraries inside go where their code goes. */
function licencesOf(root: string, { inputs }: Metafile): string {
  const folders = Object.keys(inputs).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '');
  const texts = [...new Set(folders)].sort().flatMap((folder) => {
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENSE-MIT.txt']
      .map((name) => join(root, folder, name))
      .find((path) => folder !== '' && existsSync(path));
    return file === undefined
      ? []
      : [`${folder.replace(/^.*node_modules\//, '')}\n\n${readFileSync(file, 'utf8').trim()}`];
  });
  return texts.join('\n\n').replace(/\r/g, '').replaceAll('--', '- -');
}

interface Texts {
  readonly script: string;
  readonly style: string;
  readonly licences: string;
}

/** Code and style of the page as one text each: the verification of `main/verify`, with shims for what it uses of Node. */
async function bundle(root: string, folder: string): Promise<Texts> {
  const shim = (name: string): string => join(folder, 'shims', name);
  const node = { crypto: shim('node-crypto.ts'), zlib: shim('node-zlib.ts') };
  const common = {
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    charset: 'utf8',
    target,
    logLevel: 'error',
  } as const;
  const [code, sheet] = await Promise.all([
    build({
      ...{ ...common, absWorkingDir: root, entryPoints: [join(folder, 'page.ts')] },
      ...{ format: 'iife', platform: 'browser', legalComments: 'none', outfile: 'page.js' },
      alias: {
        ...{ 'node:crypto': node.crypto, 'node:zlib': node.zlib, zlib: node.zlib },
        ...Object.fromEntries(['events', 'fs', 'stream', 'util'].map((name) => [name, shim('yauzl-ground.ts')])),
      },
      inject: [shim('buffer.ts')],
      define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
      plugins: [ownInflate(folder), noLocales],
    }),
    build({
      ...{ ...common, absWorkingDir: root, entryPoints: [join(folder, 'page.css')], outfile: 'page.css' },
      loader: { '.woff2': 'dataurl' },
    }),
  ]);
  const textOf = ({ outputFiles }: Pick<typeof code, 'outputFiles'>): string => (outputFiles[0]?.text ?? '').trim();
  // What would end the element early means the same when it is escaped.
  const script = textOf(code).replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  return { script, style: textOf(sheet), licences: licencesOf(root, code.metafile) };
}

/** Writes the page as one file that needs no other: its policy allows these two texts, threads made of them, nothing else. */
export async function buildVerifyPage(root: string, out: string): Promise<void> {
  const folder = join(root, 'verify-page');
  const { script, style, licences } = await bundle(root, folder);
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'font-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts: Readonly<Record<string, string>> = {
    '<!-- LICENCES -->': `<!--\n${licences}\n-->`,
    POLICY: policy,
    '<!-- STYLE -->': `<style>${style}</style>`,
    '<!-- SCRIPT -->': `<script>${script}</script>`,
  };
  const html = readFileSync(join(folder, 'page.html'), 'utf8').replace(
    /<!-- [A-Z]+ -->|\bPOLICY\b/g,
    (place) => parts[place] ?? '',
  );
  writeFileSync(join(out, verifyPageFile), html);
}
