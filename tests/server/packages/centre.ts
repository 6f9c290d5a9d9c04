import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { takeIn } from '#main/intake/take-in.ts';

/** The centre behind the server: the intake of the product, with a key of its own under `centre/`. */
export interface Centre {
  /** Moves a whole package in; it is examined and decided on soon. */
  receive(file: string, sha256: string, fileName: string): Promise<void>;
  /** The signed receipt, or null while nothing is decided. */
  receipt(sha256: string): Promise<Buffer | null>;
  /** Resolves when nothing is being examined any more. */
  close(): Promise<void>;
}

export function createCentre(folder: string, onError: (error: unknown) => void): Centre {
  const inbox = join(folder, 'inbox');
  const out = join(folder, 'centre');
  let working: Promise<void> | null = null;
  let again = false;

  async function work(): Promise<void> {
    while (again) {
      again = false;
      await takeIn({
        ...{ folder: inbox, out, identity: null, trust: [], choose: [], examinersAtOnce: 1, now: Date.now },
        version: 'reference server',
        onProgress: () => undefined,
      });
    }
  }

  return {
    async receive(file, sha256, fileName) {
      // A folder for each: two packages may have one name.
      await mkdir(join(inbox, sha256), { recursive: true });
      await rename(file, join(inbox, sha256, safeName(fileName)));
      again = true;
      working ??= work()
        .catch(onError)
        .finally(() => {
          working = null;
        });
    },
    async receipt(sha256) {
      const names = await readdir(join(out, 'receipts')).catch(() => []);
      const name = names.find((one) => one.endsWith(`-${sha256}.lpareceipt`));
      return name === undefined ? null : readFile(join(out, 'receipts', name));
    },
    close: async () => {
      await working;
    },
  };
}

const safeName = (name: string): string =>
  `${name
    .replace(/\.asice$/i, '')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .slice(0, 80)}.asice`;
