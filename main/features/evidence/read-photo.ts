import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { noFacts, type PhotoFacts } from './photo-facts.ts';

/** Milliseconds; a telephone's photo takes some ten. */
const patience = 4_000;
const memory = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 2 };

/** Beside this file in the source, beside the bundle when built; never inside an installer's archive. */
const workerFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? 'photo-worker.ts' : 'photo-worker.mjs', import.meta.url),
).replace(/([\\/]app\.asar)([\\/])/, '$1.unpacked$2');

/** EXIF time and place of a picture; nothing where it says nothing, is malformed, or costs too much to read. */
export function readPhoto(bytes: Uint8Array, limit = patience): Promise<PhotoFacts> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile, { workerData: bytes, resourceLimits: memory });
    const end = (facts: PhotoFacts) => {
      clearTimeout(timer);
      resolve(facts);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(noFacts), limit);
    worker.once('message', (facts: PhotoFacts) => end(facts));
    worker.once('error', () => end(noFacts));
    worker.once('exit', () => end(noFacts));
  });
}
