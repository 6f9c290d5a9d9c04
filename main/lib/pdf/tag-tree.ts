import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib';

/** The tags of all documents so far, in the words of the joined one. */
export interface TagTree {
  /** What stands below the root: one "Document" of each. */
  readonly roots: PDFRef[];
  /** Number of a page's or an annotation's tags, and the tags. */
  readonly parents: [key: number, value: PDFObject][];
  nextKey: number;
  roleMap: PDFObject | null;
}

const name = (text: string) => PDFName.of(text);

/**
 * How objects of `source` come into `target`. Pages go first; `keepTags` then brings the tags, which speak of the copied
 * pages. Changes `source`, which is not used for anything else.
 */
export function copyOf(
  source: PDFDocument,
  target: PDFDocument,
  tags: TagTree,
): { copy(object: PDFObject): PDFObject; keepTags(): void } {
  const copier = PDFObjectCopier.for(source.context, target.context);
  const root = source.catalog.lookupMaybe(name('StructTreeRoot'), PDFDict);
  const offset = tags.nextKey;
  for (const [, object] of source.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    for (const key of ['StructParents', 'StructParent']) {
      if (root === undefined) object.delete(name(key));
      else shift(object, key, offset);
    }
    // Names of tags are unique in a document, and nothing that Chromium writes refers to them.
    if (object.get(name('Type')) === name('StructElem')) object.delete(name('ID'));
  }
  const kids = root === undefined ? [] : kidsOf(root);
  // They would bring the root of the source along.
  for (const kid of kids) source.context.lookup(kid, PDFDict).delete(name('P'));
  return {
    copy: copier.copy,
    keepTags() {
      if (root === undefined) return;
      for (const kid of kids) {
        const copied = copier.copy(kid);
        if (copied instanceof PDFRef) tags.roots.push(copied);
      }
      const numbers = root.lookupMaybe(name('ParentTree'), PDFDict);
      for (const [key, value] of numbers === undefined ? [] : numbersOf(numbers)) {
        tags.parents.push([key + offset, copier.copy(value)]);
        tags.nextKey = Math.max(tags.nextKey, key + offset + 1);
      }
      const roleMap = root.get(name('RoleMap'));
      if (roleMap !== undefined) tags.roleMap ??= copier.copy(roleMap);
    },
  };
}

function shift(object: PDFDict, key: string, by: number): void {
  const value = object.get(name(key));
  if (value instanceof PDFNumber) object.set(name(key), PDFNumber.of(value.asNumber() + by));
}

function kidsOf(root: PDFDict): readonly PDFRef[] {
  const kids = root.get(name('K'));
  const all = kids instanceof PDFRef && !(root.lookup(name('K')) instanceof PDFArray) ? [kids] : [];
  const list = root.lookup(name('K'));
  return list instanceof PDFArray ? list.asArray().filter((one) => one instanceof PDFRef) : all;
}

/** A number tree, flat. */
function numbersOf(node: PDFDict): readonly (readonly [number, PDFObject])[] {
  const pairs: [number, PDFObject][] = [];
  const nums = node.lookupMaybe(name('Nums'), PDFArray);
  for (let index = 0; index + 1 < (nums?.size() ?? 0); index += 2) {
    const [key, value] = [nums?.lookup(index), nums?.get(index + 1)];
    if (key instanceof PDFNumber && value !== undefined) pairs.push([key.asNumber(), value]);
  }
  const below = node.lookupMaybe(name('Kids'), PDFArray);
  const kids = Array.from({ length: below?.size() ?? 0 }, (_, index) => below?.lookup(index));
  return [...pairs, ...kids.flatMap((kid) => (kid instanceof PDFDict ? numbersOf(kid) : []))];
}
