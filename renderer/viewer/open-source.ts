import type { DocumentAbout, DocumentNotice, PhotoFacts, ViewerDocument } from '#common/contract/viewer.ts';
import type { FileType } from '#common/domain/file-type.ts';
import type { ReadBytes } from './byte-source.ts';
import { isImage, openImage, readImage } from './image-source.ts';
import { OpenError, type PageSource, type ReadableSource } from './page-source.ts';
import { openPdf } from './pdf-source.ts';
import { recognise, type Recognised } from './recognise.ts';

export interface OpenedSource {
  readonly source: PageSource;
  /** What a photo says about itself; null for all others. */
  readonly photo: PhotoFacts | null;
  readonly about: DocumentAbout;
}

const withPages: readonly FileType[] = ['pdf', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'avif', 'tiff', 'heif', 'docx'];

const aboutOf = (type: FileType, notices: readonly DocumentNotice[] = []): DocumentAbout => ({
  type,
  shape: withPages.includes(type) ? 'pages' : 'whole',
  notices,
});

/**
 * Opens whatever can be shown, by what its bytes are; throws `OpenError`. `onAbout` hears what it is before it is opened.
 * Readers of the less common types are loaded when the first of them comes.
 */
export async function openSource(
  read: ReadBytes,
  document: ViewerDocument,
  {
    password,
    onAbout,
  }: { readonly password?: string | undefined; readonly onAbout?: (about: DocumentAbout) => void } = {},
): Promise<OpenedSource> {
  const recognised = await recognise(read, document);
  onAbout?.(aboutOf(recognised.type));
  const { source, photo = null, notices } = await openAs(read, { ...document, ...recognised, password });
  return { source, photo, about: aboutOf(recognised.type, notices) };
}

interface Opened {
  readonly source: PageSource;
  readonly photo?: PhotoFacts | null;
  readonly notices?: readonly DocumentNotice[];
}

async function openAs(
  read: ReadBytes,
  { size, stream, type, members, password }: ViewerDocument & Recognised & { readonly password: string | undefined },
): Promise<Opened> {
  if (type === 'pdf') return { source: await openPdf(read, size, password) };
  if (isImage(type)) return openImage(read, size, type);
  switch (type) {
    case 'tiff':
    case 'heif': {
      const { openPicturesFile } = await import('./pictures-source.ts');
      return openPicturesFile(read, size, type);
    }
    case 'docx': {
      const { openDocx } = await import('./docx-source.ts');
      return { source: await openDocx(read, size, members), notices: ['layout'] };
    }
    case 'xlsx':
    case 'ods':
    case 'xls':
    case 'csv': {
      const { openSheet } = await import('./sheet-source.ts');
      return openSheet(read, size, { format: type === 'csv' ? 'text' : 'book', members });
    }
    case 'text':
    case 'markup': {
      const { openText } = await import('./text-source.ts');
      const { source, isCut } = await openText(read, size);
      return {
        source,
        notices: [...(isCut ? ['cut' as const] : []), ...(type === 'markup' ? ['source' as const] : [])],
      };
    }
    case 'audio':
    case 'video': {
      // Without an address the page has not heard yet that it is one; it asks for one and opens it again.
      if (stream === null) throw new OpenError('unsupported');
      const { openMedia } = await import('./media-source.ts');
      return openMedia(type, stream);
    }
    case 'empty':
      throw new OpenError('damaged');
    default:
      throw new OpenError('unsupported');
  }
}

/** Opens what is to be read out of sight; throws `OpenError`. */
export async function openReadable(read: ReadBytes, document: ViewerDocument): Promise<ReadableSource> {
  const { type } = await recognise(read, document);
  if (isImage(type)) return readImage(read, document.size, type);
  return (await openSource(read, document)).source;
}
