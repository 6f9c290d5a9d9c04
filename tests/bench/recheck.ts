import { median, print } from './measure.ts';
import { readSubmission, withServerBed } from './server-bed.ts';

const count = 30;

/** Asking again for a submission of 1,000 files that is here and unchanged, against one bare conditional request. */
export async function benchRecheck(): Promise<void> {
  const ours: number[] = [];
  const baseline: number[] = [];
  let requests = 0;
  await withServerBed({ submissions: 1, files: 1000, megabytes: 500, sizes: 'lognormal' }, async (bed) => {
    const { id, etag } = await readSubmission(bed);
    const headers = { authorization: bed.authorization, 'if-none-match': etag };
    await bed.withApp(async (app) => {
      await app.ask('sync');
      await app.ask('download', id);
      for (let index = 0; index < count; index += 1) {
        baseline.push(await app.ask('ask', [`v1/submissions/${id}/manifest`], headers));
        await bed.server.ask('counted');
        ours.push(await app.ask('recheck', id));
        requests += (await bed.server.ask('counted')).requests;
      }
    });
  });
  print({
    what: 'check of 1,000 files that did not change',
    ours: median(ours),
    baseline: median(baseline),
    baselineName: 'one conditional GET by bare undici',
    unit: 'ms',
    note: `${requests / count} requests`,
  });
}
