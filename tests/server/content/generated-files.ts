import type { EvidenceFiles, StoredFile } from '../data/evidence-files.ts';
import { jpegFile, largestPicture, makePictures, pngFile, smallestPicture } from './picture-file.ts';
import { pdfFile } from './pdf-file.ts';

export type GeneratedFile = StoredFile & { readonly mediaType: string };

/** Writes one file for each size: PDFs, now and then a PNG or a JPEG where the size suits one. */
export async function writeGeneratedFiles(
  store: EvidenceFiles,
  sizes: readonly number[],
  seed: string,
): Promise<GeneratedFile[]> {
  const pictures = await makePictures();
  const made: GeneratedFile[] = [];
  for (const [index, size] of sizes.entries()) {
    const own = `${seed}/${index}`;
    const suits = size >= smallestPicture(pictures) && size <= largestPicture;
    const kind = suits && index % 10 === 3 ? 'image/png' : suits && index % 10 === 7 ? 'image/jpeg' : 'application/pdf';
    const pieces =
      kind === 'application/pdf'
        ? pdfFile(`Sample evidence ${own}`, own, size)
        : [kind === 'image/png' ? pngFile(pictures, own, size) : jpegFile(pictures, own, size)];
    made.push({ ...(await store.store(pieces)), mediaType: kind });
  }
  return made;
}
