import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppPath, OriginName } from '#main/host/host.ts';
import { createAssets } from './assets.ts';

const root = mkdtempSync(join(tmpdir(), 'lpa-assets-'));
const folder = join(root, 'renderer');
const put = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
beforeAll(() => {
  put('../secret.json', 'secret');
  put('index.html', '<app>');
  put('viewer.html', '<viewer>');
  put('assets/app-1a.js', 'app');
  put('assets/viewer-2b.js', 'viewer');
  put('pdfjs/wasm/openjpeg.wasm', 'wasm');
  put('.vite/manifest.json', '{}');
  put('evidence-files.json', JSON.stringify(['/assets/viewer-2b.js']));
});
afterAll(() => rmSync(root, { recursive: true }));

const get = async (origin: OriginName, path: string) => {
  const served = await createAssets(folder).serve({ origin, path: path as AppPath });
  return served.status === 200 ? new TextDecoder().decode(served.body) : served.status;
};

test.each([
  ['/', '<app>'],
  ['/index.html?x=1', '<app>'],
  ['/submission/5b1e', '<app>'],
  ['/assets/app-1a.js', 'app'],
])('the app origin serves %s', async (path, text) => expect(await get('app', path)).toBe(text));

test.each(['/viewer.html', '/pdfjs/wasm/openjpeg.wasm', '/assets/none.js', '/evidence-files.json'])(
  'the app origin refuses %s',
  async (path) => expect(await get('app', path)).toBe(404),
);

test('the evidence origin serves the viewer and what it needs', async () => {
  expect(await get('evidence', '/viewer.html')).toBe('<viewer>');
  expect(await get('evidence', '/assets/viewer-2b.js')).toBe('viewer');
  expect(await get('evidence', '/pdfjs/wasm/openjpeg.wasm')).toBe('wasm');
});

test.each(['/', '/index.html', '/submission', '/assets/app-1a.js'])('the evidence origin refuses %s', async (path) =>
  expect(await get('evidence', path)).toBe(404),
);

test.each([
  '/../secret.json',
  '/assets/../../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/..\\secret.json',
  '//etc/passwd.json',
  '/.vite/manifest.json',
  '/assets/app-1a.js\u0000.js',
])('no origin leaves its folder by %s', async (path) => {
  expect(await get('app', path)).toBe(404);
  expect(await get('evidence', path)).toBe(404);
});

test('a script is served as a script and WebAssembly as WebAssembly', async () => {
  const assets = createAssets(folder);
  const type = async (origin: OriginName, path: AppPath) =>
    (await assets.serve({ origin, path })).headers['content-type'];
  expect(await type('app', '/assets/app-1a.js')).toBe('text/javascript; charset=utf-8');
  expect(await type('evidence', '/pdfjs/wasm/openjpeg.wasm')).toBe('application/wasm');
});
