import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export interface FoundFiles {
  /** Absolute, in order of their names. */
  readonly packages: readonly string[];
  /** How many other files lie there. */
  readonly others: number;
}

/** Every `.asice` below `folder`; links are not followed, and what the intake itself wrote is left out. */
export async function findPackages(folder: string, out: string): Promise<FoundFiles> {
  const packages: string[] = [];
  let others = 0;
  const own = resolve(out);
  const visit = async (at: string): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (path !== own) await visit(path);
      } else if (entry.isFile() && /\.asice$/i.test(entry.name)) packages.push(path);
      else others += 1;
    }
  };
  await visit(resolve(folder));
  return { packages: packages.sort(), others };
}
