import { join } from 'node:path';

/** Run from its source, or from the one file of the build? */
const fromSource = import.meta.filename.endsWith('.ts');

/** The first file of a thread: source beside this one, or built into `<folder>/`. */
export const threadFile = (folder: string, name: 'index-worker' | 'ocr-worker'): string =>
  fromSource ? join(import.meta.dirname, `${name}.ts`) : join(folder, `${name}.mjs`);
