import type { FromViewer, ReadPage, ToViewer, ViewerDocument } from '#common/contract/viewer.ts';
import { lookOf } from '#common/domain/look.ts';
import { isPicture } from '#common/domain/page-text.ts';
import type { ReadBytes } from './byte-source.ts';
import { greyPng } from './grey-png.ts';
import { drawRedacted } from './draw-redacted.ts';
import { openReadable } from './open-source.ts';
import { OpenError, type ReadableSource } from './page-source.ts';
import { breathe } from './quiet-time.ts';

type Asked = Extract<ToViewer, { kind: 'read' }>;
type Redaction = Extract<ToViewer, { kind: 'redact' }>;
type Answer = Extract<FromViewer, { kind: 'page-read' | 'page-redacted' | 'read-failed' }>;

/** As high as recognition still gains from: A4 at about 220 dpi. */
const tallest = 2600;
/** Rows turned to grey between two breaths. */
const strip = 200;
/** Pixels across what the look is taken from: a few for each of its patches. */
const lookSide = 272;
/** A document waits so long (ms) for its next page to be asked for. */
const patience = 20_000;

/**
 * Reads documents page by page for search or draws them for copies, out of sight and between everything else that the
 * frames have to do. The document stays open for its next page, since opening takes longer than most pages.
 */
export function createPageReader({
  reader,
  send,
}: {
  readonly reader: (evidence: string) => ReadBytes;
  readonly send: (answer: Answer) => void;
}): { read(asked: Asked): Promise<void>; redact(asked: Redaction): Promise<void> } {
  let open: { readonly evidence: string; readonly source: Promise<ReadableSource> } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    const old = open;
    open = null;
    void old?.source.then(
      (source) => {
        source.close();
        globalThis.document.fonts.clear();
      },
      () => undefined,
    );
  };
  const opened = (document: ViewerDocument): Promise<ReadableSource> => {
    if (open?.evidence === document.evidence) return open.source;
    close();
    const source = openReadable(reader(document.evidence), document);
    open = { evidence: document.evidence, source };
    return source;
  };

  const answer = async (
    { document, page }: Pick<Asked, 'document' | 'page'>,
    made: (source: ReadableSource, evidence: string) => Promise<Answer>,
  ): Promise<void> => {
    clearTimeout(timer);
    const { evidence } = document;
    try {
      const source = await opened(document);
      if (page > source.pages) throw new OpenError('damaged');
      send(await made(source, evidence));
    } catch (error) {
      close();
      send({ kind: 'read-failed', evidence, page, code: error instanceof OpenError ? error.code : 'damaged' });
    }
    timer = setTimeout(close, patience);
  };

  return {
    read: (asked) =>
      answer(asked, async (source, evidence) => ({
        kind: 'page-read',
        read: { evidence, ...(await readPage(source, asked.page, asked.picture)) },
      })),
    redact: (asked) =>
      answer(asked, async (source, evidence) => ({
        kind: 'page-redacted',
        redacted: { evidence, ...(await drawRedacted(source, asked.page, asked.areas, asked.within)) },
      })),
  };
}

async function readPage(
  source: ReadableSource,
  page: number,
  picture: Asked['picture'],
): Promise<Omit<ReadPage, 'evidence'>> {
  const { width, height } = await source.size(page);
  await breathe();
  const text = ((await source.text?.(page)) ?? '').slice(0, mostText);
  const wanted = picture === 'always' || (picture === 'if-scanned' && isPicture(text));
  const canvas = wanted && source.raster ? await source.raster(page, tallest) : null;
  const seen = canvas === null ? { picture: null, look: null } : await lookAt(canvas);
  return { page, pages: source.pages, text, width, height, ...seen };
}

/** A page of a table of numbers has about ten thousand characters. */
const mostText = 500_000;

async function lookAt(canvas: HTMLCanvasElement): Promise<Pick<ReadPage, 'picture' | 'look'>> {
  try {
    const look = lookOfCanvas(canvas);
    await breathe();
    return { look, picture: await greyPng(await greyOf(canvas), canvas) };
  } finally {
    canvas.width = 0; // its memory now, not when it is collected
  }
}

function lookOfCanvas(canvas: HTMLCanvasElement): string | null {
  const small = document.createElement('canvas');
  small.width = lookSide;
  small.height = lookSide;
  const context = contextOf(small);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, lookSide, lookSide);
  const pixels = toGrey(context.getImageData(0, 0, lookSide, lookSide).data);
  return lookOf({ width: lookSide, height: lookSide, pixels });
}

async function greyOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const { width, height } = canvas;
  const context = contextOf(canvas);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += strip) {
    const rows = Math.min(strip, height - y);
    grey.set(toGrey(context.getImageData(0, y, width, rows).data), y * width);
    await breathe();
  }
  return grey;
}

/** Rec. 601, in whole numbers. */
function toGrey(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4);
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4)
    grey[at] = (77 * (rgba[from] ?? 0) + 150 * (rgba[from + 1] ?? 0) + 29 * (rgba[from + 2] ?? 0)) >> 8;
  return grey;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new OpenError('too-large');
  return context;
}
