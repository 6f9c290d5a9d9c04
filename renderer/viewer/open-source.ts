import type { PhotoFacts, ViewerDocument } from '#common/contract/viewer.ts';
import type { ReadBytes } from './byte-source.ts';
import { imageTypes, openImage } from './image-source.ts';
import { OpenError, type PageSource } from './page-source.ts';
import { openPdf } from './pdf-source.ts';

export interface OpenedSource {
  readonly source: PageSource;
  /** What a photo says about itself; null for all others. */
  readonly photo: PhotoFacts | null;
}

/** Opens whatever can be shown, by its type; throws `OpenError`. */
export async function openSource(read: ReadBytes, { mediaType, size }: ViewerDocument): Promise<OpenedSource> {
  if (mediaType === 'application/pdf') return { source: await openPdf(read, size), photo: null };
  if (imageTypes.includes(mediaType)) return openImage(read, size, mediaType);
  throw new OpenError('unsupported');
}
