import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIfStale } from '#main/build.ts';
import { createRecogniser } from '#main/features/search/ocr-client.ts';
import { forkProgram } from '#main/host/shared/fork-program.ts';
import { root } from '#tests/support/paths.ts';
import { makeToken, openSoftHsm, softHsmDriver } from '#tests/support/soft-hsm/soft-hsm.ts';
import { thaiScans } from '#tests/support/thai-scan.ts';

/** What a real Electron binary carries: a mark, the version and number of its fuses, then one character for each. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const factoryFuses = '101000011';

/** The files that electron-builder looks for in an unpacked Electron. Its program does nothing, but has fuses. */
function makeElectron(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  const wire = Buffer.from([1, factoryFuses.length]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from(fuseMark), wire, Buffer.from(factoryFuses)]));
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome_crashpad_handler', 'chrome-sandbox'])
    writeFileSync(join(folder, name), '');
  for (const name of ['en-US', 'th', 'fr']) writeFileSync(join(folder, 'locales', `${name}.pak`), '');
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

/** Runs a program of a development dependency and returns what it said. */
function runTool(script: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
  return stdout;
}

/** Packed by electron-builder itself with the shipped configuration, as far as that goes without Electron's binary. */
describe.skipIf(process.platform !== 'linux')('the packed app', () => {
  let folder: string;
  let packed: string;
  let app: string;
  beforeAll(async () => {
    await buildIfStale();
    folder = mkdtempSync(join(tmpdir(), 'lpa-packed-'));
    makeElectron(join(folder, 'electron'));
    runTool(
      'electron-builder/cli.js',
      ...['--linux', 'dir', '--publish', 'never'],
      `-c.electronDist=${join(folder, 'electron')}`,
      `-c.directories.output=${join(folder, 'out')}`,
    );
    packed = readdirSync(join(folder, 'out')).find((name) => name.endsWith('-unpacked')) ?? '';
    packed = join(folder, 'out', packed);
    app = join(folder, 'app');
    runTool('@electron/asar/bin/asar.js', 'extract', join(packed, 'resources/app.asar'), app);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has every fuse as demanded, in the program itself', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'lpa-assessor'));
    const [on, off] = [FuseState.ENABLE, FuseState.DISABLE];
    expect(wire).toEqual({
      version: '1',
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
      [FuseV1Options.WasmTrapHandlers]: on,
    });
  });

  test('holds what main looks for beside it, and neither sources nor other hosts nor tools', () => {
    const files = filesUnder(app);
    for (const wanted of [
      'package.json',
      'out/electron.js',
      'out/preload.cjs',
      'out/renderer/index.html',
      'out/verify.html',
    ])
      expect(files).toContain(wanted);
    for (const part of ['formats', 'instruments', 'sample'])
      for (const file of filesUnder(join(root, 'resources', part)))
        expect(files).toContain(`resources/${part}/${file}`);
    expect(files.filter((file) => !/^(?:out|resources|node_modules)\//.test(file))).toEqual(['package.json']);
    expect(files.filter((file) => /\.tsx?$|^out\/(?:chromium|bridge)\.js$|\.map$/.test(file))).toEqual([]);
    const modules = new Set(files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
    expect([...modules].sort()).toEqual(['bindings', 'file-uri-to-path', 'pkcs11js', 'sqlite3']);
  });

  test('leaves the native driver and the threads, and no other module, outside of the archive', () => {
    const outside = filesUnder(join(packed, 'resources/app.asar.unpacked'));
    expect(outside).toContain('node_modules/sqlite3/build/Release/node_sqlite3.node');
    expect(
      outside.filter(
        (file) => !/^node_modules\/(?:sqlite3|pkcs11js)\/|^out\/(?:workers\/|photo-worker\.mjs$)/.test(file),
      ),
    ).toEqual([]);
    for (const thread of ['index-worker', 'ocr-worker', 'token-process'])
      expect(outside).toContain(`out/workers/${thread}.mjs`);
    expect(outside.filter((file) => file.startsWith('out/workers/ocr/')).sort()).toEqual([
      'out/workers/ocr/LICENSE',
      'out/workers/ocr/eng.traineddata.gz',
      'out/workers/ocr/tesseract-core-lstm.cjs',
      'out/workers/ocr/tesseract-core-lstm.wasm',
      'out/workers/ocr/tesseract-core-relaxedsimd-lstm.cjs',
      'out/workers/ocr/tesseract-core-relaxedsimd-lstm.wasm',
      'out/workers/ocr/tesseract-core-simd-lstm.cjs',
      'out/workers/ocr/tesseract-core-simd-lstm.wasm',
      'out/workers/ocr/tha.traineddata.gz',
    ]);
  });

  test('recognises Thai with what was shipped', async () => {
    const workers = join(packed, 'resources/app.asar.unpacked/out/workers');
    const recogniser = createRecogniser({ file: join(workers, 'ocr-worker.mjs'), folder: join(workers, 'ocr') });
    const [scan] = await thaiScans([['ประกาศใช้ข้อบัญญัติงบประมาณรายจ่าย']]);
    expect(await recogniser.recognise(scan ?? Buffer.alloc(0))).toContain('งบประมาณรายจ่าย');
    await recogniser.close();
  });

  test('reads a token with the process and the library that were shipped', async () => {
    openSoftHsm(join(folder, 'hsm'));
    makeToken('ของที่แพ็ก');
    const program = forkProgram(join(packed, 'resources/app.asar.unpacked/out/workers/token-process.mjs'));
    const answer = new Promise((resolve) => program.onMessage(resolve));
    program.post({ kind: 'list', driver: softHsmDriver() });
    expect(await Promise.race([answer, program.ended])).toMatchObject({
      kind: 'list',
      tokens: [{ label: 'ของที่แพ็ก', certificates: [] }],
    });
    program.kill();
  });

  test('imports nothing that was not shipped', () => {
    const text = readFileSync(join(app, 'out/electron.js'), 'utf8');
    const imported = [...text.matchAll(/^import\s[^;"']*["']([^"']+)["'];/gm)].map((found) => found[1] ?? '');
    expect(imported.length).toBeGreaterThan(5);
    const known = new Set([...builtinModules, 'electron', 'sqlite3']);
    expect(imported.map((name) => name.replace(/^node:/, '')).filter((name) => !known.has(name))).toEqual([]);
  });

  test('opens a database with the driver that was shipped', () => {
    const probe = join(app, 'out/probe.mjs');
    writeFileSync(
      probe,
      `import sqlite3 from 'sqlite3';
       const database = new sqlite3.Database(':memory:');
       database.get('SELECT sqlite_version() AS version', (error, row) => console.log(error ?? row.version));`,
    );
    cpSync(join(packed, 'resources/app.asar.unpacked'), app, { recursive: true });
    // Without the project's own node_modules above it, which Node would fall back to.
    expect(existsSync(join(app, '../node_modules'))).toBe(false);
    const { stdout, stderr } = spawnSync(process.execPath, [probe], { cwd: app, encoding: 'utf8' });
    expect(stdout, stderr).toMatch(/^3\.\d+\.\d+\n$/);
  });
});
