import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with package.json: two levels up from the source, one from the bundle. */
function findProject(from: string): string {
  if (existsSync(join(from, 'package.json')) || dirname(from) === from) return from;
  return findProject(dirname(from));
}

export const projectFolder = (): string => findProject(import.meta.dirname);

export function productVersion(): string {
  const text = readFileSync(join(projectFolder(), 'package.json'), 'utf8');
  const content = JSON.parse(text) as { readonly version?: unknown };
  return typeof content.version === 'string' ? content.version : '0.0.0';
}
