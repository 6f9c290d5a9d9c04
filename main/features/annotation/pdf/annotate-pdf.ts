import { EncryptedPDFError, PDFArray, PDFDocument, PDFName, type PDFPage, type PDFRef } from '@cantoo/pdf-lib';
import { pageSpace, type PageSpace } from './page-space.ts';
import type { PdfAnswer, PdfJob, PdfMark, RedactedSheets } from './pdf-job.ts';
import { stampSheet } from './pdf-job.ts';
import { appendPages } from './append-pages.ts';
import { addPicturePage } from './picture-page.ts';
import { addRedactedPages, blackOut } from './redacted-document.ts';
import { writeAnnotation, type PrintedStamp } from './write-annotation.ts';

/**
 * The PDF with the marks as annotations. What was there stays byte by byte and the marks are appended (so signatures in
 * it remain what they were); only a file that is encrypted without a password has to be written anew. For a worker only:
 * the bytes may be anything.
 */
export async function annotatePdf(job: PdfJob): Promise<PdfAnswer> {
  const { source } = job;
  if (source.kind === 'redacted') return annotateRedacted(job, source.redacted, source.isPaper);
  if (source.mediaType !== 'application/pdf') return annotatePicture(job, source);
  const opened = await open(source.bytes);
  if (opened.kind === 'failed') return opened;
  const { document, isWhole } = opened;
  if (!isWhole) {
    await addMarks(document, job, (page) => pageSpace(page));
    if (job.list !== null) await appendPages(document, job.list);
    return { kind: 'made', bytes: await document.save({ addDefaultPage: false, updateFieldAppearances: false }) };
  }
  // While it notes each change, every new object is looked for in all others: it is told the changed pages instead.
  const snapshot = document.takeSnapshot();
  const { context } = document;
  delete context.snapshot;
  const marked = await addMarks(document, job, (page) => pageSpace(page));
  const grown = job.list === null ? [] : await appendPages(document, job.list);
  context.snapshot = snapshot;
  snapshot.markRefsForSave([...marked, ...grown]);
  const added = await document.saveIncremental(snapshot, { useObjectStreams: !hasCrossReferenceTable(source.bytes) });
  const bytes = new Uint8Array(source.bytes.length + added.length);
  bytes.set(source.bytes);
  bytes.set(added, source.bytes.length);
  return { kind: 'made', bytes };
}

/** A document of its own: nothing of the file but the pictures of its pages is in it. */
async function annotateRedacted(
  job: PdfJob,
  redacted: readonly RedactedSheets[],
  isPaper: boolean,
): Promise<PdfAnswer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const spaces = await addRedactedPages(document, redacted, isPaper);
  if (spaces === null) return { kind: 'failed', reason: 'damaged' };
  blackOut(document, spaces, job.marks);
  await addMarks(document, job, (page) => spaces.get(page) ?? pageSpace(page));
  if (job.list !== null) await appendPages(document, job.list);
  return { kind: 'made', bytes: await document.save() };
}

async function annotatePicture(
  job: PdfJob,
  { bytes, mediaType }: { readonly bytes: Uint8Array; readonly mediaType: string },
): Promise<PdfAnswer> {
  const document = await PDFDocument.create();
  const drawn = await addPicturePage(document, bytes, mediaType);
  if (drawn.kind === 'failed') return drawn;
  await addMarks(document, job, () => drawn.space);
  if (job.list !== null) await appendPages(document, job.list);
  return { kind: 'made', bytes: await document.save() };
}

type Opened =
  | { readonly kind: 'opened'; readonly document: PDFDocument; readonly isWhole: boolean }
  | Extract<PdfAnswer, { kind: 'failed' }>;

async function open(bytes: Uint8Array): Promise<Opened> {
  const options = { updateMetadata: false, capNumbers: true };
  try {
    const document = await PDFDocument.load(bytes, { ...options, forIncrementalUpdate: true });
    document.getPageCount();
    return { kind: 'opened', document, isWhole: true };
  } catch (error) {
    if (!(error instanceof EncryptedPDFError)) return { kind: 'failed', reason: 'damaged' };
  }
  try {
    const document = await PDFDocument.load(bytes, { ...options, password: '' });
    document.getPageCount();
    return { kind: 'opened', document, isWhole: false };
  } catch {
    return { kind: 'failed', reason: 'password' };
  }
}

/** An update is written in the way of the file: not all programs read a mixture. */
function hasCrossReferenceTable(bytes: Uint8Array): boolean {
  const tail = new TextDecoder('latin1').decode(bytes.subarray(-2048));
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  return new TextDecoder('latin1')
    .decode(bytes.subarray(start, start + 20))
    .trimStart()
    .startsWith('xref');
}

/** The pages that changed. Marks beyond the last page are left out. */
async function addMarks(
  document: PDFDocument,
  { marks, stamps }: PdfJob,
  spaceOf: (page: PDFPage) => PageSpace,
): Promise<ReadonlySet<PDFRef>> {
  const printed = await embedStamps(document, marks, stamps);
  const pages = document.getPages();
  const changed = new Set<PDFRef>();
  for (const number of new Set(marks.map(({ page }) => page))) {
    const page = pages[number - 1];
    if (page === undefined) continue;
    const place = { context: document.context, page: page.ref, space: spaceOf(page) };
    const refs = marks
      .filter((mark) => mark.page === number)
      .map((mark) => writeAnnotation(mark, place, printed.get(mark.id) ?? null))
      .filter((ref) => ref !== null);
    addToPage(page, refs);
    changed.add(page.ref);
  }
  return changed;
}

/** The list may be shared by pages, or lie elsewhere in the file: the page gets one of its own. */
function addToPage(page: PDFPage, refs: readonly PDFRef[]): void {
  const before = page.node.lookup(PDFName.of('Annots'));
  const list = PDFArray.withContext(page.doc.context);
  if (before instanceof PDFArray) for (const one of before.asArray()) list.push(one);
  for (const ref of refs) list.push(ref);
  page.node.set(PDFName.of('Annots'), list);
}

async function embedStamps(
  document: PDFDocument,
  marks: readonly PdfMark[],
  stamps: Uint8Array | null,
): Promise<ReadonlyMap<string, PrintedStamp>> {
  const stamped = marks.filter(({ kind }) => kind === 'stamp');
  if (stamps === null || stamped.length === 0) return new Map();
  const sheets = (await PDFDocument.load(stamps)).getPages();
  const printed = new Map<string, PrintedStamp>();
  for (const [index, mark] of stamped.entries()) {
    const [rect, sheet] = [mark.rects[0], sheets[index]];
    if (rect === undefined || sheet === undefined) continue;
    const { long, tall } = stampSheet(rect);
    const top = sheet.getHeight();
    const embedded = await document.embedPage(sheet, { left: 0, bottom: top - tall, right: long, top });
    await embedded.embed();
    printed.set(mark.id, { form: embedded.ref, long, tall });
  }
  return printed;
}
