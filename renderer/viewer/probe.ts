import type { ProbeOutcome, ViewerDocument } from '#common/contract/viewer.ts';
import type { ReadBytes } from './byte-source.ts';
import { imageTypes, probeImage } from './image-source.ts';
import { OpenError } from './page-source.ts';
import { probePdf } from './pdf-probe.ts';

/** Decodes as much of a document as a reader sees first, and says what came of it. */
export async function probe(read: ReadBytes, { mediaType, size }: ViewerDocument): Promise<ProbeOutcome> {
  try {
    if (mediaType === 'application/pdf') await probePdf(read, size);
    else if (imageTypes.includes(mediaType)) await probeImage(read, size, mediaType);
    else return 'unsupported';
    return 'drawn';
  } catch (error) {
    return error instanceof OpenError ? error.code : 'damaged';
  }
}
