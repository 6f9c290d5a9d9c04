import { getDocument, PDFDataRangeTransport, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist';
import type { ReadBytes } from './byte-source.ts';
import { OpenError } from './page-source.ts';

const chunk = 64 * 1024;
/** A3 at 600 dpi is 70 million pixels; larger images in a PDF are left blank instead of taking the machine's memory. */
const maxImagePixels = 100_000_000;

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

/** A thread that reads PDFs. */
export interface PdfThread {
  readonly worker: PDFWorker;
  end(): void;
}

export function startThread(): PdfThread {
  const thread = new Worker('/pdfjs/pdf.worker.min.mjs', { type: 'module' });
  const worker = PDFWorker.create({ port: thread });
  return {
    worker,
    end: () => {
      thread.terminate();
      worker.destroy();
    },
  };
}

interface OpenedPdf {
  readonly document: PDFDocumentProxy;
  /** Rejects when the page gives no bytes for a range. */
  readonly missing: Promise<never>;
  /** Forgets document and thread at once, whatever is still being read. */
  end(): void;
  /** Forgets the document; the thread can read the next one. */
  release(): Promise<void>;
}

/**
 * Opens a PDF with a thread of its own (ending one that still reads must not end the next one's), or with one that has
 * nothing else to do. The thread ends when that fails.
 */
export async function openDocument(
  read: ReadBytes,
  size: number,
  { thread = startThread(), password }: { readonly thread?: PdfThread; readonly password?: string | undefined } = {},
): Promise<OpenedPdf> {
  let onMissing: () => void = () => undefined;
  const missing = new Promise<never>((_resolve, reject) => {
    onMissing = () => {
      reject(new OpenError('unreadable'));
    };
  });
  missing.catch(() => undefined);
  const task = getDocument({
    worker: thread.worker,
    ...(password !== undefined && { password }),
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
    thread.end();
    task.destroy().catch(() => undefined);
  };
  try {
    return { document: await Promise.race([task.promise, missing]), missing, end, release: () => task.destroy() };
  } catch (error) {
    end();
    throw asOpenError(error);
  }
}

export function asOpenError(error: unknown): OpenError {
  if (error instanceof OpenError) return error;
  const code = error instanceof Error && error.name === 'PasswordException' ? 'password' : 'damaged';
  return new OpenError(code, { cause: error });
}
