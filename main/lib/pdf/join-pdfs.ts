import { PDFDocument, PDFName, PDFPageLeaf, type PDFObject } from '@cantoo/pdf-lib';
import { writeCatalogue, type Part, type Roots } from './catalogue.ts';
import { copyObjects } from './copy-objects.ts';
import { createPdfFile, type PdfFile } from './pdf-file.ts';
import { prepareTags, type TagTree } from './tag-tree.ts';

export interface DocumentToJoin {
  readonly bytes: Uint8Array;
  /** Becomes the bookmark. */
  readonly title: string;
  /** Where it stands among the others, in whatever order they come. */
  readonly order: number;
}

/**
 * One document made of many, as a stream. Joins tagged PDFs as Chromium writes them: pages, and the tree of tags with
 * them, which `copyPages` would leave behind. Bookmarks of the single documents give way to one per document. One
 * document after another is written and forgotten, so that a province takes no more memory than an LAO. Ends with an
 * error when the bytes of one are no PDF.
 */
export async function* joinPdfs(
  documents: AsyncIterable<DocumentToJoin> | Iterable<DocumentToJoin>,
  about: { readonly title: string; readonly language: string },
): AsyncGenerator<Buffer> {
  const file = createPdfFile();
  const roots: Roots = { pages: file.reserve(), whole: file.reserve() };
  const tags: TagTree = { parents: [], nextKey: 0, roleMap: null };
  const parts: Part[] = [];
  for await (const { bytes, title, order } of documents) {
    const source = await PDFDocument.load(bytes, { updateMetadata: false });
    parts.push({ title, order, ...(yield* copyDocument(source, file, roots, tags)) });
    yield* file.take();
  }
  writeCatalogue(file, about, roots, tags, parts);
  yield* file.take();
}

function* copyDocument(
  source: PDFDocument,
  file: PdfFile,
  roots: Roots,
  tree: TagTree,
): Generator<Buffer, Pick<Part, 'pages' | 'tags'>> {
  const more = new Map<PDFObject, string>();
  const leaves = source.getPages();
  for (const { node } of leaves) {
    for (const key of PDFPageLeaf.InheritableEntries.map((entry) => PDFName.of(entry))) {
      const value = node.getInheritableAttribute(key);
      if (value !== undefined && node.get(key) === undefined) node.set(key, value);
    }
    // The pages of the source would come along, all of them.
    node.delete(PDFName.of('Parent'));
    more.set(node, ` /Parent ${roots.pages} 0 R`);
  }
  const tags = prepareTags(source, tree);
  for (const kid of tags.kids) {
    const top = source.context.lookup(kid);
    if (top !== undefined) more.set(top, ` /P ${roots.whole} 0 R`);
  }
  const copier = copyObjects(source, file, more);
  const pages = leaves.map(({ ref }) => copier.numberOf(ref));
  const tops = tags.kids.map(copier.numberOf);
  tags.keep(copier);
  yield* copier.rest();
  return { pages, tags: tops };
}
