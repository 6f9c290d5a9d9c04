import * as UTIF from 'utif2';
import { maxPixels } from './picture-limits.ts';
import type { PictureAnswer, PictureQuestion } from './picture-thread.ts';
import { keepOnlyPage, readTiffPages, type TiffPage } from './tiff-pages.ts';
import { turnedLike } from './turn-picture.ts';

/** A thread of its own: decoding is slow, and a file may be made to never end. */
const say = (answer: PictureAnswer, transfer: Transferable[] = []) => {
  globalThis.postMessage(answer, { transfer });
};

let bytes = new Uint8Array();
let pages: readonly TiffPage[] = [];

const isTurned = ({ orientation }: TiffPage) => orientation > 4;

globalThis.onmessage = ({ data }: MessageEvent<PictureQuestion>) => {
  if (data.kind === 'open') open(data.bytes);
  else
    decode(data.page).then(
      (bitmap) => {
        say({ kind: 'page', request: data.request, bitmap }, [bitmap]);
      },
      () => {
        say({ kind: 'page', request: data.request, bitmap: null });
      },
    );
};

function open(buffer: ArrayBuffer): void {
  bytes = new Uint8Array(buffer);
  const all = readTiffPages(bytes) ?? [];
  const full = all.filter(({ isReduced }) => !isReduced);
  pages = full.length > 0 ? full : all;
  const areas = pages.map(({ stored }) => stored.width * stored.height);
  if (areas.length === 0 || areas.includes(0)) say({ kind: 'failed', code: 'damaged' });
  else if (areas.some((area) => area > maxPixels)) say({ kind: 'failed', code: 'too-large' });
  else
    say({
      kind: 'opened',
      pages: pages.map((page) =>
        isTurned(page) ? { width: page.stored.height, height: page.stored.width } : page.stored,
      ),
    });
}

async function decode(number: number): Promise<ImageBitmap> {
  const page = pages[number - 1];
  if (!page) throw new RangeError('no such page');
  keepOnlyPage(bytes, page.offset);
  const [picture] = UTIF.decode(bytes.buffer);
  if (!picture) throw new RangeError('no picture');
  UTIF.decodeImage(bytes.buffer, picture);
  const { width, height } = picture;
  if (width !== page.stored.width || height !== page.stored.height) throw new RangeError('another size');
  const pixels = new Uint8ClampedArray(UTIF.toRGBA8(picture));
  return turnedLike(new ImageData(pixels, width, height), page.orientation);
}
