/** The application without a window, signed in to a server, in a process of its own. */
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Agent, request } from 'undici';
import { accounts } from '#tests/server/oidc/accounts.ts';
import { openServerApp } from '#tests/support/server-app.ts';
import { answerParent, pending } from './child.ts';
import { time } from './measure.ts';
import { peakMB, resetPeak } from './memory.ts';

const [folder = '', url = ''] = process.argv.slice(2);
const sockets: Socket[] = [];
subscribe('undici:client:connected', (message) => sockets.push((message as { readonly socket: Socket }).socket));
const received = () => sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
const app = await openServerApp({ url, accounts }, { folder, sync: false });
const bare = new Agent({ connections: 1 });

const answers = {
  sync: () => time(() => app.call('assignment.sync', {})),

  list: async () => {
    let count = 0;
    const ms = await time(async () => {
      count = (await app.call('assignment.list', {})).length;
    });
    return { ms, count };
  },

  /** From the wish to the committed row that says "ready offline". */
  async download(submission: string) {
    const unlockedMB = peakMB();
    // Before it lies the passphrase's scrypt, 128 MB by design.
    resetPeak();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const before = received();
    const cpu = process.cpuUsage();
    delay.enable();
    const ms = await time(() => queueEmptiedBy(() => app.call('download.add', { submissions: [submission] })));
    delay.disable();
    const { user, system } = process.cpuUsage(cpu);
    const { evidence } = await app.call('submission.get', { id: submission });
    if (evidence.some(({ status }) => status !== 'ready')) throw new Error('the download is not complete');
    const delays = { delay99: delay.percentile(99) / 1e6, delayMax: delay.max / 1e6 };
    return {
      ms,
      cpuMs: (user + system) / 1000,
      unlockedMB,
      peakMB: peakMB(),
      ...delays,
      received: received() - before,
    };
  },

  /** The same wish for what is here and unchanged. */
  recheck: (submission: string) =>
    time(() => queueEmptiedBy(() => app.call('download.add', { submissions: [submission] }))),

  /** Bare requests over one kept-alive connection, each parsed where it is JSON. */
  ask: (paths: readonly string[], headers: Readonly<Record<string, string>>) =>
    time(async () => {
      for (const path of paths) {
        const { statusCode, body } = await request(new URL(path, url), { dispatcher: bare, headers });
        if (statusCode === 200) await body.json();
        else await body.dump();
      }
    }),
};
export type AppAnswers = typeof answers;
answerParent(answers, async () => {
  await bare.close();
  await app.close();
});

/** The queue says so itself: nobody polls, and nothing is waited for that the app does not wait for. */
async function queueEmptiedBy(work: () => Promise<unknown>): Promise<void> {
  const emptied = pending<undefined>();
  const look = async () => {
    const { downloads } = await app.call('download.queue', {});
    const [failed] = downloads.filter(({ state }) => state === 'failed');
    if (failed !== undefined)
      throw new Error(`the download failed: ${JSON.stringify(failed.failure ?? failed.problems)}`);
    if (downloads.length === 0) emptied.resolve(undefined);
  };
  const stop = app.app.onEmit((event, payload) => {
    if (event === 'changed' && (payload as { readonly what: string }).what === 'downloads')
      look().catch(emptied.reject);
  });
  await work();
  await emptied.promise;
  stop();
}
