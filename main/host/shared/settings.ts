import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppSettings } from '#common/contract/channels/settings.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Settings, WindowBounds } from '../host.ts';

/** What both stores offer: electron-store and its core, `conf`. */
export interface Store {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** Options of both stores: `<folder>/settings.json`, readable by its owner only, started anew when it is not JSON. */
export const storeOptions = (folder: string) => ({
  cwd: folder,
  configFileMode: 0o600,
  clearInvalidConfig: true,
  accessPropertiesByDotNotation: false,
});
export const settingsName = 'settings';

/** Takes each field that is valid and the default of each that is not: one bad value does not lose the others. */
function readSettings(stored: unknown): AppSettings {
  const fields = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const valid = Object.entries(AppSettings.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(fields[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return AppSettings.parse(Object.fromEntries(valid));
}

function readBounds(stored: unknown): WindowBounds | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { x, y, width, height, maximized } = stored as Record<string, unknown>;
  // The file may hold anything; a window of a million pixels could not be made, and the app would not start.
  const isPixels = (value: unknown) => Number.isSafeInteger(value) && Math.abs(Number(value)) <= 32_000;
  if (![x, y, width, height].every(isPixels) || Number(width) <= 0 || Number(height) <= 0) return null;
  return { x, y, width, height, maximized: maximized === true } as WindowBounds;
}

function refusalOf(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return new AppError(code === 'ENOSPC' ? 'storage.disk-full' : 'storage.read-only', {}, { cause: error });
}

/** Opens the store; a file that it cannot even start anew with is moved out of the way, and never stops the app. */
function openStore(folder: string, create: () => Store): Store {
  try {
    return create();
  } catch {
    try {
      rmSync(join(folder, `${settingsName}.json`), { force: true });
      return create();
    } catch {
      const memory = new Map<string, unknown>();
      return { get: (key) => memory.get(key), set: (key, value) => memory.set(key, value) };
    }
  }
}

/** For a host that has to tell its browser what changed. */
export interface WatchedSettings extends Settings {
  watch(listener: (settings: AppSettings) => void): () => void;
}

/** The Settings port over either store. `set` throws AppError('storage.disk-full' | 'storage.read-only'). */
export function createSettings(folder: string, create: () => Store): WatchedSettings {
  const listeners = new Set<(settings: AppSettings) => void>();
  const store = openStore(folder, create);
  const read = (key: string): unknown => {
    try {
      return store.get(key);
    } catch {
      return undefined; // the file was damaged while the app ran
    }
  };
  const get = () => readSettings(read('settings'));
  return {
    get,
    set(change) {
      const next = readSettings({ ...get(), ...change });
      try {
        store.set('settings', next);
      } catch (error) {
        throw refusalOf(error);
      }
      for (const listener of listeners) listener(next);
      return next;
    },
    watch(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    bounds: {
      get: () => readBounds(read('bounds')),
      set(bounds) {
        try {
          store.set('bounds', bounds);
        } catch {
          // Where the window stood is not worth a sentence.
        }
      },
    },
  };
}
