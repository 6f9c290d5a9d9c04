import { AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist';
import type { ReadBytes } from './byte-source.ts';
import { asOpenError, openDocument, startThread, type PdfThread } from './pdf-document.ts';

/** Longer side of the drawing, in pixels: it shows only whether there can be one. */
const side = 240;
/** Documents that one thread reads before a fresh one takes over, so that whatever it kept is gone. */
const perThread = 50;

/** Starting a thread takes longer than most documents, so one that came through waits for the next document. */
const idle: { readonly thread: PdfThread; readonly used: number }[] = [];

/** Draws the first page small, on nothing that is seen, and forgets the document. */
export async function probePdf(read: ReadBytes, size: number): Promise<void> {
  const { thread, used } = idle.pop() ?? { thread: startThread(), used: 0 };
  const { document, missing, end, release } = await openDocument(read, size, { thread });
  try {
    await Promise.race([drawFirstPage(document), missing]);
  } catch (error) {
    end();
    throw asOpenError(error);
  }
  await release();
  if (idle.length === 0 && used + 1 < perThread) idle.push({ thread, used: used + 1 });
  else thread.end();
}

async function drawFirstPage(document: PDFDocumentProxy): Promise<void> {
  const page = await document.getPage(1);
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: side / Math.max(natural.width, natural.height) });
  const canvas = globalThis.document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  try {
    // As for paper: drawing for the screen waits for animation frames, and a frame out of sight gets none.
    await page.render({ canvas, viewport, intent: 'print', annotationMode: AnnotationMode.ENABLE }).promise;
  } finally {
    canvas.width = 0; // its memory now, not when it is collected
  }
}
