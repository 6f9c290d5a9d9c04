import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { AppPath, OriginName, Served } from '#main/host/host.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/octet-stream',
  '.wasm': 'application/wasm',
};

/** Written by main/build.ts beside the pages: every file the viewer's page reaches. */
export const evidenceListFile = 'evidence-files.json';

/** Plain names only: no dot files, no `..`, no encoded separators, nothing a file system could read in another way. */
const safePath = /^(?:\/[A-Za-z0-9_@-][A-Za-z0-9_.@-]*)+$/;

const missing: Served = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode('Not found'),
};

/**
 * The built page, from the folder `out/renderer`. The app's origin never serves the viewer, and the evidence origin
 * serves the viewer and what it needs, nothing else. Paths without an extension are screens of the app.
 */
export function createAssets(folder: string): {
  serve(request: { readonly origin: OriginName; readonly path: AppPath }): Promise<Served>;
} {
  let evidenceFiles: Promise<ReadonlySet<string>> | undefined;
  const readEvidenceFiles = async (): Promise<ReadonlySet<string>> =>
    new Set(JSON.parse(await readFile(join(folder, evidenceListFile), 'utf8')) as string[]);

  const isViewer = (path: string) =>
    path === '/viewer.html' || path.startsWith('/pdfjs/') || path.startsWith('/libheif/');
  const mayServe = async (origin: OriginName, path: string): Promise<boolean> => {
    if (origin === 'app') return !isViewer(path) && path !== `/${evidenceListFile}`;
    if (isViewer(path)) return true;
    evidenceFiles ??= readEvidenceFiles().catch(() => new Set<string>());
    return (await evidenceFiles).has(path);
  };

  return {
    async serve({ origin, path }) {
      const [bare = '/'] = path.split(/[?#]/, 1);
      const isScreen = origin === 'app' && (bare === '/' || (safePath.test(bare) && extname(bare) === ''));
      const file = isScreen ? '/index.html' : bare;
      const type = types[extname(file)];
      if (type === undefined || !safePath.test(file) || !(await mayServe(origin, file))) return missing;
      try {
        return { status: 200, headers: { 'content-type': type }, body: await readFile(join(folder, file)) };
      } catch {
        return missing;
      }
    },
  };
}
