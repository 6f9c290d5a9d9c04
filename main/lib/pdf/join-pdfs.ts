import { PDFDocument, PDFName, PDFPage, PDFPageLeaf, PDFRef, type PDFObject } from '@cantoo/pdf-lib';
import { copyOf, type TagTree } from './tag-tree.ts';
import { writeCatalogue, type Bookmark } from './catalogue.ts';

/** One document made of many, added one after another. */
export interface PdfJoiner {
  /** `title` becomes the bookmark. Throws when the bytes are no PDF; then nothing of them is in the document. */
  add(bytes: Uint8Array, title: string): Promise<void>;
  end(about: { readonly title: string; readonly language: string }): Promise<Uint8Array>;
}

/**
 * Joins tagged PDFs as Chromium writes them: pages, and the tree of tags with them, which `copyPages` would leave
 * behind. Bookmarks of the single documents give way to one per document.
 */
export async function joinPdfs(): Promise<PdfJoiner> {
  const target = await PDFDocument.create({ updateMetadata: false });
  const tags: TagTree = { roots: [], parents: [], nextKey: 0, roleMap: null };
  const bookmarks: Bookmark[] = [];
  return {
    async add(bytes, title) {
      const source = await PDFDocument.load(bytes, { updateMetadata: false });
      const pages = source.getPages();
      const { copy, keepTags } = copyOf(source, target, tags);
      const refs = pages.map((page) => addPage(target, copy(page.ref)));
      keepTags();
      const [first] = refs;
      if (first !== undefined) bookmarks.push({ title, page: first });
    },
    async end({ title, language }) {
      target.setTitle(title, { showInWindowTitleBar: true });
      target.setLanguage(language);
      writeCatalogue(target, tags, bookmarks);
      // Writing object streams takes time by the square of the objects: minutes for a province.
      return target.save({ addDefaultPage: false, updateFieldAppearances: false, useObjectStreams: false });
    },
  };
}

/** The copied page becomes the last one of the document. */
function addPage(target: PDFDocument, copied: PDFObject): PDFRef {
  if (!(copied instanceof PDFRef)) throw new Error('A page is an object of its own');
  const leaf = target.context.lookup(copied);
  if (!(leaf instanceof PDFPageLeaf)) throw new Error('What was copied is no page');
  leaf.delete(PDFName.of('Parent'));
  target.addPage(PDFPage.of(leaf, copied, target));
  return copied;
}
