import { OpenError } from './page-source.ts';

/** What a thread that decodes pictures is asked and answers. */
export type PictureQuestion =
  | { readonly kind: 'open'; readonly bytes: ArrayBuffer }
  | { readonly kind: 'page'; readonly request: number; readonly page: number };
export type PictureAnswer =
  | { readonly kind: 'opened'; readonly pages: readonly { readonly width: number; readonly height: number }[] }
  | { readonly kind: 'page'; readonly request: number; readonly bitmap: ImageBitmap | null }
  | { readonly kind: 'failed'; readonly code: 'damaged' | 'too-large' };

/** Milliseconds for one picture: a file made to keep a decoder busy is given up, and its thread ended. */
const patience = 20_000;

export interface PictureThread {
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  /** Decodes a page, 1-based; throws 'damaged'. */
  decode(page: number): Promise<ImageBitmap>;
  end(): void;
}

/** Hands the bytes to the thread; afterwards it answers for single pages, one after another. */
export async function openPictures(worker: Worker, bytes: ArrayBuffer): Promise<PictureThread> {
  const waiting = new Map<number, (bitmap: ImageBitmap | null) => void>();
  let count = 0;
  let isEnded = false;
  const end = () => {
    isEnded = true;
    worker.terminate();
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  const pages = await new Promise<PictureThread['pages']>((resolve, reject) => {
    const fail = (code: 'damaged' | 'too-large') => {
      end();
      reject(new OpenError(code));
    };
    const timer = setTimeout(() => {
      fail('damaged');
    }, patience);
    worker.onerror = () => {
      fail('damaged');
    };
    worker.onmessage = ({ data }: MessageEvent<PictureAnswer>) => {
      if (data.kind === 'page') {
        waiting.get(data.request)?.(data.bitmap);
        waiting.delete(data.request);
        return;
      }
      clearTimeout(timer);
      if (data.kind === 'failed') fail(data.code);
      else resolve(data.pages);
    };
    worker.postMessage({ kind: 'open', bytes } satisfies PictureQuestion, [bytes]);
  });
  return {
    pages,
    end,
    async decode(page) {
      if (isEnded) throw new OpenError('damaged');
      count += 1;
      const request = count;
      const bitmap = await new Promise<ImageBitmap | null>((resolve) => {
        const timer = setTimeout(end, patience);
        waiting.set(request, (found) => {
          clearTimeout(timer);
          resolve(found);
        });
        worker.postMessage({ kind: 'page', request, page } satisfies PictureQuestion);
      });
      if (!bitmap) throw new OpenError('damaged');
      return bitmap;
    },
  };
}
