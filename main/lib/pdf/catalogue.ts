import { PDFBool, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFRef } from '@cantoo/pdf-lib';
import type { TagTree } from './tag-tree.ts';

export interface Bookmark {
  readonly title: string;
  readonly page: PDFRef;
}

const name = (text: string) => PDFName.of(text);

/** What the joined document says of itself: its tags and its bookmarks. */
export function writeCatalogue(target: PDFDocument, tags: TagTree, bookmarks: readonly Bookmark[]): void {
  if (tags.roots.length > 0) writeTags(target, tags);
  if (bookmarks.length > 0) writeBookmarks(target, bookmarks);
}

function writeTags({ context, catalog }: PDFDocument, { roots, parents, nextKey, roleMap }: TagTree): void {
  const parentTree = context.obj({ Nums: parents.flatMap(([key, value]) => [PDFNumber.of(key), value]) });
  // One document with a part for each: readers expect a single "Document" below the root.
  const whole = context.nextRef();
  const root = context.obj({
    Type: name('StructTreeRoot'),
    K: whole,
    ParentTree: context.register(parentTree),
    ParentTreeNextKey: nextKey,
  });
  if (roleMap !== null) root.set(name('RoleMap'), roleMap);
  const ref = context.register(root);
  context.assign(whole, context.obj({ Type: name('StructElem'), S: name('Document'), P: ref, K: [...roots] }));
  for (const one of roots) {
    const part = context.lookup(one, PDFDict);
    part.set(name('P'), whole);
    part.set(name('S'), name('Part'));
  }
  catalog.set(name('StructTreeRoot'), ref);
  catalog.set(name('MarkInfo'), context.obj({ Marked: PDFBool.True }));
}

function writeBookmarks({ context, catalog }: PDFDocument, bookmarks: readonly Bookmark[]): void {
  const root = context.nextRef();
  const refs = bookmarks.map(() => context.nextRef());
  for (const [index, { title, page }] of bookmarks.entries()) {
    const item = context.obj({ Parent: root, Dest: [page, name('Fit')] });
    item.set(name('Title'), PDFHexString.fromText(title));
    const [ref, before, after] = [refs[index], refs[index - 1], refs[index + 1]];
    if (before !== undefined) item.set(name('Prev'), before);
    if (after !== undefined) item.set(name('Next'), after);
    if (ref !== undefined) context.assign(ref, item);
  }
  const list = context.obj({ Type: name('Outlines'), Count: bookmarks.length });
  const [first, last] = [refs[0], refs.at(-1)];
  if (first !== undefined) list.set(name('First'), first);
  if (last !== undefined) list.set(name('Last'), last);
  context.assign(root, list);
  catalog.set(name('Outlines'), root);
  catalog.set(name('PageMode'), name('UseOutlines'));
}
