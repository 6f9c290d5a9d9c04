import { PDFHexString } from '@cantoo/pdf-lib';
import { writeObject, type PdfFile } from './pdf-file.ts';
import type { TagTree } from './tag-tree.ts';

/** One of the documents in the joined one, by the numbers of its objects there. */
export interface Part {
  readonly title: string;
  readonly order: number;
  readonly pages: readonly number[];
  /** What stands at the top of its tags. */
  readonly tags: readonly number[];
}

/** Numbers that the parts refer to before the objects are written. */
export interface Roots {
  readonly pages: number;
  /** The tag of the whole: readers expect a single "Document" below the root. */
  readonly whole: number;
}

interface About {
  readonly title: string;
  readonly language: string;
}

const refs = (numbers: readonly number[]): string => `[${numbers.map((number) => `${number} 0 R`).join(' ')}]`;
const quoted = (text: string): string => PDFHexString.fromText(text).toString();

/** What the joined document says of itself: pages, tags and bookmarks, in the order of the parts; and the end of the file. */
export function writeCatalogue(
  file: PdfFile,
  { title, language }: About,
  roots: Roots,
  tags: TagTree,
  all: readonly Part[],
) {
  const parts = all.toSorted((a, b) => a.order - b.order);
  const pages = parts.flatMap((part) => part.pages);
  writeObject(file, roots.pages, `<< /Type /Pages /Kids ${refs(pages)} /Count ${pages.length} >>`);
  const [catalogue, info] = [file.reserve(), file.reserve()];
  const said = [
    `/Type /Catalog /Pages ${roots.pages} 0 R /Lang (${language}) /ViewerPreferences << /DisplayDocTitle true >>`,
    ...tagged(
      file,
      roots,
      tags,
      parts.flatMap((part) => part.tags),
    ),
    ...bookmarked(file, parts),
  ];
  writeObject(file, catalogue, `<< ${said.join(' ')} >>`);
  writeObject(file, info, `<< /Title ${quoted(title)} >>`);
  file.end(catalogue, info);
}

function tagged(
  file: PdfFile,
  { whole }: Roots,
  { parents, nextKey, roleMap }: TagTree,
  tops: readonly number[],
): string[] {
  const [root, tree] = [file.reserve(), file.reserve()];
  writeObject(file, whole, `<< /Type /StructElem /S /Document /P ${root} 0 R /K ${refs(tops)} >>`);
  if (tops.length === 0) {
    // Nothing refers to them.
    writeObject(file, root, 'null');
    writeObject(file, tree, 'null');
    return [];
  }
  writeObject(file, tree, `<< /Nums [${parents.join(' ')}] >>`);
  const roles = roleMap === null ? '' : ` /RoleMap ${roleMap}`;
  writeObject(
    file,
    root,
    `<< /Type /StructTreeRoot /K ${whole} 0 R /ParentTree ${tree} 0 R /ParentTreeNextKey ${nextKey}${roles} >>`,
  );
  return [`/StructTreeRoot ${root} 0 R /MarkInfo << /Marked true >>`];
}

function bookmarked(file: PdfFile, parts: readonly Part[]): string[] {
  const marked = parts.filter(({ pages }) => pages.length > 0);
  if (marked.length === 0) return [];
  const list = file.reserve();
  const items = marked.map(() => file.reserve());
  for (const [index, { title, pages }] of marked.entries()) {
    const [number = 0, before, after] = [items[index], items[index - 1], items[index + 1]];
    const beside = `${before === undefined ? '' : ` /Prev ${before} 0 R`}${after === undefined ? '' : ` /Next ${after} 0 R`}`;
    const to = `/Title ${quoted(title)} /Dest [${String(pages[0])} 0 R /Fit]`;
    writeObject(file, number, `<< /Parent ${list} 0 R ${to}${beside} >>`);
  }
  const ends = `/First ${String(items[0])} 0 R /Last ${String(items.at(-1))} 0 R`;
  writeObject(file, list, `<< /Type /Outlines ${ends} /Count ${items.length} >>`);
  return [`/Outlines ${list} 0 R /PageMode /UseOutlines`];
}
