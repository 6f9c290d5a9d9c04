import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildNodeBundles } from '#main/build/node-bundles.ts';
import { root } from './running-host.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sourcesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesUnder(path);
    return /(?<!\.test)\.(?:ts|tsx|cjs)$/.test(entry.name) ? [path] : [];
  });
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

test('the preload is one CommonJS file that needs nothing but electron', async () => {
  const out = mkdtempSync(join(tmpdir(), 'lpa-preload-'));
  await buildNodeBundles(root, out, ['preload.cjs']);
  const text = readFileSync(join(out, 'preload.cjs'), 'utf8');
  rmSync(out, { recursive: true });
  const required = [...text.matchAll(/require\("([^"]+)"\)/g)].map((found) => found[1]);
  expect(new Set(required)).toEqual(new Set(['electron']));
  expect(text).not.toMatch(/^import\s/m);
  expect(text).not.toContain('node:');
});

test('the entry is short and never awaits before Electron is ready', () => {
  const entry = read('main/electron.ts');
  expect(entry.split('\n').length).toBeLessThanOrEqual(30);
  expect(withoutComments(entry)).not.toMatch(/\bawait\b/);
  const host = withoutComments(read('main/host/electron/index.ts'));
  const beforeReady = host.slice(host.indexOf('export function createElectronHost'), host.indexOf('return {'));
  expect(beforeReady).toContain('prepareElectron(');
  expect(beforeReady).not.toMatch(/\bawait\b/);
});

test('every point of the security list says where it is met, in a file that exists', () => {
  const list = /\/\*\n \* Electron's security list[\s\S]*?\*\//.exec(read('main/host/electron/index.ts'))?.[0] ?? '';
  for (let point = 1; point <= 20; point++)
    expect(list).toMatch(new RegExp(`^ \\* ?${String(point).padStart(2)} \\w`, 'm'));
  const known = new Set(
    sourcesUnder('main')
      .concat(sourcesUnder('preload'))
      .map((path) => path.split('/').at(-1)),
  );
  for (const [, file] of list.matchAll(/([\w-]+\.(?:ts|cjs))\b/g)) {
    const isTest = file === 'test.ts' || file?.endsWith('.test.ts') === true;
    if (!isTest) expect(known).toContain(file);
  }
});

test.each([
  [/enableBlinkFeatures/, 'Blink features are switched on nowhere'],
  [/webSecurity:\s*false/, 'web security stays on'],
  [/nodeIntegration\w*:\s*true/, 'pages get no Node'],
  [/contextIsolation:\s*false/, 'pages are isolated from the preload'],
  [/sandbox:\s*false/, 'every process of a page is sandboxed'],
  [/webviewTag:\s*true/, 'there are no webviews'],
  [/allowRunningInsecureContent:\s*true/, 'no insecure content'],
  [/experimentalFeatures:\s*true/, 'no experimental features'],
  [/bypassCSP:\s*true/, 'the scheme obeys the policy'],
  [/ignore-certificate-errors|disable-web-security/, 'no switch undoes security'],
  [/loadFile\(|file:\/\//, 'no page comes from file://'],
  [/@electron\/remote/, 'no remote module'],
])('nowhere in the source: %s (%s)', (pattern) => {
  const guilty = [...sourcesUnder('main'), ...sourcesUnder('preload')].filter((path) =>
    pattern.test(withoutComments(read(path))),
  );
  expect(guilty).toEqual([]);
});

test('every window is sandboxed, isolated and without Node', () => {
  const windows = sourcesUnder('main/host/electron').filter((path) => read(path).includes('new BrowserWindow('));
  expect(windows.map((path) => path.split('/').at(-1)).sort()).toEqual(['open-window.ts', 'printer.ts']);
  for (const path of windows)
    for (const option of ['sandbox: true', 'contextIsolation: true', 'nodeIntegration: false', 'webviewTag: false'])
      expect(read(path)).toContain(option);
  expect(read('main/host/electron/printer.ts')).not.toContain('preload:');
});

test('Electron is above the floor of the known holes (42.0.0) and pinned', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Number(devDependencies.electron?.split('.')[0])).toBeGreaterThanOrEqual(42);
});

test('an unsigned permission is never granted by default: request and check both have a handler', () => {
  const guards = read('main/host/electron/guards.ts');
  for (const handler of ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler'])
    expect(guards).toContain(handler);
});
