import { PDFDict, PDFDocument, PDFName, PDFRef, type PDFPageLeaf } from '@cantoo/pdf-lib';

/**
 * Puts the pages of `other` at the end. Returns what changed of the page tree, for an incremental update: the nodes from
 * the new pages up to the root and lists of children that are objects of their own.
 */
export async function appendPages(document: PDFDocument, other: Uint8Array): Promise<readonly PDFRef[]> {
  const source = await PDFDocument.load(other);
  const pages = await document.copyPages(source, source.getPageIndices());
  const changed = new Map<string, PDFRef>();
  for (const page of pages) {
    withoutTags(page.node);
    document.addPage(page);
    for (const ref of above(page.node)) changed.set(ref.toString(), ref);
  }
  return [...changed.values()];
}

/** The tags they speak of stay behind: an index without its tree is an error. */
function withoutTags(page: PDFPageLeaf): void {
  for (const name of ['StructParents', 'Tabs']) page.delete(PDFName.of(name));
}

function above(page: PDFPageLeaf): readonly PDFRef[] {
  const found: PDFRef[] = [];
  let node: PDFDict | undefined = page;
  while (node !== undefined) {
    const kids = node.get(PDFName.of('Kids'));
    if (kids instanceof PDFRef) found.push(kids);
    const parent: unknown = node.get(PDFName.of('Parent'));
    const isNew = parent instanceof PDFRef && !found.includes(parent);
    if (isNew) found.push(parent);
    node = isNew ? node.lookupMaybe(PDFName.of('Parent'), PDFDict) : undefined;
  }
  return found;
}
