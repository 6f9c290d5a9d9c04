import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { forgotten, listOfWork, openAttackedApp, type AttackedApp } from '#tests/support/attacked-app.ts';
import { memoryOf, refused, stateOf } from '#tests/support/attacks.ts';
import { edited, html, instead, json, portal, type Attack } from '#tests/support/middle.ts';

let bed: AttackedApp;
let before: Awaited<ReturnType<typeof stateOf>>;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  // `many` makes a hundred thousand items: held against the published interface, each would take a while.
  bed = await openAttackedApp({ kind: 'sample' }, { validate: false });
  await bed.app.download(bed.next());
  before = await stateOf(bed.app);
  const server = { state: 'signed-in', url: `${bed.middle.url}/` };
  expect(before).toMatchObject({ submissions: [{ state: 'ready' }], server });
});
afterEach(() => {
  bed.middle.rest();
  bed.server.setFaults(null);
});
afterAll(async () => {
  await bed.close();
  await Promise.all(closing.map((close) => close()));
});

async function listen(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  closing.push(() => listener.close());
  return (listener.address() as AddressInfo).port;
}

/** Nothing here changed, and the server that is connected still works. */
async function expectUnharmed(): Promise<void> {
  expect(await stateOf(bed.app)).toEqual(before);
  bed.middle.rest();
  bed.server.setFaults(null);
  expect(await bed.app.call('assignment.sync', {})).toMatchObject({ added: 0, amended: 0, withdrawn: 0 });
}

const connect = (url: string) => refused(bed.app.call('server.connect', { url }));
const description = /^\/\.well-known\/lpa-assessment$/;
const unsent = 'https://lpa.example.invalid';

