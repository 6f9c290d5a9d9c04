import type { PhotoFacts } from '#common/contract/viewer.ts';
import type { ReadBytes } from './byte-source.ts';
import { OpenError, type PageSource } from './page-source.ts';
import { readPhotoFacts } from './photo-facts.ts';
import { maxPictureBytes } from './picture-limits.ts';
import { openPictures, type PictureThread } from './picture-thread.ts';
import { paper, rasterPicture } from './raster.ts';

interface OpenedPictures {
  readonly source: PageSource;
  readonly photo: PhotoFacts | null;
}

/** A canvas with a longer side stays blank, without a word. */
const longest = 16_000;

const startThread = {
  tiff: () => new Worker(new URL('./tiff-worker.ts', import.meta.url), { type: 'module' }),
  heif: () => new Worker(new URL('./heif-worker.ts', import.meta.url)),
};

/** Pictures that no browser decodes, a page each: scans of many pages in TIFF, photos of telephones in HEIF. */
export async function openPicturesFile(read: ReadBytes, size: number, type: 'tiff' | 'heif'): Promise<OpenedPictures> {
  if (size > maxPictureBytes) throw new OpenError('too-large');
  const bytes = await read(0, size);
  if (!bytes) throw new OpenError('unreadable');
  const facts = await readPhotoFacts(bytes);
  const thread = await openPictures(startThread[type](), bytes.buffer);
  const [first] = thread.pages;
  // A scan of many pages was taken by nobody: only a photo says when and where.
  const isPhoto = type === 'heif' || facts.taken !== null || facts.place !== null;
  return { source: sourceOf(thread), photo: isPhoto && first ? { ...first, ...facts } : null };
}

function sourceOf(thread: PictureThread): PageSource {
  const sizeOf = (page: number) => thread.pages[page - 1] ?? { width: 1, height: 1 };
  return {
    pages: thread.pages.length,
    naturalScale: 1,
    size: async (page) => sizeOf(page),
    async draw(page, host, { rotation }, signal) {
      const shown = host.querySelector('canvas');
      if (shown) {
        shown.className = `photo turned-${rotation}`; // enlarged by the style sheet, not decoded again
        return;
      }
      const bitmap = await thread.decode(page);
      if (signal.aborted) {
        bitmap.close();
        return;
      }
      const canvas = paper(bitmap, Math.min(1, longest / Math.max(bitmap.width, bitmap.height)));
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      canvas.className = `photo turned-${rotation}`;
      host.replaceChildren(canvas);
    },
    async raster(page, height) {
      const bitmap = await thread.decode(page);
      const canvas = rasterPicture(bitmap, bitmap, height);
      bitmap.close();
      return canvas;
    },
    close: () => {
      thread.end();
    },
  };
}
