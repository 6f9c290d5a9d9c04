import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from './running-host.ts';

interface Association {
  readonly ext: string;
  readonly icon: string;
}
interface BuilderConfig {
  readonly files: readonly string[];
  readonly asarUnpack: readonly string[];
  readonly afterPack: string;
  readonly fileAssociations: readonly Association[];
  readonly win: { readonly icon: string; readonly target: readonly string[] };
  readonly mac: { readonly icon: string; readonly target: readonly string[] };
  readonly linux: { readonly icon: string; readonly target: readonly string[] };
  readonly nsis: { readonly perMachine: boolean };
}
interface Fuses {
  wishes(options: typeof FuseV1Options): Readonly<Record<string, boolean>>;
  executableOf(context: unknown): string;
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const config = parse(read('electron-builder.yml')) as BuilderConfig;
const fuses = createRequire(import.meta.url)(join(root, config.afterPack)) as Fuses;

/** electron-builder's own schema, without the words that only its own checker knows. */
function builderSchema(): object {
  const schema = JSON.parse(read('node_modules/app-builder-lib/scheme.json')) as object;
  return JSON.parse(JSON.stringify(schema, (key, value: unknown) => (key === 'typeof' ? undefined : value))) as object;
}

test('the configuration is what electron-builder itself accepts', () => {
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(builderSchema());
  validate(config);
  expect(validate.errors ?? []).toEqual([]);
});

test('the schema would notice a wrong word', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(builderSchema());
  expect(validate({ ...config, nsis: { perMachinee: true } })).toBe(false);
  expect(validate({ ...config, asarr: true })).toBe(false);
});

test('Windows gets an installer per user and a portable program, Linux an AppImage, macOS a disk image', () => {
  expect(config.win.target).toEqual(['nsis', 'portable']);
  expect(config.nsis.perMachine).toBe(false);
  expect(config.linux.target).toEqual(['AppImage']);
  expect(config.mac.target).toEqual(['dmg']);
});

test('both file types open with the app, and every icon is there', () => {
  expect(config.fileAssociations.map(({ ext }) => ext).sort()).toEqual(['asice', 'lpareceipt', 'lpasub']);
  for (const { icon } of config.fileAssociations)
    for (const ending of ['.ico', '.icns']) expect(existsSync(join(root, icon + ending))).toBe(true);
  for (const icon of [config.win.icon, config.mac.icon, join(config.linux.icon, '512x512.png')])
    expect(existsSync(join(root, icon))).toBe(true);
  expect(readFileSync(join(root, config.win.icon)).readUInt16LE(2)).toBe(1);
  expect(readFileSync(join(root, config.mac.icon)).subarray(0, 4).toString('ascii')).toBe('icns');
});

test('the native driver lies outside the archive, and every file that is shipped by name exists', () => {
  expect(config.asarUnpack).toContain('node_modules/sqlite3/build/Release/node_sqlite3.node');
  expect(config.asarUnpack).toContain('node_modules/pkcs11js/**');
  const named = config.files.filter((file) => file.startsWith('node_modules/') && !file.includes('*'));
  expect(named.length).toBeGreaterThan(2);
  for (const file of named) expect(existsSync(join(root, file)), file).toBe(true);
});

test('every package that the driver needs at run time is shipped, and nothing else of node_modules', () => {
  const source = ['sqlite3.js', 'sqlite3-binding.js', 'trace.js'].map((name) =>
    read(`node_modules/sqlite3/lib/${name}`),
  );
  const wanted = new Set(
    source.flatMap((text) => [...text.matchAll(/require\('([a-z][^'/]*)'\)/g)].map((found) => found[1] ?? '')),
  );
  for (const name of [...wanted].filter((one) => existsSync(join(root, 'node_modules', one))))
    expect(config.files).toContain(`node_modules/${name}/**`);
  expect(config.files).toContain('!node_modules/**');
});

test('the library for tokens needs nothing else of node_modules', () => {
  const wanted = [...read('node_modules/pkcs11js/index.js').matchAll(/require\("([^"]+)"\)/g)].map((found) => found[1]);
  expect(wanted).toEqual(['./build/Release/pkcs11.node', 'node:util']);
  expect(config.files).toContain('node_modules/pkcs11js/build/Release/pkcs11.node');
});

test('every fuse is decided, and the dangerous ones are off', () => {
  const wishes = fuses.wishes(FuseV1Options);
  const all = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
  expect(Object.keys(wishes).map(Number).sort()).toEqual(all.sort());
  const off = ['RunAsNode', 'EnableNodeOptionsEnvironmentVariable', 'EnableNodeCliInspectArguments'] as const;
  for (const name of [...off, 'GrantFileProtocolExtraPrivileges'] as const)
    expect(wishes[FuseV1Options[name]]).toBe(false);
  for (const name of [
    'EnableCookieEncryption',
    'EnableEmbeddedAsarIntegrityValidation',
    'OnlyLoadAppFromAsar',
  ] as const)
    expect(wishes[FuseV1Options[name]]).toBe(true);
});

test('the fuses are set in the program of each system', () => {
  const context = (electronPlatformName: string) => ({
    appOutDir: '/out',
    electronPlatformName,
    packager: { appInfo: { productFilename: 'LPA Assessor' }, executableName: 'lpa-assessor' },
  });
  expect(fuses.executableOf(context('win32')).replaceAll('\\', '/')).toBe('/out/LPA Assessor.exe');
  expect(fuses.executableOf(context('linux')).replaceAll('\\', '/')).toBe('/out/lpa-assessor');
  expect(fuses.executableOf(context('darwin')).replaceAll('\\', '/')).toBe(
    '/out/LPA Assessor.app/Contents/MacOS/LPA Assessor',
  );
});