describe('an address that is no LPA server is refused with its reason; the server that was connected stays', () => {
  test.each([
    ['http://lpa.example.go.th', 'server.insecure'],
    ['http://10.1.2.3:8080', 'server.insecure'],
    ['http://127.0.0.1.example.com', 'server.insecure'],
    ['ftp://lpa.example.go.th', 'server.bad-address'],
    ['file:///etc/passwd', 'server.bad-address'],
    ['https://parichat:secret@lpa.example.go.th', 'server.bad-address'],
    ['https://', 'server.bad-address'],
    // Port 9 of this machine: nobody listens.
    ['http://127.0.0.1:9', 'server.unreachable ECONNREFUSED'],
    ['http://no-such-host.localhost:9', 'server.unreachable'],
    [unsent, 'server.unreachable'],
  ])('%s', async (url, code) => {
    expect(await connect(url)).toMatch(new RegExp(`^${code}`));
    await expectUnharmed();
  });

  const lies = (change: object): Attack => edited((said: object) => ({ ...said, ...change }));
  test.each<[string, Attack, string]>([
    ['a web page', portal, 'server.not-lpa type'],
    ['a web page that says it is JSON', instead('<!doctype html>', json), 'server.bad-answer not-json'],
    ['JSON that says it is a web page', instead('{"api":"lpa-assessment/1"}', html), 'server.not-lpa type'],
    ['JSON of another service', instead('{"openapi":"3.1.0"}'), 'server.not-lpa'],
    ['a page that is not there', instead('', {}, 404), 'server.not-lpa 404'],
    ['a redirect to another server', instead('', { location: `${unsent}/` }, 302), 'server.not-lpa 302'],
    ['a server with a fault', instead('', {}, 500), 'server.failed 500'],
    ['a newer server', lies({ api: 'lpa-assessment/2', issuer: [] }), 'server.newer-api'],
    ['no issuer', lies({ issuer: null }), 'server.bad-answer schema'],
    ['an issuer that is a script', lies({ issuer: 'javascript:alert(1)' }), 'server.bad-answer address'],
    ['an issuer without encryption', lies({ issuer: 'http://sign-in.example.go.th' }), 'server.insecure'],
    ['a store without encryption', lies({ evidenceOrigins: ['http://store.example.go.th'] }), 'server.insecure'],
    ['a store that is a file', lies({ evidenceOrigins: ['file:///etc'] }), 'server.bad-answer schema'],
    ['21 stores', lies({ evidenceOrigins: Array(21).fill('https://a.example') }), 'server.bad-answer schema'],
    ['no JSON at all', instead('{"api":'), 'server.bad-answer not-json'],
    ['no UTF-8', instead(Buffer.from([0x22, 0xff, 0x22])), 'server.bad-answer not-json'],
    ['JSON 30,000 levels deep', instead('['.repeat(30_000) + ']'.repeat(30_000)), 'server.bad-answer depth'],
    ['a header of a megabyte', instead('{}', { ...json, 'x-padding': 'x'.repeat(1e6) }), 'server.unreachable'],
    [
      'packed JSON that is not packed',
      instead('{}', { ...json, 'content-encoding': 'gzip' }),
      'server.bad-answer gzip',
    ],
  ])('%s', async (_, attack, code) => {
    bed.middle.attack(description, attack);
    expect(await connect(bed.middle.url.replace('127.0.0.1', 'localhost'))).toMatch(new RegExp(`^${code}`));
    await expectUnharmed();
  });

  test('another protocol behind the port', async () => {
    const port = await listen(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')));
    expect(await connect(`http://127.0.0.1:${port}`)).toMatch(/^server\.unreachable/);
    expect(await connect(`https://127.0.0.1:${port}`)).toMatch(/^server\.(certificate|unreachable)/);
    await expectUnharmed();
  });

  test('a server that accepts and never answers: told after twenty seconds, and nothing else waits for it', async () => {
    const port = await listen(createTcpServer((socket) => void socket.on('error', () => undefined)));
    // A second stands for forty, so that nobody waits for this test.
    const patience: number[] = [];
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const clock = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      patience.push(ms);
      return timeout(ms / 40);
    });
    const answer = connect(`http://127.0.0.1:${port}`);
    clock.mockRestore();
    await expectUnharmed();
    expect(await answer).toBe('server.unreachable TimeoutError');
    expect(patience).toEqual([20_000]);
    await expectUnharmed();
  });

  describe('a certificate that does not hold: not a byte of a request is sent', () => {
    /** A server with a certificate for `localhost` that is good for so many days from today. */
    async function serve(days: number) {
      const at = (name: string) => join(bed.folder, name);
      const openssl = (args: string) => execFileSync('openssl', args.split(' '), { cwd: bed.folder, stdio: 'ignore' });
      await writeFile(at('name'), 'subjectAltName=DNS:localhost');
      openssl('req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout key.pem -out request.pem');
      openssl(`x509 -req -in request.pem -signkey key.pem -extfile name -days ${days} -out cert.pem`);
      const pair = { key: await readFile(at('key.pem'), 'utf8'), cert: await readFile(at('cert.pem'), 'utf8') };
      let asked = 0;
      const port = await listen(createTlsServer(pair, (_, response) => ((asked += 1), response.writeHead(404).end())));
      return { cert: pair.cert, port, asked: () => asked };
    }
    const known = getCACertificates();
    const trust = (cert: string) => setDefaultCACertificates([...known, cert]);
    afterEach(() => setDefaultCACertificates(known));

    test('nobody vouches for it', async () => {
      const { port, asked } = await serve(2);
      for (const host of ['localhost', '127.0.0.1'])
        expect(await connect(`https://${host}:${port}`)).toBe('server.certificate DEPTH_ZERO_SELF_SIGNED_CERT');
      expect(asked()).toBe(0);
      await expectUnharmed();
    });

    test('it is for another name', async () => {
      const { cert, port, asked } = await serve(2);
      trust(cert);
      expect(await connect(`https://127.0.0.1:${port}`)).toBe('server.certificate ERR_TLS_CERT_ALTNAME_INVALID');
      expect(asked()).toBe(0);
      // While its own name is fine: the refusal is no accident.
      expect(await connect(`https://localhost:${port}`)).toBe('server.not-lpa 404');
      expect(asked()).toBe(1);
      await expectUnharmed();
    });

    test('its time is over', async () => {
      const { cert, port, asked } = await serve(-1);
      trust(cert);
      expect(await connect(`https://localhost:${port}`)).toBe('server.certificate CERT_HAS_EXPIRED');
      expect(asked()).toBe(0);
      await expectUnharmed();
    });
  });
});

