import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Migration } from '#main/storage/migrate.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { sql } from '#main/storage/database.ts';
import { percentile, print, times } from './measure.ts';
import { indicatorIds, openReviewBed } from './review-bed.ts';

const count = 500;

/** From the page's call to the durable, sealed event and the recomputed review, against one bare row per transaction. */
export async function benchKeystroke(): Promise<void> {
  const bed = await openReviewBed();
  const reviews = bed.reviews();
  const record = (index: number) =>
    reviews.record(bed.submission, randomUUID(), {
      type: 'remark.set',
      payload: { indicator: indicatorIds[index % indicatorIds.length] ?? 'i1', text: `บันทึกครั้งที่ ${index} `.repeat(5) },
    });
  await times(50, record);
  const ours = await times(count, record);

  const up: Migration['up'] = (tx) => tx.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB) STRICT');
  const bare = await openDatabase(join(bed.folder, 'bare.db'), { migrations: [{ version: 10, up }] });
  const body = randomBytes(400);
  const insert = () => bare.write((tx) => tx.run(sql`INSERT INTO rows (body) VALUES (${body})`));
  await times(50, insert);
  const baseline = await times(count, insert);
  const baselineName = 'bare row, one transaction, WAL, FULL';
  for (const percent of [50, 99])
    print({
      what: `keystroke to durable, p${percent}`,
      ours: percentile(ours, percent),
      baseline: percentile(baseline, percent),
      baselineName,
      unit: 'ms',
      note: `${count} changes`,
    });
  await bare.close();
  await bed.close();
}
