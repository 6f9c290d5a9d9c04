import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type RunningServer, type ServerContent } from '#tests/server/start-server.ts';
import { instead, openMiddle, type Attack, type Middle } from './middle.ts';
import { openServerApp, type ServerApp } from './server-app.ts';
import { removeFolder } from './test-app.ts';

/** An app that is signed in to a reference server, and somebody between them. */
export interface AttackedApp {
  readonly server: RunningServer;
  /** The server's. */
  readonly folder: string;
  readonly middle: Middle;
  readonly app: ServerApp;
  /** A submission that no test has used. */
  next(): string;
  /** What the list of submissions says of it. */
  summary(id: string): ReturnType<typeof summaryOf>;
  close(): Promise<void>;
}

export async function openAttackedApp(
  content: ServerContent,
  options: { readonly validate?: boolean; readonly prepare?: (middle: Middle) => void } = {},
): Promise<AttackedApp> {
  const { validate = true, prepare = () => undefined } = options;
  const folder = await mkdtemp(join(tmpdir(), 'lpa-attacks-'));
  const server = await startServer({ folder, content, validate });
  const middle = await openMiddle(server);
  prepare(middle);
  const app = await openServerApp(middle);
  middle.rest();
  const fresh = (await server.submissions()).map(({ id }) => id);
  return {
    server,
    folder,
    middle,
    app,
    next() {
      const id = fresh.shift();
      if (id === undefined) throw new Error('too few submissions');
      return id;
    },
    summary: (id) => summaryOf(app, id),
    async close() {
      await app.close();
      await middle.close();
      await server.stop();
      await removeFolder(app.folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const summaryOf = async ({ call }: ServerApp, id: string) =>
  (await call('submission.list', {})).find((one) => one.id === id);

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The cursor of last time is not known any more: the whole list comes again. */
export const forgotten: Attack = (asked) =>
  asked.times > 0
    ? 'pass'
    : instead('{"title":"gone","status":410}', { 'content-type': 'application/problem+json' }, 410)(asked);

export const listOfWork = /^\/v1\/assignments$/;