describe('a list of work that cannot be right is not taken; the one that was there stays', () => {
  type Items = readonly Readonly<Record<'lao' | 'submission', object>>[];
  const page = (change: object): Attack => edited((honest: object) => ({ ...honest, ...change }));
  const items = (edit: (honest: Items) => unknown): Attack =>
    edited((honest: { items: Items }) => ({ ...honest, items: edit(honest.items) }));
  const all = (change: object) => items((list) => list.map((item) => ({ ...item, ...change })));
  const handedIn = (change: object) =>
    items((list) => list.map((item) => ({ ...item, submission: { ...item.submission, ...change } })));
  const deep = (levels: number) => instead(`{"items":${'['.repeat(levels)}${']'.repeat(levels)}}`);
  const sync = () => refused(bed.app.call('assignment.sync', {}));

  test.each<[string, Attack, string]>([
    ['a web page', portal, 'server.not-lpa type'],
    ['JSON under another type', instead('{}', { 'content-type': 'text/plain' }), 'server.bad-answer type'],
    ['JSON without a type', instead('{}', {}), 'server.bad-answer type'],
    ['a list cut in the middle', instead('{"items":[{"id":"'), 'server.bad-answer not-json'],
    ['a list as text', instead('"items"'), 'server.bad-answer schema'],
    ['a million levels', deep(1e6), 'server.bad-answer depth'],
    ['a number as cursor', page({ cursor: 7 }), 'server.bad-answer schema'],
    ['no cursor', page({ cursor: undefined }), 'server.bad-answer schema'],
    ['a cursor of a megabyte', page({ cursor: 'x'.repeat(1e6) }), 'server.bad-answer schema'],
    ['an empty page and always more', page({ items: [], more: true }), 'server.bad-answer cursor'],
    ['an id that is a path', all({ id: '../../etc/passwd' }), 'server.bad-answer schema'],
    ['a name of 100,000 letters', all({ team: 'ก'.repeat(100_000) }), 'server.bad-answer schema'],
    ['a submission that is a path', handedIn({ id: '../keys' }), 'server.bad-answer schema'],
    ['a negative size', handedIn({ size: -1 }), 'server.bad-answer schema'],
    ['1,001 items in a page', items(([one]) => Array.from({ length: 1001 }, () => one)), 'server.bad-answer schema'],
    ['a redirect to a page of the hotel', instead('', { location: 'http://wifi.example/' }, 302), 'server.not-lpa 302'],
    ['a refusal', instead('', {}, 403), 'server.refused 403'],
    ['"come back in an hour"', instead('', { 'retry-after': '3600' }, 429), 'server.busy 429'],
  ])('%s', async (_, attack, code) => {
    bed.middle.attack(listOfWork, attack);
    bed.middle.attack(listOfWork, forgotten);
    expect(await sync()).toBe(code);
    expect(bed.middle.seen.filter(({ path }) => path === '/v1/assignments').length).toBeLessThanOrEqual(3);
    await expectUnharmed();
  });

  test.each([
    ['pages that lead back to where they were', 'cursorloop', 'server.bad-answer cursor'],
    ['a hundred thousand assignments', 'many=100000', 'server.too-much'],
    ['200 MB of padding', 'huge', 'server.too-much'],
    ['ten megabytes that unzip to ten gigabytes', 'bomb', 'server.too-much'],
  ])('%s, without filling the memory', async (_, faults, code) => {
    bed.middle.attack(listOfWork, forgotten);
    bed.middle.attack(/^\/v1\/me$/, async ({ response, upstream }) => {
      const { status, headers, body } = await upstream();
      // The questions before this one were answered honestly.
      bed.server.setFaults(faults);
      response.writeHead(status, headers).end(body);
    });
    const { result, megabytes } = await memoryOf(sync);
    expect(result).toBe(code);
    expect(megabytes).toBeLessThan(190);
    await expectUnharmed();
  });

  test('a list that takes everything away: the work that is here stays, and comes back to the list with it', async () => {
    bed.middle.attack(listOfWork, instead('{"items":[],"cursor":"x","more":false}'));
    bed.middle.attack(listOfWork, forgotten);
    expect(await bed.app.call('assignment.sync', {})).toMatchObject({ added: 0, withdrawn: 3 });
    const after = await stateOf(bed.app);
    expect(after.assignments).toEqual([expect.objectContaining({ withdrawn: true, here: 1 })]);
    expect({ ...after, assignments: null }).toEqual({ ...before, assignments: null });
    bed.middle.rest();
    bed.middle.attack(listOfWork, forgotten);
    await bed.app.call('assignment.sync', {});
    const byCode = (list: typeof after.assignments) => [...list].sort((a, b) => a.laoCode.localeCompare(b.laoCode));
    expect(byCode(await bed.app.call('assignment.list', {}))).toEqual(byCode(before.assignments));
  });
});
