import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fileSize, head, openAttackedFile, type AttackedFile } from '#tests/support/attacked-file.ts';
import { edited, instead, type Attack } from '#tests/support/middle.ts';

let bed: AttackedFile;
/** Named by the server's description. */
let store: Listening;
/** Named by nobody. */
let stranger: Listening;

beforeAll(async () => {
  [store, stranger] = [await listen(), await listen()];
  const announced = edited((said: object) => ({ ...said, evidenceOrigins: [store.url] }));
  bed = await openAttackedFile(25, (middle) => middle.attack(/lpa-assessment$/, announced));
});
afterEach(async () => {
  [store, stranger].forEach((one) => one.rest());
  await bed.rest();
});
afterAll(async () => {
  await bed.close();
  await Promise.all([store.close(), stranger.close()]);
});

describe('a redirect leads nowhere but to the stores that the server announced, and never with the token', () => {
  const to = (location: string): Attack => instead('', { location }, 307);

  test.each([
    ['file:///etc/passwd'],
    ['data:text/plain,hello'],
    ['ftp://127.0.0.1/x'],
    ['blob:http://127.0.0.1/x'],
    ['http://lpa.example.com/x'],
    ['https://169.254.169.254/latest/meta-data'],
    ['https://10.0.0.1/x'],
    ['https://[::1]/x'],
    ['//evil.example/x'],
    ['http://['],
    ['STRANGER/x'],
    ['https://STORE-WITHOUT-SCHEME/x'],
  ])('%s', async (location) => {
    const { port } = new URL(store.url);
    const written = location.replace('STRANGER', stranger.url).replace('STORE-WITHOUT-SCHEME', `127.0.0.1:${port}`);
    await bed.expectPutAside(await bed.attackOn(to(written)), 'server.forbidden-address', 'missing');
    expect(stranger.met).toEqual([]);
    expect(store.met).toEqual([]);
    expect(bed.asked()).toHaveLength(1);
  });

  test('a redirect without a place, and one to the server itself', async () => {
    await bed.expectPutAside(await bed.attackOn(instead('', {}, 307)), 'server.forbidden-address', 'missing');
    const before = bed.middle.seen.length;
    await bed.expectPutAside(await bed.attackOn(to('/v1/me')), 'server.refused 401', 'missing');
    expect(bed.middle.seen.slice(before).find(({ path }) => path === '/v1/me')?.headers).not.toHaveProperty(
      'authorization',
    );
  });

  test('an announced store: asked without the token, and its bytes are checked like all others', async () => {
    const id = bed.next();
    const bytes = await readFile(await bed.server.evidencePath(id, 'e1'));
    store.answer((response) => response.writeHead(200, head(fileSize)).end(bytes));
    await bed.attackOn(to(`${store.url}/object?signature=abc`), id);
    await bed.expectReady(id);
    expect(store.met).toHaveLength(1);
    expect(store.met[0]?.headers).not.toHaveProperty('authorization');
    expect(store.met[0]?.headers).not.toHaveProperty('cookie');

    store.rest();
    store.answer((response) => response.writeHead(200, head(fileSize)).end(Buffer.alloc(fileSize)));
    await bed.expectPutAside(
      await bed.attackOn(to(`${store.url}/object`)),
      'download.file-differs digest',
      'quarantined',
    );
  });

  test('a store that sends in circles is asked three times', async () => {
    store.answer((response) => response.writeHead(302, { location: `${store.url}/again` }).end());
    await bed.expectPutAside(await bed.attackOn(to(`${store.url}/object`)), 'server.forbidden-address', 'missing');
    expect(store.met).toHaveLength(3);
  });

  test('a store that sends on to a stranger', async () => {
    store.answer((response) => response.writeHead(307, { location: `${stranger.url}/x` }).end());
    await bed.expectPutAside(await bed.attackOn(to(`${store.url}/object`)), 'server.forbidden-address', 'missing');
    expect(stranger.met).toEqual([]);
  });
});

test('after all that, an honest submission is downloaded as if nothing had been', async () => {
  const id = bed.next();
  expect((await bed.app.download(id)).downloads).toEqual([]);
  await bed.expectReady(id);
  expect(bed.server.problems).toEqual([]);
});

interface Listening {
  readonly url: string;
  readonly met: { readonly headers: IncomingHttpHeaders }[];
  answer(how: (response: ServerResponse) => unknown): void;
  rest(): void;
  close(): Promise<void>;
}

/** Another server on this machine, which remembers who came. */
async function listen(): Promise<Listening> {
  let met: { headers: IncomingHttpHeaders }[] = [];
  let how: ((response: ServerResponse) => unknown) | null = null;
  const listener = createServer(({ headers }, response) => {
    met.push({ headers });
    if (how === null) response.writeHead(404).end();
    else how(response);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    get met() {
      return met;
    },
    answer: (next) => (how = next),
    rest: () => ([met, how] = [[], null]),
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
}
