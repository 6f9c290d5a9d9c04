import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { createRecogniser } from '#main/features/search/ocr-client.ts';
import { writeFile, writePage } from '#main/features/search/queries.ts';
import { createSearch } from '#main/features/search/service.ts';
import { systemClock } from '#main/lib/system.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { instrumentOf, manifestOf } from '#tests/support/review-builder.ts';
import { root } from '#tests/support/paths.ts';
import { ensureOcrFiles, thaiScans } from '#tests/support/thai-scan.ts';
import { percentile, print, time, times } from './measure.ts';
import { indicatorIds, openReviewBed } from './review-bed.ts';
import { thaiPages } from './thai-pages.ts';

const submissionCount = 100;
const filesEach = 10;
const pagesEach = 100;
const pageCount = submissionCount * filesEach * pagesEach;
const version = 'bench';

const megabytes = () => process.memoryUsage().rss / 1024 ** 2;

type Bed = Awaited<ReturnType<typeof openReviewBed>>;

/** Submissions of a province, as the feature hears of them. */
const manifests: readonly SubmissionManifest[] = Array.from({ length: submissionCount }, (_, at) => {
  const plain = manifestOf({}, { id: randomUUID() });
  return {
    ...plain,
    lao: { ...plain.lao, code: String(5_000_000 + at), name: `ตำบลที่${at}` },
    evidence: Array.from({ length: filesEach }, (_none, file) => ({
      id: `e${file}`,
      indicators: [indicatorIds[file] ?? 'i1'],
      title: `หลักฐาน ${file}`,
      path: `evidence/${file}.pdf`,
      sha256: sha256(`${at} ${file}`),
      size: 1000,
      mediaType: 'application/pdf',
    })),
  };
});

async function fill({ library }: Bed, pages: ReturnType<typeof thaiPages>): Promise<void> {
  const { db, vault } = library.current();
  for (const { id, evidence } of manifests)
    await db.write(async (tx) => {
      for (const { sha256: content } of evidence) {
        const read = [[1, pagesEach]] as const;
        const nothing = { waiting: [], recognised: 0, failed: [], length: 0 };
        await writeFile(tx, vault, id, { sha256: content, pages: pagesEach, read, version, ...nothing });
        for (let page = 1; page <= pagesEach; page += 1) {
          const text = pages.page();
          await writePage(tx, vault, {
            sha256: content,
            page,
            text,
            ocr: null,
            width: 595,
            height: 842,
            look: pages.look(),
          });
        }
      }
    });
}

function openSearch({ library }: Bed) {
  const instrument = instrumentOf([]);
  return createSearch({
    current: () => library.current(),
    clock: systemClock,
    emit: () => undefined,
    version,
    workersFolder: join(root, 'out/workers'),
    sources: {
      records: async () =>
        manifests.map(({ id, evidence }) => ({
          id,
          manifestDigest: id,
          evidence: evidence.map((item) => ({ id: item.id, status: 'ready' })),
        })),
      load: async (id) => {
        const manifest = manifests.find((one) => one.id === id) ?? manifestOf();
        return { manifest, instrument, evidence: manifest.evidence.map((item) => ({ id: item.id, status: 'ready' })) };
      },
      review: async () => Promise.reject(new Error('nobody wrote anything')),
    },
    defect: () => undefined,
  });
}

