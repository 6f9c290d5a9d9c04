import type { PhotoFacts, ViewerDocument } from '#common/contract/viewer.ts';
import type { ReadBytes } from './byte-source.ts';
import { imageTypes, openImage, readImage } from './image-source.ts';
import { OpenError, type PageSource, type ReadableSource } from './page-source.ts';
import { openPdf } from './pdf-source.ts';

export interface OpenedSource {
  readonly source: PageSource;
  /** What a photo says about itself; null for all others. */
  readonly photo: PhotoFacts | null;
}

/** Opens whatever can be shown, by its type; throws `OpenError`. */
export async function openSource(
  read: ReadBytes,
  { mediaType, size }: ViewerDocument,
  password?: string,
): Promise<OpenedSource> {
  if (mediaType === 'application/pdf') return { source: await openPdf(read, size, password), photo: null };
  if (imageTypes.includes(mediaType)) return openImage(read, size, mediaType);
  throw new OpenError('unsupported');
}

/** Opens what is to be read out of sight; throws `OpenError`. */
export async function openReadable(read: ReadBytes, document: ViewerDocument): Promise<ReadableSource> {
  const { mediaType, size } = document;
  if (imageTypes.includes(mediaType)) return readImage(read, size, mediaType);
  return (await openSource(read, document)).source;
}
