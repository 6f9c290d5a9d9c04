import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServerDescription } from '#common/formats/assessment-server.ts';
import { describeServer } from '#main/features/server/describe-server.ts';
import { createOidc } from '#main/features/server/oidc.ts';
import { createHttpClient, type HttpClient } from '#main/lib/http/client.ts';
import { refused } from '#tests/support/attacks.ts';

/** What of a server in the internet cannot be tried on a machine without one: its own words, and where they lead. */
const base = new URL('https://lpa.example.go.th/');

const honest: ServerDescription = {
  api: 'lpa-assessment/1',
  name: { th: 'ระบบ', en: 'Server' },
  issuer: 'https://sign-in.example.go.th',
  clientId: 'lpa-assessor',
  evidenceOrigins: ['https://store.example.go.th'],
  time: '2024-06-24T10:15:00Z',
};

let said: unknown;
let asked: string[] = [];
const listener = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
});
const real = createHttpClient({ connections: 2, privateAddresses: true });
/** Everything in the internet is one machine here, which says `said`. */
const internet: HttpClient = {
  ...real,
  send: (url, options) => {
    asked.push(url.href);
    return real.send(new URL(`http://127.0.0.1:${(listener.address() as AddressInfo).port}/`), options);
  },
};
beforeAll(() => new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve)));
afterAll(async () => {
  await real.close();
  listener.close();
});
beforeEach(() => {
  asked = [];
});

const describing = (change: object) => {
  said = { ...honest, ...change };
  return describeServer(internet, base, Date.now);
};

test('a public server with a sign-in and a store in the internet is taken', async () => {
  expect((await describing({})).description).toEqual(honest);
});

describe('a public server cannot send the app to addresses inside the office', () => {
  test.each([
    'https://10.0.0.7',
    'https://192.168.1.1',
    'https://172.20.0.1:8443',
    'https://169.254.169.254',
    'https://100.64.0.1',
    'https://127.0.0.1:631',
    'http://127.0.0.1:631',
    'http://localhost:631',
    'https://printer.localhost',
    'https://[::1]',
    'https://[fd00::1]',
    'https://[fe80::1]',
    'https://[::ffff:10.0.0.7]',
    'https://[64:ff9b::10.0.0.7]',
    'https://0.0.0.0',
    'https://0x0a000007',
    'https://167772167',
  ])('%s', async (address) => {
    expect(await refused(describing({ issuer: address }))).toBe('server.forbidden-address');
    expect(await refused(describing({ evidenceOrigins: [honest.evidenceOrigins[0], address] }))).toBe(
      'server.forbidden-address',
    );
  });
});

describe('a public sign-in cannot send the app, or the browser, to addresses inside the office', () => {
  const issuer = honest.issuer;
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
  };
  const beginning = async (change: object) => {
    said = { ...metadata, ...change };
    return (await createOidc(honest, internet, false).begin('http://127.0.0.1:45123/callback')).address;
  };

  test('an honest one opens the browser at its own address', async () => {
    expect((await beginning({})).href).toContain(`${issuer}/auth?`);
    expect(asked).toEqual([`${issuer}/.well-known/openid-configuration`]);
  });

  test.each([
    ['http://sign-in.example.go.th/auth', 'server.insecure'],
    ['file:///etc/passwd', 'server.insecure'],
    ['javascript:alert(1)', 'server.insecure'],
    ['ms-settings:privacy', 'server.insecure'],
    ['https://10.0.0.1/reboot', 'server.forbidden-address'],
    ['http://127.0.0.1:631/jobs', 'server.forbidden-address'],
    ['http://localhost:631/jobs', 'server.forbidden-address'],
    ['', 'sign-in.failed'],
    [7, 'sign-in.failed'],
  ])('the browser is not opened at %s', async (address, code) => {
    expect(await refused(beginning({ authorization_endpoint: address }))).toMatch(new RegExp(`^${code}`));
  });

  test.each([
    ['http://sign-in.example.go.th/token', 'sign-in.failed'],
    ['https://10.0.0.1/token', 'server.forbidden-address'],
    ['https://[::1]/token', 'server.forbidden-address'],
    ['file:///etc/passwd', 'sign-in.failed'],
    [7, 'sign-in.failed'],
  ])('the refresh token is not sent to %s', async (address, code) => {
    said = { ...metadata, token_endpoint: address };
    expect(await refused(createOidc(honest, internet, false).refresh('a refresh token'))).toMatch(
      new RegExp(`^${code}`),
    );
    expect(asked).toHaveLength(1);
  });

  test('the description of another issuer is not taken', async () => {
    expect(await refused(beginning({ issuer: 'https://evil.example' }))).toBe('sign-in.failed answer');
  });
});

describe('the client for addresses in the internet makes no connection to one inside', () => {
  let port: number;
  let met: IncomingHttpHeaders[] = [];
  const inner = createServer((request, response) => {
    met.push(request.headers);
    response.end('inner');
  });
  const outside = createHttpClient({ connections: 2, privateAddresses: false });
  beforeAll(async () => {
    await new Promise<void>((resolve) => inner.listen(0, resolve));
    ({ port } = inner.address() as AddressInfo);
  });
  afterEach(() => {
    met = [];
  });
  afterAll(async () => {
    await outside.close();
    inner.close();
  });

  test.each(['localhost', '127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0.0.0.0', 'any.localhost'])(
    'http://%s',
    async (host) => {
      expect(await refused(outside.send(new URL(`http://${host}:${port}/`)))).toBe('server.forbidden-address');
      expect(met).toEqual([]);
    },
  );

  test('while the other client reaches the same server, so that the refusal is no accident', async () => {
    const own = createHttpClient({ connections: 2, privateAddresses: true });
    const answer = await own.send(new URL(`http://localhost:${port}/`));
    await answer.discard();
    await own.close();
    expect([answer.status, met.length]).toEqual([200, 1]);
  });
});
