import type { DocumentNotice } from '#common/contract/viewer.ts';
import type { ReadBytes } from './byte-source.ts';
import { noPages, OpenError, type PageSource } from './page-source.ts';
import { openTable } from './sheet-thread.ts';
import { createSheetView } from './sheet-view.ts';
import { checkContents, checkPackage, type ZipMember } from './zip-directory.ts';

const limits = {
  packed: 64 * 1024 * 1024,
  unpacked: 200 * 1024 * 1024,
  markup: 120 * 1024 * 1024,
  members: 5_000,
} as const;

/** A workbook, or a table written as text. Its sheets are its pages. */
export async function openSheet(
  read: ReadBytes,
  size: number,
  { format, members }: { readonly format: 'book' | 'text'; readonly members: readonly ZipMember[] },
): Promise<{ readonly source: PageSource; readonly notices: readonly DocumentNotice[] }> {
  if (size > limits.packed) throw new OpenError('too-large');
  checkPackage(members, size, limits);
  const bytes = await read(0, size);
  if (!bytes) throw new OpenError('unreadable');
  await checkContents(bytes, members);
  const thread = await openTable(bytes.buffer, format);
  if (thread.sheets.length === 0) {
    thread.end();
    throw new OpenError('damaged');
  }
  const view = createSheetView(thread);
  const notices: DocumentNotice[] = [
    ...(thread.sheets.some(({ isCut }) => isCut) ? (['cut'] as const) : []),
    ...(thread.hasMacros ? (['macros'] as const) : []),
  ];
  const source: PageSource = {
    ...noPages,
    pages: thread.sheets.length,
    text: (page) => thread.text(page - 1),
    whole: view,
    close() {
      view.close();
      thread.end();
    },
  };
  return { source, notices };
}
