import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { signInWithFetch } from '#tests/server/client/sign-in-with-fetch.ts';
import { startServer, type RunningServer } from '#tests/server/start-server.ts';
import { refused } from './attacks.ts';
import { openMiddle, type Middle } from './middle.ts';
import { browserOf } from './server-app.ts';
import { createTestLibrary, openTestApp, removeFolder, type TestApp } from './test-app.ts';

/** What the person does once the browser shows the sign-in page. */
export type AtBrowser = (target: URL) => Promise<unknown>;

/** An app that knows its server, where nobody is signed in. */
export interface SignInBed {
  readonly server: RunningServer;
  readonly middle: Middle;
  readonly app: TestApp;
  /** Addresses that the browser was opened at since the last `rest`. */
  readonly opened: readonly URL[];
  /** Presses "sign in"; without `atBrowser` the person signs in honestly. */
  signIn(atBrowser?: AtBrowser): ReturnType<typeof pressSignIn>;
  /** The address with which an honest browser would come back. */
  callbackOf(target: URL): Promise<URL>;
  isSigningIn(): Promise<boolean>;
  expectSignedOut(): Promise<void>;
  /** After each test: whatever was tried, the next sign-in succeeds, and the list comes. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

export async function openSignInBed(): Promise<SignInBed> {
  const folder = await mkdtemp(join(tmpdir(), 'lpa-sign-in-'));
  const server = await startServer({ folder });
  const middle = await openMiddle(server);
  let opened: URL[] = [];
  let act: AtBrowser = browserOf(server);
  const app = await openTestApp({
    reveal: async (target) => {
      opened.push(target);
      await act(target);
    },
  });
  await createTestLibrary(app);
  await app.call('server.connect', { url: middle.url });
  const signIn: SignInBed['signIn'] = (atBrowser = browserOf(server)) => {
    act = atBrowser;
    return pressSignIn(app);
  };
  async function expectSignedOut(): Promise<void> {
    expect(await app.call('server.status', {})).toMatchObject({ state: 'signed-out', person: null });
    expect(await refused(app.call('assignment.sync', {}))).toBe('sign-in.required');
  }
  return {
    server,
    middle,
    app,
    get opened() {
      return opened;
    },
    signIn,
    callbackOf: (target) => signInWithFetch(target, server.accounts[0] ?? { user: '', password: '' }),
    isSigningIn: async () => (await app.call('server.status', {})).state === 'signing-in',
    expectSignedOut,
    async rest() {
      middle.rest();
      server.setFaults(null);
      expect(server.problems).toEqual([]);
      expect(await signIn()).toMatchObject({ state: 'signed-in', person: { teams: ['ทีมที่ 3'] } });
      await app.call('assignment.sync', {});
      expect(await app.call('assignment.list', {})).toHaveLength(3);
      await app.call('server.signOut', {});
      await expectSignedOut();
      opened = [];
    },
    async close() {
      await app.close();
      await middle.close();
      await server.stop();
      await removeFolder(app.folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const pressSignIn = ({ call }: TestApp) => call('server.signIn', {});

/** The loopback address to which the server is to send the browser. */
export const redirectOf = (target: URL): URL => new URL(target.searchParams.get('redirect_uri') ?? '');

/** The browser comes back to the app, and shows what it answers to nobody. Not awaited: the app answers later. */
export function comeBack(address: URL): Promise<Response | null> {
  return fetch(address).catch(() => null);
}

export const isClosed = async (address: URL): Promise<boolean> => (await comeBack(address)) === null;
