import { randomUUID } from 'node:crypto';
import { sql } from '#main/storage/database.ts';
import { median, print, times } from './measure.ts';
import { indicatorIds, openReviewBed } from './review-bed.ts';

const count = 10_000;

/** Read, unseal, check and reduce a long history, against fetching the same rows and nothing more. */
export async function benchOpenReview(): Promise<void> {
  const bed = await openReviewBed();
  const { db, events, profile } = bed.library.current();
  for (let start = 0; start < count; start += 500)
    await db.write(async (tx) => {
      for (let index = start; index < start + 500; index += 1)
        await events.append(tx, bed.submission, randomUUID(), {
          actor: { id: profile.id, name: profile.name },
          change: {
            type: 'remark.set',
            payload: { indicator: indicatorIds[index % indicatorIds.length], text: `ข้อความที่ ${index} `.repeat(4) },
          },
        });
    });
  const ours = await times(5, () => bed.reviews().get(bed.submission));
  const baseline = await times(5, () => db.all(sql`SELECT sealed FROM events WHERE submission = ${bed.submission}`));
  print({
    what: 'open a submission with 10,000 events',
    ours: median(ours),
    baseline: median(baseline),
    baselineName: 'fetching the rows only',
    unit: 'ms',
  });
  await bed.close();
}
