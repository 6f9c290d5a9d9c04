import type { FileRecord } from './queries.ts';

/** What is to be read of one content, and how far it is. */
export interface FileProgress {
  readonly sha256: string;
  /** 0 until it was opened. */
  readonly pages: number;
  readonly read: ReadonlySet<number>;
  readonly waiting: ReadonlySet<number>;
  readonly recognised: number;
  /** By page: why it cannot be read; of a page that was read, why its picture gave no words. */
  readonly failed: ReadonlyMap<number, string>;
  /** Characters kept. */
  readonly length: number;
}

export const newProgress = (sha256: string): FileProgress => ({
  sha256,
  pages: 0,
  read: new Set(),
  waiting: new Set(),
  recognised: 0,
  failed: new Map(),
  length: 0,
});

/** A newer version of the app tries again what an older one could not read. */
export function progressOf(record: FileRecord, version: string): FileProgress {
  const isOld = record.version !== version;
  const read = new Set(
    record.read.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at)),
  );
  const unrecognised = record.failed.flatMap(([page]) => (isOld && read.has(page) ? [page] : []));
  return {
    sha256: record.sha256,
    pages: record.pages,
    read,
    waiting: new Set([...record.waiting, ...unrecognised]),
    recognised: record.recognised,
    failed: new Map(isOld ? [] : record.failed),
    length: record.length,
  };
}

export const recordOf = (file: FileProgress, version: string): FileRecord => ({
  sha256: file.sha256,
  pages: file.pages,
  read: rangesOf(file.read),
  waiting: [...file.waiting],
  recognised: file.recognised,
  failed: [...file.failed],
  version,
  length: file.length,
});

function rangesOf(pages: ReadonlySet<number>): [number, number][] {
  const ranges: [number, number][] = [];
  for (const page of [...pages].sort((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last?.[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges;
}

/** The file as a whole could not be opened. */
const isRefused = (file: FileProgress): boolean => file.pages === 0 && file.failed.has(1);

export function isFileDone(file: FileProgress): boolean {
  if (isRefused(file)) return true;
  const unread = [...file.failed.keys()].filter((page) => !file.read.has(page)).length;
  return file.pages > 0 && file.read.size + unread >= file.pages;
}

/** First page that was not read, then pages whose picture got lost with an earlier run; null: nothing to ask for. */
export function nextPage(
  file: FileProgress,
  isWaitingHere: (page: number) => boolean,
): { readonly page: number; readonly again: boolean } | null {
  if (!isFileDone(file))
    for (let page = 1; page <= Math.max(1, file.pages); page += 1)
      if (!file.read.has(page) && !file.failed.has(page)) return { page, again: false };
  for (const page of file.waiting) if (!isWaitingHere(page)) return { page, again: true };
  return null;
}