/** 100,000 pages of Thai: loading them at unlocking, finding words, looks; and typing while characters are recognised. */
export async function benchSearch(): Promise<void> {
  const bed = await openReviewBed();
  const pages = thaiPages();
  await fill(bed, pages);
  const memoryBefore = megabytes();

  const { db } = bed.library.current();
  const fetching = await time(async () => {
    for (let after = 0; after < pageCount; after += 1000)
      await db.all({ text: 'SELECT sealed FROM read_pages WHERE id > ? ORDER BY id LIMIT 1000', values: [after] });
  });
  const search = openSearch(bed);
  const ask = (query: string, offset = 0) => search.query({ query, submission: null, kinds: null, limit: 50, offset });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const beforeLoading = process.cpuUsage();
  const loading = await time(async () => {
    while (!(await ask(pages.rare)).complete) await new Promise((resolve) => setTimeout(resolve, 100));
  });
  delay.disable();
  const cpu = process.cpuUsage(beforeLoading);
  print({
    what: `load ${pageCount} pages into the index`,
    ours: loading,
    baseline: fetching,
    baselineName: 'fetching the sealed rows only',
    unit: 'ms',
    note: `${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of processor, longest wait of main's event loop ${(delay.max / 1e6).toFixed(0)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms; ${(megabytes() - memoryBefore).toFixed(0)} MB`,
  });

  const naive = Array.from({ length: pageCount / 10 }, () => pages.page());
  const scan = (await times(5, async () => naive.filter((page) => page.includes(pages.common)))).map((ms) => ms * 10);
  const queries: readonly (readonly [string, string])[] = [
    ['a common word', pages.common],
    ['a frequent word', pages.frequent],
    ['a rare word', pages.rare],
    ['two words', `${pages.frequent} 2566`],
    ['a phrase', '"พ.ศ. 2566"'],
    ['one letter', 'ก'],
    ['what is nowhere', 'ฎฏฐฑฒ'],
  ];
  for (const [what, query] of queries) {
    const before = process.cpuUsage();
    const ms = await times(10, () => ask(query));
    const { user, system } = process.cpuUsage(before);
    const { total } = await ask(query);
    print({
      what: `find ${what}, p95`,
      ours: percentile(ms, 95),
      baseline: percentile(scan, 50),
      baselineName: 'includes() over the same letters',
      unit: 'ms',
      note: `p50 ${percentile(ms, 50).toFixed(0)} ms, ${((user + system) / 10_000).toFixed(0)} ms of processor, ${total} finds`,
    });
  }

  const answered: number[] = [];
  const looked = { isOver: false };
  const looking = time(() => search.lookAlikes(null)).finally(() => (looked.isOver = true));
  while (!looked.isOver) answered.push(await time(() => ask(pages.rare)));
  print({
    what: `look-alikes among ${pageCount} pages`,
    ours: await looking,
    baseline: percentile(answered, 95),
    baselineName: 'p95 of finding a rare word meanwhile',
    unit: 'ms',
  });
  const one = await times(5, () => search.lookAlikes(manifests[0]?.id ?? null));
  print({
    what: 'look-alikes of one submission (1,000 pages)',
    ours: percentile(one, 50),
    baseline: percentile(scan, 50),
    baselineName: 'includes() over all pages',
    unit: 'ms',
  });
  await search.close();
  await benchTyping(bed);
  await bed.close();
}

async function benchTyping(bed: Bed): Promise<void> {
  const reviews = bed.reviews();
  const record = (index: number) =>
    reviews.record(bed.submission, randomUUID(), {
      type: 'remark.set',
      payload: { indicator: indicatorIds[index % indicatorIds.length] ?? 'i1', text: `บันทึกครั้งที่ ${index} `.repeat(5) },
    });
  const [scan] = await thaiScans([
    Array.from({ length: 24 }, (_, line) => `ประกาศ ข้อ ${line} แผนการตรวจสอบภายในประจำปีงบประมาณ`),
  ]);
  const recogniser = createRecogniser({
    file: join(root, 'main/features/search/ocr-worker.ts'),
    folder: join(ensureOcrFiles(), 'ocr'),
  });
  await times(100, record);
  const quiet = await times(400, record);
  const typed = { isOver: false };
  const page: number[] = [];
  const reading = (async () => {
    while (!typed.isOver) page.push(await time(() => recogniser.recognise(scan ?? Buffer.alloc(0))));
  })();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const busy = await times(400, record);
  typed.isOver = true;
  await reading;
  await recogniser.close();
  for (const percent of [50, 95])
    print({
      what: `keystroke while characters are recognised, p${percent}`,
      ours: percentile(busy, percent),
      baseline: percentile(quiet, percent),
      baselineName: 'while nothing else runs',
      unit: 'ms',
      note: `a full page takes ${(percentile(page, 50) / 1000).toFixed(1)} s`,
    });
}
