import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createRecogniser, type Recogniser } from '#main/features/search/ocr-client.ts';
import { createOcrQueue } from '#main/features/search/ocr-queue.ts';
import { buildNodeBundles } from '#main/build/node-bundles.ts';
import { root } from '#tests/support/paths.ts';
import { ensureOcrFiles, thaiScans } from '#tests/support/thai-scan.ts';

let folder = '';
let scan: Buffer = Buffer.alloc(0);
let recogniser: Recogniser | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-ocr-'));
  const [first] = await thaiScans([['ประกาศใช้ข้อบัญญัติงบประมาณรายจ่าย']]);
  scan = first ?? scan;
}, 120_000);
afterEach(() => recogniser?.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A thread that does what one does that hangs or ends, until the file `well` says otherwise. */
async function badThread(name: string, deed: string): Promise<string> {
  const file = join(folder, `${name}.mjs`);
  await writeFile(
    file,
    `import { parentPort } from 'node:worker_threads';
     import { existsSync } from 'node:fs';
     parentPort.on('message', () => {
       if (existsSync(${JSON.stringify(join(folder, 'well'))})) parentPort.postMessage({ text: 'ดี' });
       else { ${deed} }
     });`,
  );
  return file;
}

test('the thread of the build finds its engine and languages in its folder, whatever lies around it', async () => {
  await buildNodeBundles(root, folder, ['workers/ocr-worker.mjs']);
  const file = join(folder, 'workers/ocr-worker.mjs');
  recogniser = createRecogniser({ file, folder: join(ensureOcrFiles(), 'ocr') });
  expect((await recogniser.recognise(scan)).trim()).toBe('ประกาศใช้ข้อบัญญัติงบประมาณรายจ่าย');
});

test('a picture that cannot be read is refused, and the same thread reads the next', async () => {
  const file = join(root, 'main/features/search/ocr-worker.ts');
  recogniser = createRecogniser({ file, folder: join(ensureOcrFiles(), 'ocr') });
  await expect(recogniser.recognise(scan.subarray(0, 300))).rejects.toMatchObject({ name: 'OcrFailure' });
  expect(await recogniser.recognise(scan)).toContain('งบประมาณ');
});

test.each([
  ['hangs in a loop', 'for (;;);', 'too slow'],
  ['says nothing', '', 'too slow'],
  ['ends', 'process.exit(3);', 'ended'],
  ['throws', 'throw new Error("out of memory");', 'out of memory'],
])('a thread that %s is ended and replaced', async (name, deed, reason) => {
  await rm(join(folder, 'well'), { force: true });
  const file = await badThread(name.replaceAll(' ', '-'), deed);
  recogniser = createRecogniser({ file, folder, limit: 5_000 });
  await expect(recogniser.recognise(scan)).rejects.toMatchObject({ name: 'OcrFailure', message: reason });
  await writeFile(join(folder, 'well'), '');
  expect(await recogniser.recognise(scan)).toBe('ดี');
});

test('a page that ends the thread is tried once more, then given up, and the next is read', async () => {
  await rm(join(folder, 'well'), { force: true });
  const file = await badThread('twice', 'process.exit(3);');
  recogniser = createRecogniser({ file, folder });
  const words: (string | null)[] = [];
  let done: () => void = () => undefined;
  const both = new Promise<void>((resolve) => (done = resolve));
  const queue = createOcrQueue({
    recogniser,
    mayRun: () => true,
    async onWords(_, page, said) {
      words.push(said);
      await writeFile(join(folder, 'well'), '');
      if (page === 2) done();
    },
    onChange: () => undefined,
    defect: () => undefined,
  });
  queue.add('a', 1, scan);
  queue.add('a', 2, scan);
  await both;
  expect(words).toEqual([null, 'ดี']);
  await queue.close();
});

test('closing while a page is read ends the thread and says nothing about the page', async () => {
  const file = await badThread('busy', 'for (;;);');
  await rm(join(folder, 'well'), { force: true });
  const words: unknown[] = [];
  const queue = createOcrQueue({
    recogniser: createRecogniser({ file, folder }),
    mayRun: () => true,
    onWords: async (...said) => void words.push(said),
    onChange: () => undefined,
    defect: (error) => words.push(error),
  });
  queue.add('a', 1, scan);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await queue.close();
  expect(words).toEqual([]);
});
