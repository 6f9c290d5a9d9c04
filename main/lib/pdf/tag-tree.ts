import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRef } from '@cantoo/pdf-lib';
import type { ObjectCopier } from './copy-objects.ts';

/** The tags of all documents so far, in the words of the joined one. */
export interface TagTree {
  /** Number of a page's or an annotation's tags, and the tags. */
  readonly parents: string[];
  nextKey: number;
  roleMap: string | null;
}

const name = (text: string) => PDFName.of(text);

/** The tags of one document, to be brought over with its pages. */
interface Tags {
  /** What stands below the root. */
  readonly kids: readonly PDFRef[];
  /** Notes in `tree` what the pages' numbers mean. */
  keep(copier: ObjectCopier): void;
}

/**
 * Gives the pages of `source` numbers for their tags that no other document in `tree` has. Changes `source`, which is
 * not used for anything else.
 */
export function prepareTags(source: PDFDocument, tree: TagTree): Tags {
  const root = source.catalog.lookupMaybe(name('StructTreeRoot'), PDFDict);
  const offset = tree.nextKey;
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
  for (const kid of kids) {
    const tag = source.context.lookup(kid, PDFDict);
    // It would bring the root of the source along.
    tag.delete(name('P'));
    tag.set(name('S'), name('Part'));
  }
  return {
    kids,
    keep({ textOf }) {
      if (root === undefined) return;
      const numbers = root.lookupMaybe(name('ParentTree'), PDFDict);
      for (const [key, value] of numbers === undefined ? [] : numbersOf(numbers)) {
        tree.parents.push(`${key + offset} ${textOf(value)}`);
        tree.nextKey = Math.max(tree.nextKey, key + offset + 1);
      }
      const roleMap = root.get(name('RoleMap'));
      if (roleMap !== undefined) tree.roleMap ??= textOf(roleMap);
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
