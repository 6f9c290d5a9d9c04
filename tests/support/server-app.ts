import type { DownloadQueue } from '#common/contract/channels/download.ts';
import { signInWithFetch } from '#tests/server/client/sign-in-with-fetch.ts';
import type { RunningServer } from '#tests/server/server-types.ts';
import { createTestLibrary, newFolder, openTestApp, passphrase, type TestApp } from './test-app.ts';

export interface ServerApp extends TestApp {
  /** Adds to the queue and waits until it stands still: nothing left, failed or paused. */
  download(...submissions: readonly string[]): Promise<DownloadQueue>;
  /** Waits until this holds of the queue. */
  until(holds: (queue: DownloadQueue) => boolean, seconds?: number): Promise<DownloadQueue>;
}

/** The person at the browser: signs in at the page that the app opens, and lets it send them back to the app. */
export const browserOf =
  (server: Pick<RunningServer, 'accounts'>, user = 'parichat') =>
  async (target: URL): Promise<void> => {
    const account = server.accounts.find((one) => one.user === user);
    if (account === undefined) throw new Error(`no account ${user}`);
    const callback = await signInWithFetch(target, account);
    // Not awaited: the app answers the browser after it has redeemed the code.
    void fetch(callback).then(
      async (response) => response.text(),
      () => undefined,
    );
  };

/** An app with a library that is connected and signed in to the server; its list of work is synchronised. */
export async function openServerApp(
  server: Pick<RunningServer, 'url' | 'accounts'>,
  options: {
    readonly folder?: string;
    readonly how?: 'create' | 'unlock';
    readonly user?: string;
    readonly sync?: boolean;
  } = {},
): Promise<ServerApp> {
  const folder = options.folder ?? (await newFolder());
  const test = await openTestApp({ folder, reveal: browserOf(server, options.user) });
  if (options.how === 'unlock') await test.call('library.unlock', { passphrase });
  else {
    await createTestLibrary(test);
    await test.call('server.connect', { url: server.url });
    await test.call('server.signIn', {});
    if (options.sync !== false) await test.call('assignment.sync', {});
  }
  const until: ServerApp['until'] = async (holds, seconds = 60) => {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const queue = await test.call('download.queue', {});
      if (holds(queue)) return queue;
      if (Date.now() > deadline) throw new Error(`the queue did not get there: ${JSON.stringify(queue, null, 1)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    ...test,
    until,
    async download(...submissions) {
      await test.call('download.add', { submissions: [...submissions] });
      return until(standsStill);
    },
  };
}

const standsStill = ({ downloads }: DownloadQueue): boolean =>
  downloads.every(
    ({ state, retryAt }) => state === 'failed' || state === 'paused' || (state === 'waiting' && retryAt === null),
  );
