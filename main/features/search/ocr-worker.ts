/**
 * The thread that recognises characters: tesseract.js's own worker with its parts taken from one folder, so that nothing
 * is looked for in the net, in a cache, or in node_modules. Pictures are decoded in its WebAssembly only.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { dispatchHandlers, setAdapter } from 'tesseract.js/src/worker-script/index.js';

const { folder } = workerData as { readonly folder: string };
const require = createRequire(import.meta.url);
const languages = 'tha+eng';
/** LSTM only: the data holds nothing else. */
const engine = 1;

/** Smallest programs with an instruction of each kind: i8x16.popcnt, i8x16.relaxed_swizzle. */
const simd = 'AGFzbQEAAAABBQFgAAF7AwIBAAoKAQgAQQD9D/1iCw==';
const relaxedSimd = 'AGFzbQEAAAABBQFgAAF7AwIBAAoPAQ0AQQH9D0EC/Q/9gAIL';
const knows = (program: string): boolean => WebAssembly.validate(Buffer.from(program, 'base64'));

setAdapter({
  async getCore() {
    const variant = knows(relaxedSimd) ? '-relaxedsimd' : knows(simd) ? '-simd' : '';
    return require(join(folder, `tesseract-core${variant}-lstm.cjs`)) as unknown;
  },
  gunzip: gunzipSync,
  readCache: (path: string) => readFile(path),
});

/** One step of tesseract.js's worker, as a promise. */
const step = (action: string, payload: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    dispatchHandlers({ jobId: action, workerId: 'ocr', action, payload }, ({ status, data }) => {
      if (status === 'resolve') resolve(data);
      if (status === 'reject') reject(new Error(String(data)));
    });
  });

async function prepare(): Promise<void> {
  await step('load', { options: { lstmOnly: true } });
  const options = { langPath: folder, cacheMethod: 'none', gzip: true, lstmOnly: true };
  await step('loadLanguage', { langs: languages, options });
  await step('initialize', { langs: languages, oem: engine, config: {} });
}

const ready = prepare();

async function recognise(image: Uint8Array): Promise<string> {
  await ready;
  const result = (await step('recognize', { image, options: {}, output: { text: true } })) as { readonly text: string };
  return result.text;
}

parentPort?.on('message', (image: Uint8Array) => {
  recognise(image).then(
    (text) => parentPort?.postMessage({ text }),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});
