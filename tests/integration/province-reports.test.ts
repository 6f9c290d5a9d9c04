import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { PDFDict, PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#common/contract/failures.ts';
import { provinceHandlers } from '#main/features/province/handlers.ts';
import { createProvince } from '#main/features/province/service.ts';
import { printReport } from '#main/features/report/print-report.ts';
import { createExports } from '#main/lib/exports.ts';
import { joinPdfs } from '#main/lib/pdf/join-pdfs.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { writeScratch } from '#main/storage/scratch.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { damagedAt, provinceKey, provinceSources, type MadeProvince } from '#tests/support/province.ts';
import { readPdf } from '#tests/support/read-pdf.ts';
import { command, newFolder, removeFolder } from '#tests/support/test-app.ts';

let page: PrintPage;
let folder: string;
beforeAll(async () => {
  [page, folder] = [await openPrintPage(), await newFolder()];
});
afterAll(async () => {
  await page.close();
  await removeFolder(folder);
});

const paper = { language: 'th', digits: 'thai' } as const;
const printedAt = '2024-09-02T10:00:00+07:00';

interface Trouble extends MadeProvince {
  /** Ids (their last digits) whose print fails. */
  readonly unprintable?: readonly number[];
}

function open(count: number, made: Trouble = {}) {
  const exports = createExports(systemIds(systemClock));
  const sources = provinceSources(count, made);
  const progress: { readonly done: number }[] = [];
  let printed = 0;
  const province = createProvince({
    ...sources,
    exports,
    clock: { now: () => Date.parse(printedAt) },
    emit: (_event, payload) => void progress.push(payload as (typeof progress)[number]),
    version: '9.9.9',
    printJob: () => Promise.reject(new Error('nothing else is printed here')),
    keep: (source) => writeScratch(folder, source),
    current: () => {
      throw new Error('nothing is kept here');
    },
    renderReport: async (submission, choice) => {
      if (made.unprintable?.includes(Number(submission.slice(-12))) === true) throw new AppError('report.failed');
      printed += 1;
      const loaded = await sources.reviews.load(submission);
      return printReport(page, { ...loaded, code: null }, { ...choice, printedAt });
    },
  });
  return { handlers: provinceHandlers(province), exports, progress, count: () => printed };
}

/** Sealed files that wait to be downloaded. */
const scratches = async () => (await readdir(folder)).filter((name) => name.startsWith('scratch-'));

const bytesOf = async (exports: ReturnType<typeof createExports>, ticket: string, size: number) =>
  Buffer.from((await exports.find(ticket)?.read(0, size)) ?? []);

describe('the reports of a province of 24, two of which make trouble', () => {
  let zip: Buffer;
  let joined: Buffer;
  let made: Awaited<ReturnType<ReturnType<typeof open>['handlers']['province.reports']>>;
  let progress: readonly { readonly done: number }[];
  beforeAll(async () => {
    const opened = open(24, { withOpen: true, damaged: [5], unprintable: [9] });
    made = await opened.handlers['province.reports']({ group: provinceKey, parts: 'both', ...paper, job: command() });
    const [first, second] = made.files;
    zip = await bytesOf(opened.exports, first?.ticket ?? '', first?.size ?? 0);
    joined = await bytesOf(opened.exports, second?.ticket ?? '', second?.size ?? 0);
    ({ progress } = opened);
  });

  test('are one PDF each and one joined; who is not among them is named, and did not stop the rest', () => {
    expect(made.files.map(({ fileName }) => fileName)).toEqual([
      'รายงานผล-LPA2567-ธารานคร.zip',
      'รายงานผล-LPA2567-ธารานคร.pdf',
    ]);
    expect(made.results).toBe(21);
    expect(made.leftOut.toSorted((a, b) => (a.laoCode < b.laoCode ? -1 : 1))).toEqual([
      damagedAt(5),
      { ...damagedAt(9), code: 'report.failed' },
    ]);
    expect(progress.at(-1)).toMatchObject({ done: 23, total: 23 });
  });

  test('the zip opens elsewhere and holds whole PDFs under the names of the LAOs', async () => {
    const [file, out] = [join(folder, 'reports.zip'), join(folder, 'each')];
    await writeFile(file, zip);
    await mkdir(out);
    execFileSync('python3', ['-m', 'zipfile', '-e', file, out]);
    const names = (await readdir(out)).sort();
    expect(names).toHaveLength(21);
    expect(names[0]).toBe('รายงานผล-LPA2567-06990000-หนองบัวเงิน.pdf');
    expect(names.some((name) => name.includes('06990007') || name.includes('06990009'))).toBe(false);
    const pdf = readPdf(await readFile(join(out, names[0] ?? '')));
    expect(pdf.pages[0]).toContain('องค์การบริหารส่วนจังหวัดหนองบัวเงิน จังหวัดธารานคร');
    expect(pdf.pages.join()).not.toContain('ฉบับร่าง');
  });

  test('the joined one has their pages in the order of the codes, and what they say', async () => {
    const pdf = readPdf(joined);
    const text = pdf.pages.join('\n');
    expect([pdf.info.Tagged, pdf.info.Title]).toEqual([
      'yes',
      'รายงานผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี 2567 จังหวัดธารานคร',
    ]);
    const codes = [...text.matchAll(/รหัส (๐๖๙๙[๐-๙]{4})/g)].map(([, code]) => code);
    const inOrder = [...new Set(codes)];
    expect(inOrder).toHaveLength(21);
    expect(inOrder).toEqual(inOrder.toSorted());
    expect(text.match(/ขอรับรองว่า/g)).toHaveLength(21);
    const single = readPdf(await readFile(join(folder, 'each', 'รายงานผล-LPA2567-06990000-หนองบัวเงิน.pdf')));
    expect(pdf.pages.slice(0, single.pages.length)).toEqual(single.pages);
  });

  test('the joined one is sound to others', async () => {
    const file = join(folder, 'joined.pdf');
    await writeFile(file, joined);
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
  });

  test('the joined one has a bookmark per LAO', async () => {
    const document = await PDFDocument.load(joined);
    const outlines = document.catalog.lookup(PDFName.of('Outlines'), PDFDict);
    const titles: string[] = [];
    for (let item = outlines.lookupMaybe(PDFName.of('First'), PDFDict); item;) {
      titles.push(item.lookup(PDFName.of('Title'), PDFHexString).decodeText());
      item = item.lookupMaybe(PDFName.of('Next'), PDFDict);
    }
    expect(titles).toHaveLength(21);
    expect(titles[1]).toBe('06990001 เทศบาลตำบลท่าแก้ว');
  });
});

test('the tags of joined documents are those of the single ones, one after another', async () => {
  const sources = provinceSources(2);
  const singles = await Promise.all(
    (await sources.submissions.list()).map(async ({ id }) =>
      printReport(page, { ...(await sources.reviews.load(id)), code: null }, { ...paper, printedAt }),
    ),
  );
  const documents = singles.map((bytes, order) => ({ bytes, title: `${order}`, order }));
  // They come in another order than they are to stand in.
  const all = await buffer(Readable.from(joinPdfs(documents.toReversed(), { title: 'ทั้งหมด', language: 'th' })));
  const structure = async (bytes: Uint8Array) => {
    const file = join(folder, `${command()}.pdf`);
    await writeFile(file, bytes);
    const text = execFileSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8', maxBuffer: 1e8 });
    return (
      text
        .split('\n')
        // Names of single tags are unique in a document only.
        .map((line) => line.trim().replace(/ <node\d+>/, ''))
        .filter((line) => line !== '' && line !== 'Document' && line !== 'Part')
    );
  };
  const expected = await Promise.all(singles.map(structure));
  expect(expected[0]?.length).toBeGreaterThan(1000);
  expect(await structure(all)).toEqual(expected.flat());
});

test('a batch is stopped between two prints, and offers nothing then', async () => {
  const before = await scratches();
  const { handlers, progress, exports, count } = open(40);
  const job = command();
  const work = handlers['province.reports']({ group: provinceKey, parts: 'each', ...paper, job });
  const failed = work.catch((error: unknown) => error);
  while ((progress.at(-1)?.done ?? 0) < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  await handlers['province.cancel']({ job });
  expect(await failed).toMatchObject({ code: 'cancelled' });
  const atEnd = count();
  expect(atEnd).toBeLessThan(12);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(count()).toBe(atEnd);
  expect(exports.find(job)).toBeUndefined();
  expect(await scratches()).toEqual(before);
});

test('what is no PDF cannot be joined', async () => {
  const documents = [{ bytes: Buffer.from('no PDF'), title: '', order: 0 }];
  await expect(buffer(Readable.from(joinPdfs(documents, { title: '', language: 'th' })))).rejects.toThrow();
});

test('a batch of which nothing could be printed is a refusal', async () => {
  const before = await scratches();
  const { handlers } = open(2, { unprintable: [0, 1] });
  const work = handlers['province.reports']({ group: provinceKey, parts: 'both', ...paper, job: command() });
  await expect(work).rejects.toMatchObject({ code: 'report.failed' });
  expect(await scratches()).toEqual(before);
});
