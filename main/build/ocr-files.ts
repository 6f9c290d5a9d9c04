import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Processors differ in what they can do at once; the thread takes the first that this one knows. */
const variants = ['-relaxedsimd', '-simd', ''];
const languages = ['tha', 'eng'];
/** The best ones of integers: as exact as the large ones, a tenth of their size. */
const edition = '4.0.0_best_int';

/** Puts the engine of character recognition and its two languages into one folder, so that it works offline. */
export function copyOcrFiles(root: string, folder: string): void {
  const core = join(root, 'node_modules/tesseract.js-core');
  mkdirSync(folder, { recursive: true });
  for (const variant of variants) {
    const name = `tesseract-core${variant}-lstm`;
    // CommonJS, also where the nearest package.json says otherwise.
    cpSync(join(core, `${name}.js`), join(folder, `${name}.cjs`));
    cpSync(join(core, `${name}.wasm`), join(folder, `${name}.wasm`));
  }
  cpSync(join(core, 'LICENSE'), join(folder, 'LICENSE'));
  for (const language of languages)
    cpSync(
      join(root, 'node_modules/@tesseract.js-data', language, edition, `${language}.traineddata.gz`),
      join(folder, `${language}.traineddata.gz`),
    );
}
