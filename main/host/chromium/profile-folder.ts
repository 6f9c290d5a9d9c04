import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 } as const;

/** What a browser offers on its own over our page: translation, passwords, form data, suggestions. */
const preferences = {
  translate: { enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  safebrowsing: { enabled: false },
  search: { suggest_enabled: false },
  net: { network_prediction_options: 2 },
};

/**
 * A browser profile for one start. Nothing in it is worth keeping, so what a crash left, its locks above all, is removed
 * at the next start; a folder that cannot be removed (still in use on Windows) does not stand in the way.
 */
export function createProfileFolder(parent: string): { readonly path: string; remove(): void } {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const path = join(parent, randomUUID());
  mkdirSync(join(path, 'Default'), { recursive: true, mode: 0o700 });
  writeFileSync(join(path, 'Default', 'Preferences'), JSON.stringify(preferences));
  return { path, remove: () => removeQuietly(path) };
}

/** For the holder of the instance lock only: other starts with this data folder have none of these open. */
export function removeOldProfiles(parent: string): void {
  try {
    for (const name of readdirSync(parent)) removeQuietly(join(parent, name));
  } catch {
    // No profile yet.
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, removal);
  } catch {
    // Tried again at the next start.
  }
}
