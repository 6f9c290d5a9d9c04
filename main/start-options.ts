import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';

/** How the app was started. */
export interface StartOptions {
  /** Everything the app keeps lies under this folder. Absolute. */
  readonly dataFolder: string;
  /** Files to open, absolute; only those that exist. */
  readonly files: readonly string[];
  /** Address of the server to use from now on. */
  readonly server?: string | undefined;
}

const defaultDataFolder = (): string => envPaths('lpa-assessor', { suffix: '' }).data;

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** File arguments of a start or of a second one; switches of the browser engine and anything that is no file are not. */
const filesAmong = (args: readonly string[], folder: string): readonly string[] =>
  args
    .filter((arg) => !arg.startsWith('-'))
    .map((arg) => resolve(folder, arg))
    .filter(isFile);

/**
 * `--data DIR`, or the environment's LPA_DATA, or the place the system gives to applications; `--server URL`. Other switches
 * are ignored.
 */
export function readStartOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
  folder: string = process.cwd(),
): StartOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, server: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const given = typeof values.data === 'string' && values.data !== '' ? values.data : env.LPA_DATA;
  const dataFolder = given === undefined || given === '' ? defaultDataFolder() : resolve(folder, given);
  const server = typeof values.server === 'string' && values.server !== '' ? values.server : undefined;
  return { dataFolder, files: filesAmong(positionals, folder), ...(server === undefined ? {} : { server }) };
}
