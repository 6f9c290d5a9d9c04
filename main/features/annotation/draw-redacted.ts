import { PDFDocument } from '@cantoo/pdf-lib';
import { z } from 'zod';
import type { PrintJob } from '#common/contract/print-job.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Mark } from '#common/domain/annotation.ts';
import type { Language } from '#common/domain/text.ts';
import type { Exports } from '#main/lib/ports.ts';
import type { BlobStore } from '#main/storage/library.ts';
import { printJob, type PrintDeps } from './print-job.ts';
import type { RedactedSheets } from './pdf/pdf-job.ts';

export interface RedactDeps extends PrintDeps {
  readonly exports: Pick<Exports, 'offerStream' | 'withdraw'>;
}

/** Pages that are drawn in one print: a host gives up after a minute and a half, and hands over no more than 80 MB. */
const batch = 5;
const mostPages = 600;
/** Bytes of all pictures. */
const largest = 320 * 1024 * 1024;

/** What the print page says in its title (renderer/print/redacted-sheets.tsx). */
const Said = z.union([
  z.object({ failed: z.enum(['password', 'damaged', 'unsupported', 'too-large', 'unreadable']) }),
  z.object({
    pages: z.int().min(1),
    sheets: z.array(z.tuple([z.number().positive(), z.number().positive()])).min(1),
  }),
]);

/**
 * Every page of a file as a picture, black where a redaction says so. All pages and not only those: pages of one file
 * share fonts, pictures and outlines, and what is hidden on one must not come along with another. Throws
 * AppError('annotation.pdf-failed'): a copy is blacked out as a whole, or there is none.
 */
export async function drawRedacted(
  blobs: Pick<BlobStore, 'read'>,
  file: { readonly sha256: string; readonly size: number; readonly title: string; readonly mediaType: string },
  redactions: readonly Mark[],
  language: Language,
  deps: RedactDeps,
): Promise<readonly RedactedSheets[]> {
  const { sha256, size, title, mediaType } = file;
  const areas = redactions.map(({ page, rects }) => ({ page, rects: [...rects] }));
  const read = (begin: number, end: number) => blobs.read(sha256, begin, end);
  const { ticket } = deps.exports.offerStream(title, mediaType, size, read);
  try {
    return await drawAll({ ticket, mediaType, size, title }, areas, language, deps);
  } finally {
    // It is the file as it was before anything was covered.
    deps.exports.withdraw(ticket);
  }
}

type Job = Extract<PrintJob, { kind: 'redaction' }>;

async function drawAll(
  document: Job['document'],
  areas: Job['areas'],
  language: Language,
  deps: RedactDeps,
): Promise<readonly RedactedSheets[]> {
  const drawn: RedactedSheets[] = [];
  let [first, pages, bytes] = [1, 1, 0];
  while (first <= pages) {
    const { pdf, said } = await drawBatch(
      { kind: 'redaction', language, digits: 'arabic', document, first, count: batch, areas },
      deps,
    );
    if ('failed' in said) throw failed(said.failed === 'unreadable' ? 'damaged' : said.failed);
    ({ pages } = said);
    bytes += pdf.length;
    if (pages > mostPages || bytes > largest) throw failed('too-large');
    // An area on a page that is not there: the marks are not of this document, and what they were to hide is unknown.
    if (areas.some(({ page }) => page > pages)) throw failed('damaged');
    drawn.push({ pdf, sheets: said.sheets });
    first += said.sheets.length;
  }
  return drawn;
}

const failed = (reason: string, cause?: unknown): AppError =>
  new AppError('annotation.pdf-failed', { reason, redacted: true }, { cause });

/** Whatever goes wrong with it is the fault of this file: the other copies of a package are made. */
async function drawBatch(job: Job, deps: RedactDeps) {
  try {
    const pdf = await printJob(job, deps);
    return { pdf, said: await readSaid(pdf) };
  } catch (error) {
    throw failed('damaged', error);
  }
}

/** Printed by our own page; only sizes are taken from it here. */
async function readSaid(pdf: Uint8Array): Promise<z.infer<typeof Said>> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return Said.parse(JSON.parse(document.getTitle() ?? 'null'));
}
