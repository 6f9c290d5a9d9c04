import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { wait } from '#tests/support/attacked-app.ts';
import { refused } from '#tests/support/attacks.ts';
import { edited, instead, json, portal, type Attack } from '#tests/support/middle.ts';
import { browserOf } from '#tests/support/server-app.ts';
import {
  comeBack,
  isClosed,
  openSignInBed,
  redirectOf,
  type AtBrowser,
  type SignInBed,
} from '#tests/support/sign-in-bed.ts';
import { createTestLibrary, openTestApp, removeFolder } from '#tests/support/test-app.ts';

let bed: SignInBed;

beforeAll(async () => {
  bed = await openSignInBed();
});
afterEach(() => bed.rest());
afterAll(() => bed.close());

/** Comes back with another address than the server wanted. */
const tampered =
  (change: (query: URLSearchParams) => void): AtBrowser =>
  async (target) => {
    const address = await bed.callbackOf(target);
    change(address.searchParams);
    void comeBack(address);
  };

describe('an answer that does not belong to this sign-in is not taken', () => {
  test.each([
    ['another state, set by the server', 'badstate', 'sign-in.failed state'],
    ['another nonce in the ID token', 'badnonce', 'sign-in.failed nonce'],
    ['an ID token for another program', 'badaudience', 'sign-in.failed answer'],
  ])('%s', async (_, fault, code) => {
    bed.server.setFaults(fault);
    expect(await refused(bed.signIn())).toBe(code);
    await bed.expectSignedOut();
  });

  const refusal = (query: URLSearchParams) => query.set('error', 'access_denied');
  test.each<[string, (query: URLSearchParams) => void, string]>([
    ['no state', (query) => query.delete('state'), 'sign-in.failed state'],
    ['a second state', (query) => query.append('state', 'other'), 'sign-in.failed answer'],
    ['another issuer', (query) => query.set('iss', 'https://evil.example'), 'sign-in.failed issuer'],
    ['no issuer, though this one always says it', (query) => query.delete('iss'), 'sign-in.failed answer'],
    ['another code', (query) => query.set('code', 'made-up'), 'sign-in.failed answer'],
    ['no code', (query) => query.delete('code'), 'sign-in.failed answer'],
    ['a code and a refusal', refusal, 'sign-in.failed denied'],
  ])('%s', async (_, change, code) => {
    expect(await refused(bed.signIn(tampered(change)))).toBe(code);
    await bed.expectSignedOut();
  });

  test('the code of a sign-in that somebody else began: the app does not become their account', async () => {
    const stolen: URL[] = [];
    const attacker = await openTestApp({
      reveal: async (target) => void stolen.push(await bed.callbackOf(target)),
    });
    await createTestLibrary(attacker);
    await attacker.call('server.connect', { url: bed.server.url });
    const never = refused(attacker.call('server.signIn', {}));
    while (stolen.length === 0) await wait(10);
    const code = stolen[0]?.searchParams.get('code') ?? '';
    expect(await refused(bed.signIn(tampered((query) => query.set('code', code))))).toBe('sign-in.failed answer');
    await bed.expectSignedOut();
    await attacker.call('server.cancelSignIn', {});
    expect(await never).toBe('cancelled');
    await attacker.close();
    await removeFolder(attacker.folder);
  });

  test('the browser says that it did not work, and shows and keeps nothing of the address', async () => {
    const pages: (Response | null)[] = [];
    const signing = bed.signIn(async (target) => {
      const address = await bed.callbackOf(target);
      address.searchParams.set('state', '<script>alert(1)</script>');
      void comeBack(address).then((page) => pages.push(page));
    });
    expect(await refused(signing)).toBe('sign-in.failed state');
    while (pages.length === 0) await wait(10);
    const page = pages[0]!;
    expect(page.status).toBe(400);
    expect(await page.text()).not.toMatch(/script|state=/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('strangers at the door that waits for the browser', () => {
  /** What comes back for these bytes. */
  const raw = (port: string, text: string) =>
    new Promise<string>((resolve) => {
      let answer = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
      socket.on('data', (piece) => (answer += piece.toString()));
      socket.on('error', () => resolve(answer));
      socket.on('close', () => resolve(answer));
      setTimeout(() => socket.destroy(), 400);
    });

  test.each([
    ['an icon', 'GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['another page', 'GET /other?code=1&state=2 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['the right page without an answer', 'GET /callback HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a form', 'POST /callback?code=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'],
    ['a question for headers', 'HEAD /callback?code=1 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['an address that is none', 'GET // HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a port that is none', 'GET //:99999/callback?code=1 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['another host', 'GET http://evil.example/callback?code=1 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['no HTTP', '\u0016\u0003\u0001 hello\r\n\r\n'],
    ['a header of a megabyte', `GET /callback?code=1 HTTP/1.1\r\nX: ${'x'.repeat(1e6)}\r\n\r\n`],
    ['a connection that says nothing', ''],
  ])('%s does not end the sign-in', async (_, text) => {
    const seen: { answer: string; still: boolean }[] = [];
    const signing = bed.signIn(async (target) => {
      const answer = await raw(redirectOf(target).port, text);
      seen.push({ answer: answer.split('\r\n')[0] ?? '', still: await bed.isSigningIn() });
      await browserOf(bed.server)(target);
    });
    expect(await signing).toMatchObject({ state: 'signed-in' });
    expect(seen).toEqual([{ answer: expect.stringMatching(/^(HTTP\/1\.1 4\d\d .*)?$/) as string, still: true }]);
  });

  test('a second callback is turned away while the first is being looked at', async () => {
    const statuses: (number | undefined)[] = [];
    bed.server.setFaults('slowtoken=2000');
    const signing = bed.signIn(async (target) => {
      const address = await bed.callbackOf(target);
      const forged = new URL(address);
      forged.searchParams.set('code', 'forged');
      const first = comeBack(address);
      await wait(100);
      statuses.push((await comeBack(forged))?.status);
      void first.then((page) => statuses.push(page?.status));
    });
    expect(await signing).toMatchObject({ state: 'signed-in' });
    while (statuses.length < 2) await wait(10);
    expect(statuses).toEqual([404, 200]);
  });

  test('only this machine is listened to, on another port each time, and only as long as it is needed', async () => {
    const redirects: URL[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      await bed.signIn(async (target) => {
        redirects.push(redirectOf(target));
        await browserOf(bed.server)(target);
      });
      expect(await isClosed(redirects.at(-1)!)).toBe(true);
    }
    expect(redirects.map(({ hostname, pathname }) => hostname + pathname)).toEqual(Array(2).fill('127.0.0.1/callback'));
    expect(redirects[0]?.port).not.toBe(redirects[1]?.port);
  });
});

describe('a provider that is none', () => {
  const provider = /^\/idp\//;
  const issuer = (url: string) =>
    bed.middle.attack(
      /lpa-assessment$/,
      edited((said: object) => ({ ...said, issuer: url })),
    );
  const own = () => `${bed.middle.url}/idp`;
  const saying = (attack: Attack) => {
    issuer(own());
    bed.middle.attack(provider, attack);
  };
  const metadata = (change: object) => {
    const at = (path: string) => `${own()}/${path}`;
    const endpoints = { authorization_endpoint: at('auth'), token_endpoint: at('token'), jwks_uri: at('keys') };
    const honest = { issuer: own(), ...endpoints, response_types_supported: ['code'] };
    saying(instead(JSON.stringify({ ...honest, ...change })));
  };
  const page = (address: unknown) => metadata({ authorization_endpoint: address });

  test.each<[string, () => void, string]>([
    ['a web page', () => saying(portal), 'sign-in.failed answer'],
    ['not there', () => issuer(`${bed.middle.url}/nowhere`), 'sign-in.failed answer'],
    ['nobody listens', () => issuer('http://127.0.0.1:9/'), 'server.unreachable ECONNREFUSED'],
    ['20 MB of description', () => saying(instead(Buffer.alloc(20e6, ' '), json)), 'server.too-much'],
    ['another issuer', () => metadata({ issuer: 'https://evil.example' }), 'sign-in.failed answer'],
    ['a page without encryption', () => page('http://evil.example/'), 'server.insecure'],
    ['a file as page', () => page('file:///etc/passwd'), 'server.insecure'],
    ['a program as page', () => page('ms-msdt:/id'), 'server.insecure'],
    ['no page', () => page(undefined), 'sign-in.failed answer'],
  ])('%s: the browser does not open', async (_, prepare, code) => {
    prepare();
    expect(await refused(bed.signIn())).toBe(code);
    expect(bed.opened).toEqual([]);
    bed.middle.rest();
    await bed.expectSignedOut();
  });

  test('a provider that takes its time, and a person who cancels meanwhile: the browser does not open', async () => {
    metadata({});
    bed.middle.attack(provider, async () => {
      await wait(400);
      return 'pass';
    });
    const signing = refused(bed.signIn());
    await wait(200);
    await bed.app.call('server.cancelSignIn', {});
    expect(await signing).toBe('cancelled');
    expect(bed.opened).toEqual([]);
  });

  test('a page where nobody comes back: waits until the person cancels', async () => {
    metadata({});
    const signing = refused(bed.signIn(async () => undefined));
    while (bed.opened.length === 0) await wait(10);
    await wait(200);
    expect(await bed.isSigningIn()).toBe(true);
    await bed.app.call('server.cancelSignIn', {});
    expect(await signing).toBe('cancelled');
  });
});
