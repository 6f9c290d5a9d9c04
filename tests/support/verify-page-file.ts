import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildVerifyPage, verifyPageFile } from '#main/build/verify-page.ts';
import { root } from './paths.ts';

/** The page that goes into every package: that of the build, else one that is made once for all tests. */
export async function verifyPageForTests(): Promise<string> {
  const built = join(root, 'out', verifyPageFile);
  if (existsSync(built)) return built;
  const cache = join(root, 'node_modules/.cache/lpa-verify-page');
  const made = join(cache, verifyPageFile);
  if (existsSync(made)) return made;
  await mkdir(cache, { recursive: true });
  // Test files run side by side: each brings a whole page, the last one stays.
  const staging = await mkdtemp(join(cache, 'new-'));
  await buildVerifyPage(root, staging);
  await rename(join(staging, verifyPageFile), made);
  await rm(staging, { recursive: true });
  return made;
}
