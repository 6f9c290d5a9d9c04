import {
  AnnotationMode,
  getDocument,
  PDFDataRangeTransport,
  PDFWorker,
  TextLayer,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist';
import type { ReadBytes } from './byte-source.ts';
import { OpenError, type PageSource, type PageView } from './page-source.ts';

const chunk = 64 * 1024;
/** A3 at 600 dpi is 70 million pixels; larger images in a PDF are left blank instead of taking the machine's memory. */
const maxImagePixels = 100_000_000;
/** Pixels of one canvas: beyond this the page is drawn coarser and enlarged. */
const maxCanvasPixels = 16_000_000;

/** Feeds pdf.js with ranges that the page hands out; nothing is fetched ahead. */
class PageTransport extends PDFDataRangeTransport {
  readonly #read: ReadBytes;
  readonly #onMissing: () => void;

  constructor(size: number, read: ReadBytes, onMissing: () => void) {
    super(size, null);
    this.#read = read;
    this.#onMissing = onMissing;
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#read(begin, end).then((bytes) => {
      if (bytes) this.onDataRange(begin, bytes);
      else this.#onMissing();
    });
  }
}

export async function openPdf(read: ReadBytes, size: number): Promise<PageSource> {
  // A worker per document: ending one while it still reads must not end the next one's.
  const thread = new Worker('/pdfjs/pdf.worker.min.mjs', { type: 'module' });
  const worker = PDFWorker.create({ port: thread });
  let onMissing: () => void = () => undefined;
  const missing = new Promise<never>((_resolve, reject) => {
    onMissing = () => {
      reject(new OpenError('unreadable'));
    };
  });
  // Bytes that fail after opening leave single pages blank; the rest of the document stays readable.
  missing.catch(() => undefined);
  const task = getDocument({
    worker,
    range: new PageTransport(size, read, () => {
      onMissing();
    }),
    rangeChunkSize: chunk,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: '/pdfjs/cmaps/',
    cMapPacked: true,
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    iccUrl: '/pdfjs/iccs/',
    enableXfa: false,
    maxImageSize: maxImagePixels,
    verbosity: 0,
  });
  const end = () => {
    // At once, not after pdf.js has asked its thread to stop: what is still being read there would fail loudly.
    thread.terminate();
    worker.destroy();
    task.destroy().catch(() => undefined);
  };
  try {
    return pdfPages(await Promise.race([task.promise, missing]), end);
  } catch (error) {
    end();
    if (error instanceof OpenError) throw error;
    throw new OpenError(error instanceof Error && error.name === 'PasswordException' ? 'password' : 'damaged', {
      cause: error,
    });
  }
}

function pdfPages(document: PDFDocumentProxy, close: () => void): PageSource {
  const viewport = (page: PDFPageProxy, { scale, rotation }: PageView) =>
    page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 });
  return {
    pages: document.numPages,
    naturalScale: 96 / 72,
    close,
    async size(number) {
      const { width, height } = viewport(await document.getPage(number), { scale: 1, rotation: 0 });
      return { width, height };
    },
    async draw(number, host, view, signal) {
      const page = await document.getPage(number);
      if (signal.aborted) return;
      const area = viewport(page, view);
      const canvas = await drawCanvas(page, area, signal);
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

async function drawCanvas(page: PDFPageProxy, area: Viewport, signal: AbortSignal): Promise<HTMLCanvasElement | null> {
  const wanted = globalThis.devicePixelRatio;
  const ratio = Math.min(wanted, Math.sqrt(maxCanvasPixels / (area.width * area.height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(area.width * ratio);
  canvas.height = Math.floor(area.height * ratio);
  const task = page.render({
    canvas,
    viewport: area,
    transform: ratio === 1 ? undefined : [ratio, 0, 0, ratio, 0, 0],
    annotationMode: AnnotationMode.ENABLE,
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
