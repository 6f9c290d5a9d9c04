import type { PhotoFacts } from '#common/contract/viewer.ts';
import type { FileType } from '#common/domain/file-type.ts';
import type { ReadBytes } from './byte-source.ts';
import { readImageSize } from './image-size.ts';
import { OpenError, type PageSource, type ReadableSource } from './page-source.ts';
import { readPhotoFacts } from './photo-facts.ts';
import { maxPictureBytes, maxPixels } from './picture-limits.ts';
import { rasterPicture } from './raster.ts';

/** Pictures that the browser decodes by itself. */
const imageTypes = ['jpeg', 'png', 'webp', 'gif', 'bmp', 'avif'] as const;
export type ImageType = (typeof imageTypes)[number];
export const isImage = (type: FileType): type is ImageType => (imageTypes as readonly FileType[]).includes(type);

/** All bytes of a picture that is small enough to be decoded. */
async function readPicture(read: ReadBytes, size: number): Promise<Uint8Array<ArrayBuffer>> {
  if (size > maxPictureBytes) throw new OpenError('too-large');
  const bytes = await read(0, size);
  if (!bytes) throw new OpenError('unreadable');
  const header = readImageSize(bytes);
  if (!header || header.width === 0 || header.height === 0) throw new OpenError('damaged');
  if (header.width * header.height > maxPixels) throw new OpenError('too-large');
  return bytes;
}

/** Decodes all of a picture and forgets it. */
export async function probeImage(read: ReadBytes, size: number, type: ImageType): Promise<void> {
  const bytes = await readPicture(read, size);
  try {
    // An <img> would also take a picture that breaks off in the middle.
    const bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${type}` }));
    bitmap.close();
  } catch (error) {
    throw new OpenError('damaged', { cause: error });
  }
}

/**
 * A picture to be read, not shown. Not by an `<img>`, which waits with decoding for a frame to be drawn, and a frame that
 * nobody sees draws none.
 */
export async function readImage(read: ReadBytes, size: number, type: ImageType): Promise<ReadableSource> {
  const bytes = await readPicture(read, size);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${type}` }));
  } catch (error) {
    throw new OpenError('damaged', { cause: error });
  }
  const { width, height } = bitmap;
  return {
    pages: 1,
    size: async () => ({ width, height }),
    raster: async (_page, tallest) => rasterPicture(bitmap, { width, height }, tallest),
    close: () => bitmap.close(),
  };
}

/** Opens a picture as a document of one page. The browser turns it as its EXIF orientation says. */
export async function openImage(
  read: ReadBytes,
  size: number,
  type: ImageType,
): Promise<{ readonly source: PageSource; readonly photo: PhotoFacts }> {
  const bytes = await readPicture(read, size);
  const address = URL.createObjectURL(new Blob([bytes], { type: `image/${type}` }));
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
    raster: async (_page, tallest) => rasterPicture(image, { width, height }, tallest),
    close: () => {
      URL.revokeObjectURL(address);
    },
  };
  return { source, photo: { width, height, ...(await readPhotoFacts(bytes)) } };
}
