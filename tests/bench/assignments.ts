import { existsSync } from 'node:fs';
import type { AppAnswers } from './app-child.ts';
import type { Child } from './child.ts';
import { median, print } from './measure.ts';
import { withServerBed } from './server-bed.ts';

const all = 7_849;
const repetitions = 5;
const pageSize = 500;
const first = ['.well-known/lpa-assessment', 'v1/rounds', 'v1/me'];

interface Page {
  readonly cursor: string;
  readonly more: boolean;
}

/** The whole country's list of work: first time, shown, and asked again, each against the bare answers parsed. */
export async function benchAssignments(): Promise<void> {
  const laoFile = process.env.LPA_LAO_FILE ?? '/work/shared/data/lao.json';
  const listed = existsSync(laoFile);
  const figures = { sync: times(), list: times(), again: times(), pages: times(), page: times() };
  let [requests, pageCount] = [0, 0];
  const content = { submissions: all, files: 2, megabytes: 0.1, ...(listed ? { laoFile } : {}) };
  await withServerBed(content, async ({ url, authorization, server, withApp }) => {
    const headers = { authorization };
    const { pages, next } = await readPages(url, headers);
    pageCount = pages.length;
    const measure = async (app: Child<AppAnswers>) => {
      await app.ask('ask', first, headers);
      figures.pages.push(await app.ask('ask', [...first, ...pages], headers));
      figures.sync.push(await app.ask('sync'));
      const { ms, count } = await app.ask('list');
      if (count !== all) throw new Error(`${count} assignments instead of ${all}`);
      figures.list.push(ms);
      figures.page.push(await app.ask('ask', [...first, next], headers));
      await server.ask('counted');
      figures.again.push(await app.ask('sync'));
      requests = (await server.ask('counted')).requests;
    };
    for (let index = 0; index < repetitions; index += 1) await withApp(measure);
  });
  const bare = `the same ${pageCount + first.length} answers by bare undici, JSON.parse`;
  const lines = [
    ['first list of work', 'sync', 'pages', bare, listed ? 'real names' : 'invented names'],
    ['shown from the sealed rows', 'list', 'pages', bare, ''],
    ['asked again, nothing new', 'again', 'page', 'the same 4 answers by bare undici', `${requests} requests`],
  ] as const;
  for (const [what, ours, baseline, baselineName, note] of lines)
    print({
      what: `${all} assignments: ${what}`,
      ours: median(figures[ours]),
      baseline: median(figures[baseline]),
      baselineName,
      unit: 'ms',
      note,
    });
}

const times = (): number[] => [];

/** Addresses of the pages, and the one behind the last. */
async function readPages(url: string, headers: Record<string, string>) {
  const pages: string[] = [];
  let next = `v1/assignments?limit=${pageSize}`;
  for (let more = true; more;) {
    const answer = await fetch(`${url}/${next}`, { headers });
    const page = (await answer.json()) as Page;
    pages.push(next);
    next = `v1/assignments?limit=${pageSize}&cursor=${encodeURIComponent(page.cursor)}`;
    more = page.more;
  }
  return { pages, next };
}
