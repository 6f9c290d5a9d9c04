import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#main/storage/database.ts';
import { writeParquet } from './write-parquet.ts';
import { writeWorkbook } from './write-workbook.ts';

export interface WrittenResults {
  readonly folder: string;
  /** `no-engine` where DuckDB is not installed. What it cannot write keeps nothing else from being done. */
  readonly parquet: 'written' | 'no-engine' | 'failed';
}

/** Writes the results of all that counts: for people and for engines. */
export async function writeResults(book: Database, out: string): Promise<WrittenResults> {
  const folder = join(out, 'results');
  await mkdir(folder, { recursive: true });
  await writeWorkbook(book, join(folder, 'results.xlsx'));
  const place = join(folder, 'parquet');
  const parquet = await writeParquet(book, place).then(
    (isWritten) => (isWritten ? ('written' as const) : ('no-engine' as const)),
    async () => {
      // What an earlier run left would be taken for the present state.
      for (const left of [place, `${place}.new`])
        await rm(left, { recursive: true, force: true }).catch(() => undefined);
      return 'failed' as const;
    },
  );
  return { folder, parquet };
}
