import type { PhotoFacts } from '#common/contract/viewer.ts';
import type { ReadBytes } from './byte-source.ts';
import { readImageSize } from './image-size.ts';
import { OpenError, type PageSource, type ReadableSource } from './page-source.ts';
import { readPhotoFacts } from './photo-facts.ts';
import { paper, rasterScale } from './raster.ts';

export const imageTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

const maxBytes = 128 * 1024 * 1024;
/** Decoding takes four bytes a pixel: half a gigabyte at most. */
const maxPixels = 120_000_000;

/** All bytes of a picture that is small enough to be decoded. */
async function readPicture(read: ReadBytes, size: number): Promise<Uint8Array<ArrayBuffer>> {
  if (size > maxBytes) throw new OpenError('too-large');
  const bytes = await read(0, size);
  if (!bytes) throw new OpenError('unreadable');
  const header = readImageSize(bytes);
  if (!header || header.width === 0 || header.height === 0) throw new OpenError('damaged');
  if (header.width * header.height > maxPixels) throw new OpenError('too-large');
  return bytes;
}

/** Decodes all of a picture and forgets it. */
export async function probeImage(read: ReadBytes, size: number, mediaType: string): Promise<void> {
  const bytes = await readPicture(read, size);
  try {
    // An <img> would also take a picture that breaks off in the middle.
    const bitmap = await createImageBitmap(new Blob([bytes], { type: mediaType }));
    bitmap.close();
  } catch (error) {
    throw new OpenError('damaged', { cause: error });
  }
}

/**
 * A picture to be read, not shown. Not by an `<img>`, which waits with decoding for a frame to be drawn, and a frame that
 * nobody sees draws none.
 */
export async function readImage(read: ReadBytes, size: number, mediaType: string): Promise<ReadableSource> {
  const bytes = await readPicture(read, size);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type: mediaType }));
  } catch (error) {
    throw new OpenError('damaged', { cause: error });
  }
  const { width, height } = bitmap;
  return {
    pages: 1,
    size: async () => ({ width, height }),
    raster: async (_page, tallest) => {
      const canvas = paper({ width, height }, rasterScale({ width, height }, tallest, 1));
      const context = canvas.getContext('2d');
      if (context === null) throw new OpenError('too-large');
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      return canvas;
    },
    close: () => bitmap.close(),
  };
}

/** Opens a picture as a document of one page. The browser turns it as its EXIF orientation says. */
export async function openImage(
  read: ReadBytes,
  size: number,
  mediaType: string,
): Promise<{ readonly source: PageSource; readonly photo: PhotoFacts }> {
  const bytes = await readPicture(read, size);
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const image = new Image();
  image.alt = '';
  image.draggable = false;
  image.src = address;
  try {
    await image.decode();
  } catch (error) {
    URL.revokeObjectURL(address);
    throw new OpenError('damaged', { cause: error });
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  const source: PageSource = {
    pages: 1,
    naturalScale: 1,
    size: async () => ({ width, height }),
    draw: async (_page, host, { rotation }) => {
      image.className = `photo turned-${rotation}`;
      if (image.parentElement !== host) host.replaceChildren(image);
    },
    close: () => {
      URL.revokeObjectURL(address);
    },
  };
  return { source, photo: { width, height, ...(await readPhotoFacts(bytes)) } };
}
