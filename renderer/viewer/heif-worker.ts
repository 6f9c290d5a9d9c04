import { maxPixels } from './picture-limits.ts';
import type { PictureAnswer, PictureQuestion } from './picture-thread.ts';

/**
 * libheif is under the LGPL: it is no part of our code, but a file of its own beside it that anybody may exchange. This
 * thread is a classic one, since only those load such a file.
 */
interface HeifImage {
  get_width(): number;
  get_height(): number;
  display(target: { data: Uint8ClampedArray; width: number; height: number }, done: (shown: unknown) => void): void;
}
interface LibHeif {
  readonly HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
}
declare const importScripts: (path: string) => void;

const mostImages = 200;
const say = (answer: PictureAnswer, transfer: Transferable[] = []) => {
  globalThis.postMessage(answer, { transfer });
};

let images: readonly HeifImage[] = [];

globalThis.onmessage = ({ data }: MessageEvent<PictureQuestion>) => {
  if (data.kind === 'open') {
    open(data.bytes).catch(() => {
      say({ kind: 'failed', code: 'damaged' });
    });
    return;
  }
  decode(data.page).then(
    (bitmap) => {
      say({ kind: 'page', request: data.request, bitmap }, [bitmap]);
    },
    () => {
      say({ kind: 'page', request: data.request, bitmap: null });
    },
  );
};

async function open(bytes: ArrayBuffer): Promise<void> {
  importScripts('/libheif/libheif.js');
  const wasmBinary = await (await fetch('/libheif/libheif.wasm')).arrayBuffer();
  const { libheif } = globalThis as unknown as {
    libheif: (options: { readonly wasmBinary: ArrayBuffer }) => LibHeif | Promise<LibHeif>;
  };
  const library = await libheif({ wasmBinary });
  images = new library.HeifDecoder().decode(new Uint8Array(bytes)).slice(0, mostImages);
  const pages = images.map((image) => ({ width: image.get_width(), height: image.get_height() }));
  if (pages.length === 0 || pages.some(({ width, height }) => width * height === 0))
    say({ kind: 'failed', code: 'damaged' });
  else if (pages.some(({ width, height }) => width * height > maxPixels)) say({ kind: 'failed', code: 'too-large' });
  else say({ kind: 'opened', pages });
}

/** As turned by the file itself (`irot`, `imir`); what its EXIF says about that is a copy, and not applied again. */
async function decode(number: number): Promise<ImageBitmap> {
  const image = images[number - 1];
  if (!image) throw new RangeError('no such page');
  const [width, height] = [image.get_width(), image.get_height()];
  const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
  const shown = await new Promise((resolve) => {
    image.display(target, resolve);
  });
  if (shown === null) throw new RangeError('not decoded');
  return createImageBitmap(new ImageData(target.data, width, height));
}
