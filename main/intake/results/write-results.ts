import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#main/storage/database.ts';
import { writeParquet } from './write-parquet.ts';
import { writeWorkbook } from './write-workbook.ts';

export interface WrittenResults {
  readonly folder: string;
  /** False where DuckDB is not installed. */
  readonly parquet: boolean;
}

/** Writes the results of all that counts: for people and for engines. */
export async function writeResults(book: Database, out: string): Promise<WrittenResults> {
  const folder = join(out, 'results');
  await mkdir(folder, { recursive: true });
  await writeWorkbook(book, join(folder, 'results.xlsx'));
  return { folder, parquet: await writeParquet(book, join(folder, 'parquet')) };
}
