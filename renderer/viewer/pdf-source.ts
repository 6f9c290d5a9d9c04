import { AnnotationMode, TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
import type { ReadBytes } from './byte-source.ts';
import type { PageSource, PageView } from './page-source.ts';
import { whenQuiet, withoutFrames } from './quiet-time.ts';
import { paper, rasterScale } from './raster.ts';
import { openDocument } from './pdf-document.ts';
import { pdfInside } from './pdf-inside.ts';
import { boxesOf, readPdfText } from './pdf-text.ts';

/** Pixels of one canvas: beyond this the page is drawn coarser and enlarged. */
const maxCanvasPixels = 16_000_000;
/** 220 dots an inch: what recognition of words wants. */
const readingScale = 220 / 72;

export async function openPdf(read: ReadBytes, size: number, password?: string): Promise<PageSource> {
  // Bytes that fail after opening leave single pages blank; the rest of the document stays readable.
  const { document, end } = await openDocument(read, size, { password });
  return pdfPages(document, end);
}

function pdfPages(document: PDFDocumentProxy, close: () => void): PageSource {
  const viewport = (page: PDFPageProxy, { scale, rotation }: PageView) =>
    page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 });
  let known: ReturnType<PDFDocumentProxy['getOptionalContentConfig']> | null = null;
  const layers = () => (known ??= document.getOptionalContentConfig());
  return {
    pages: document.numPages,
    naturalScale: 96 / 72,
    close,
    fonts: `g_${document.loadingTask.docId}_`,
    inside: pdfInside(document, layers),
    async size(number) {
      const { width, height } = viewport(await document.getPage(number), { scale: 1, rotation: 0 });
      return { width, height };
    },
    async text(number) {
      return (await readPdfText(await document.getPage(number))).text;
    },
    async raster(number, height) {
      const page = await document.getPage(number);
      const area = viewport(page, { scale: 1, rotation: 0 });
      const scale = rasterScale(area, height, readingScale);
      const canvas = paper(area, scale);
      // What is seen on the screen, not what would be printed: layers and annotations may differ, and what nobody saw
      // nobody blacked out.
      const task = page.render({
        canvas,
        viewport: viewport(page, { scale, rotation: 0 }),
        annotationMode: AnnotationMode.ENABLE,
        optionalContentConfigPromise: layers(),
      });
      task.onContinue = (go: () => void) => {
        whenQuiet(() => withoutFrames(go)).catch(() => undefined);
      };
      await task.promise;
      page.cleanup();
      return canvas;
    },
    async textBoxes(number, begin, end) {
      const page = await document.getPage(number);
      return boxesOf(await readPdfText(page), begin, end, viewport(page, { scale: 1, rotation: 0 }));
    },
    async thumbnail(number, fit, signal) {
      const page = await document.getPage(number);
      const { width, height } = viewport(page, { scale: 1, rotation: 0 });
      const scale = Math.min(fit.width / width, fit.height / height);
      const area = viewport(page, { scale, rotation: 0 });
      return signal.aborted ? null : drawCanvas(page, area, { layers: layers(), signal });
    },
    async draw(number, host, view, signal) {
      const page = await document.getPage(number);
      if (signal.aborted) return;
      const area = viewport(page, view);
      const canvas = await drawCanvas(page, area, { layers: layers(), signal });
      if (!canvas) return;
      const old = host.querySelector<HTMLElement>('.textLayer');
      if (old?.dataset.mainRotation === String(area.rotation)) {
        host.querySelector('canvas')?.replaceWith(canvas); // zoom: the text layer scales by itself
        return;
      }
      host.replaceChildren(canvas);
      const text = host.ownerDocument.createElement('div');
      text.className = 'textLayer';
      const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport: area });
      signal.addEventListener('abort', () => layer.cancel(), { once: true });
      await layer.render();
      const end = host.ownerDocument.createElement('div');
      end.className = 'endOfContent'; // keeps a drag into the margin from selecting the whole page
      text.append(end);
      host.append(text);
    },
  };
}

type Viewport = ReturnType<PDFPageProxy['getViewport']>;

async function drawCanvas(
  page: PDFPageProxy,
  area: Viewport,
  {
    layers,
    signal,
  }: { readonly layers: ReturnType<PDFDocumentProxy['getOptionalContentConfig']>; readonly signal: AbortSignal },
): Promise<HTMLCanvasElement | null> {
  const wanted = globalThis.devicePixelRatio;
  const ratio = Math.min(wanted, Math.sqrt(maxCanvasPixels / (area.width * area.height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(area.width * ratio));
  canvas.height = Math.max(1, Math.floor(area.height * ratio));
  const task = page.render({
    canvas,
    viewport: area,
    transform: ratio === 1 ? undefined : [ratio, 0, 0, ratio, 0, 0],
    annotationMode: AnnotationMode.ENABLE,
    optionalContentConfigPromise: layers,
  });
  signal.addEventListener('abort', () => task.cancel(), { once: true });
  try {
    await task.promise;
    return canvas;
  } catch (error) {
    if (error instanceof Error && error.name === 'RenderingCancelledException') return null;
    throw error;
  }
}
