import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createFetchBrowser } from '#tests/server/client/sign-in-with-fetch.ts';
import { wait } from '#tests/support/attacked-app.ts';
import { refusalOf, refused } from '#tests/support/attacks.ts';
import { edited, instead, json, portal } from '#tests/support/middle.ts';
import { browserOf } from '#tests/support/server-app.ts';
import { comeBack, isClosed, openSignInBed, redirectOf, type SignInBed } from '#tests/support/sign-in-bed.ts';
import { createTestLibrary, openTestApp, passphrase, removeFolder } from '#tests/support/test-app.ts';

let bed: SignInBed;

beforeAll(async () => {
  bed = await openSignInBed();
});
afterEach(() => bed.rest());
afterAll(() => bed.close());

describe('the person', () => {
  test('presses “cancel” on the server’s page', async () => {
    const signing = bed.signIn(async (target) => {
      const browser = createFetchBrowser(redirectOf(target).href);
      const page = await browser.open(target);
      void comeBack((await browser.open(page.url, { cancel: 'yes' })).url);
    });
    expect(await refused(signing)).toBe('sign-in.failed denied');
    await bed.expectSignedOut();
  });

  test('cancels in the app while the browser is open: nobody listens to the browser any more', async () => {
    const callbacks: URL[] = [];
    const signing = bed.signIn(async (target) => {
      callbacks.push(await bed.callbackOf(target));
      await bed.app.call('server.cancelSignIn', {});
    });
    expect(await refused(signing)).toBe('cancelled');
    expect(await isClosed(callbacks[0]!)).toBe(true);
    await bed.expectSignedOut();
  });

  test('cancels before the browser has opened: it does not open', async () => {
    bed.middle.attack(/lpa-assessment$/, async () => {
      await wait(8_000);
      return 'pass';
    });
    const signing = refused(bed.signIn());
    await wait(100);
    expect(await bed.isSigningIn()).toBe(true);
    await bed.app.call('server.cancelSignIn', {});
    expect(await Promise.race([signing, wait(6_000)])).toBe('cancelled');
    expect(bed.opened).toEqual([]);
  });

  test('presses “sign in” a second time: the first one goes on', async () => {
    const second: string[] = [];
    const signing = bed.signIn(async (target) => {
      second.push((await refusalOf(bed.app.call('server.signIn', {}))).code);
      await browserOf(bed.server)(target);
    });
    expect(await signing).toMatchObject({ state: 'signed-in' });
    expect(second).toEqual(['invalid-input']);
    expect(bed.opened).toHaveLength(1);
  });

  test('locks the library while the browser is open: nothing is kept, and nobody listens any more', async () => {
    const callbacks: URL[] = [];
    const signing = bed.signIn(async (target) => {
      callbacks.push(await bed.callbackOf(target));
      await bed.app.call('library.lock', {});
    });
    expect(await refused(signing)).toBe('library.locked');
    expect(await isClosed(callbacks[0]!)).toBe(true);
    await bed.app.call('library.unlock', { passphrase });
    await bed.expectSignedOut();
  });

  test('closes the app while the browser is open: nobody listens any more', async () => {
    const redirects: URL[] = [];
    const app = await openTestApp({ reveal: async (target) => void redirects.push(redirectOf(target)) });
    await createTestLibrary(app);
    await app.call('server.connect', { url: bed.server.url });
    const signing = refused(app.call('server.signIn', {}));
    while (redirects.length === 0) await wait(10);
    await app.close();
    expect(await signing).toBe('library.locked');
    expect(await isClosed(redirects[0]!)).toBe(true);
    await removeFolder(app.folder);
  });

  test('closes the tab before the app has answered it: the sign-in counts', async () => {
    const signing = bed.signIn(async (target) => {
      const { port, pathname, search } = await bed.callbackOf(target);
      const socket = connect(Number(port), '127.0.0.1');
      const text = `GET ${pathname}${search} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
      socket.write(text, () => setTimeout(() => socket.destroy(), 5));
    });
    expect(await Promise.race([signing, wait(30_000)])).toMatchObject({ state: 'signed-in' });
  });

  test('has no browser that opens: the sign-in ends, and nobody listens any more', async () => {
    const redirects: URL[] = [];
    const signing = bed.signIn(async (target) => {
      redirects.push(redirectOf(target));
      throw new Error('no browser');
    });
    await expect(signing).rejects.toThrow();
    expect(await isClosed(redirects[0]!)).toBe(true);
    await bed.expectSignedOut();
  });
});

describe('a sign-in that breaks in the middle leaves nobody half signed in', () => {
  test.each([
    ['the hotel’s page instead of the person', portal, 'server.not-lpa type'],
    ['no person', instead('{}', json), 'server.bad-answer schema'],
    ['a person without a name', edited((person: object) => ({ ...person, name: '' })), 'server.bad-answer schema'],
    ['a server that does not know its own token', instead('', {}, 401), 'sign-in.failed answer'],
    ['a fault of the server', instead('', {}, 500), 'server.failed 500'],
  ])('%s', async (_, attack, code) => {
    bed.middle.attack(/^\/v1\/me$/, attack);
    expect(await refused(bed.signIn())).toBe(code);
    await bed.expectSignedOut();
  });

  test.each([
    ['a provider that is cut off before it answers', 'losttoken', 'server.unreachable UND_ERR_SOCKET'],
    ['a provider that answers with a web page', 'htmltoken', 'sign-in.failed answer'],
  ])('%s', async (_, fault, code) => {
    bed.server.setFaults(fault);
    expect(await refused(bed.signIn())).toBe(code);
    await bed.expectSignedOut();
  });

  test('somebody else’s: the first one is still signed in, and it is their list that comes', async () => {
    await bed.signIn();
    bed.middle.attack(/^\/v1\/me$/, portal);
    expect(await refused(bed.signIn(browserOf(bed.server, 'somchai')))).toBe('server.not-lpa type');
    bed.middle.rest();
    const { state, person } = await bed.app.call('server.status', {});
    expect([state, person?.name]).toEqual(['signed-in', 'นางสาวปาริชาต วงศ์เมธากุล']);
    await bed.app.call('assignment.sync', {});
    expect(await bed.app.call('assignment.list', {})).toHaveLength(3);
  });
});

test('another person signs in: their list of work comes, not that of the one before', async () => {
  await bed.signIn();
  await bed.app.call('assignment.sync', {});
  const ids = (await bed.app.call('assignment.list', {})).map(({ submission }) => submission!);
  expect(ids).toHaveLength(3);
  await bed.app.call('server.signOut', {});
  expect(await bed.signIn(browserOf(bed.server, 'somchai'))).toMatchObject({ person: { teams: ['ทีมที่ 5'] } });
  await bed.app.call('assignment.sync', {});
  expect(await bed.app.call('assignment.list', {})).toEqual([]);
  expect(await refused(bed.app.call('download.add', { submissions: ids }))).toBe('assignment.unknown');
});
