import type { PaperData, PictureSource } from '#common/domain/paper/paper.ts';
import { sniffedHead, sniffFileType } from '#common/domain/file-type.ts';
import { readEvidenceBytes } from '#renderer/lib/evidence-bytes.ts';
import { openDrawingFrame } from '#renderer/print/drawing-frame.ts';

/** Why there is a sentence in place of a picture. */
export type PictureFailure =
  'unsupported' | 'damaged' | 'too-large' | 'unreadable' | 'not-covered' | 'late' | 'too-many';
/** Address of what is drawn, by the evidence that it shows; `failed` instead. */
type DrawnPicture = { readonly address: string } | { readonly failed: PictureFailure };
export type DrawnPictures = ReadonlyMap<string, DrawnPicture>;

/** Pixels: 250 dots an inch over the width of the text. */
const within = { width: 1600, height: 1200 };
/** Bytes of one file. */
const largest = 48 * 1024 * 1024;
/** Bytes of all pictures: a host hands over no more than 80 MB (main/host/chromium/printer.ts). */
const mostTogether = 56 * 1024 * 1024;
/** Milliseconds for one picture, and after which no further one is begun: a host gives up after a minute and a half. */
const patience = 12_000;
const enough = 50_000;

const drawable: readonly string[] = ['png', 'jpeg', 'webp'];

/** Draws the pictures of a paper one after another, each once; a file that cannot be drawn costs only itself. */
export async function drawPictures({ blocks }: PaperData): Promise<DrawnPictures> {
  const drawn = new Map<string, DrawnPicture>();
  const frame = openDrawingFrame({ patience, perFrame: 20 });
  const begun = performance.now();
  let together = 0;
  const draw = async (source: PictureSource): Promise<DrawnPicture> => {
    if (together > mostTogether) return { failed: 'too-many' };
    if (performance.now() - begun > enough) return { failed: 'late' };
    const found = await drawOne(frame, source);
    if (typeof found === 'string') return { failed: found };
    together += found.size;
    return { address: URL.createObjectURL(found) };
  };
  try {
    for (const source of sourcesOf(blocks))
      if (!drawn.has(source.evidence)) drawn.set(source.evidence, await draw(source));
    return drawn;
  } finally {
    frame.close();
  }
}

const sourcesOf = (blocks: PaperData['blocks']): readonly PictureSource[] =>
  blocks
    .flatMap((block) => (block.kind === 'table' ? block.rows : []))
    .flatMap((row) => (row.kind === 'picture' && row.source !== null ? [row.source] : []));

async function drawOne(
  frame: ReturnType<typeof openDrawingFrame>,
  { submission, evidence, size, mediaType, hidden }: PictureSource,
): Promise<Blob | PictureFailure> {
  if (size > largest) return 'too-large';
  const head = await readEvidenceBytes(submission, { evidence, begin: 0, end: Math.min(size, sniffedHead) });
  if (head === null) return 'unreadable';
  if (!drawable.includes(sniffFileType(new Uint8Array(head), mediaType))) return 'unsupported';
  // On a page that a picture does not have: the marks are not of this file, and what they were to hide is unknown.
  if (hidden.some(({ page }) => page !== 1)) return 'not-covered';
  const areas = hidden.flatMap(({ rects }) => rects);
  const document = { evidence, mediaType, size, title: '' };
  const found = await frame.draw({ document, submission, page: 1, areas, within }).catch(() => 'damaged' as const);
  if (typeof found !== 'string') return found.picture;
  if (areas.length > 0 && found === 'damaged') return 'not-covered';
  return found === 'password' ? 'damaged' : found;
}
