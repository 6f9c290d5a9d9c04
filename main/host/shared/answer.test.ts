import { expect, test } from 'vitest';
import { maxBody, type Served, type ServeRequest } from '../host.ts';
import { answer } from './answer.ts';
import { checkRevealable } from './reveal.ts';

const origins = {
  app: 'https://app.invalid',
  evidence: 'https://evidence.invalid',
  reading: 'https://reading.invalid',
};
const request: ServeRequest = { origin: 'app', path: '/x', method: 'GET', range: null };
const ok = (body: Uint8Array, headers: Record<string, string> = {}): Served => ({ status: 200, headers, body });
const ask = (serve: () => Promise<Served>, change: Partial<ServeRequest> = {}) =>
  answer({ serve }, origins, { ...request, ...change });

test('an answer passes with the policy of its origin', async () => {
  const served = await ask(async () => ok(new Uint8Array(3)));
  expect(served.status).toBe(200);
  expect(served.headers['content-security-policy']).toMatch(/^default-src 'none'; base-uri 'none'; form-action 'none'/);
  expect(served.headers['content-security-policy']).toContain(
    'frame-src https://evidence.invalid https://reading.invalid;',
  );
});

const answered = (headers: Record<string, string>) => ask(async () => ok(new Uint8Array(), headers));

test('an answer may be stricter than its origin: both policies are sent', async () => {
  const { headers } = await answered({ 'content-security-policy': "default-src 'none'; sandbox" });
  const policies = headers['content-security-policy']?.split(', ');
  expect(policies).toHaveLength(2);
  expect(policies?.[0]).toContain("script-src 'self'");
  expect(policies?.[1]).toBe("default-src 'none'; sandbox");
});

test('no answer can weaken what its origin says', async () => {
  const { headers } = await answered({ 'x-content-type-options': 'sniff', 'cross-origin-resource-policy': 'x' });
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  expect(headers['content-security-policy']).not.toContain(',');
});

test('the evidence origin may be framed by the app alone and talks to itself alone', async () => {
  const served = await ask(async () => ok(new Uint8Array()), { origin: 'evidence' });
  const policy = served.headers['content-security-policy'] ?? '';
  expect(policy).toContain('frame-ancestors https://app.invalid');
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/unsafe-eval'(?<!wasm-unsafe-eval')|unsafe-inline/);
});

test('the largest body passes, one byte more is refused', async () => {
  expect((await ask(async () => ok(new Uint8Array(maxBody)))).status).toBe(200);
  const refused = await ask(async () => ok(new Uint8Array(maxBody + 1)));
  expect(refused.status).toBe(413);
  expect(refused.body.byteLength).toBeLessThan(100);
});

test('a defect is a 500 that says nothing', async () => {
  const served = await ask(async () => Promise.reject(new Error('/home/secret')));
  expect(served.status).toBe(500);
  expect(new TextDecoder().decode(served.body)).toBe('Internal error');
});

test.each(['POST', 'PUT', 'OPTIONS'])('%s is refused', async (method) => {
  expect((await ask(async () => ok(new Uint8Array()), { method })).status).toBe(405);
});

test.each(['https://example.com/a', 'mailto:a@example.com', 'http://127.0.0.1:8787/oidc/auth'])(
  '%s may be opened',
  (address) => {
    expect(checkRevealable(new URL(address))).toEqual({ kind: 'address', href: address });
  },
);

test('a folder may be shown', () => {
  expect(checkRevealable(new URL(import.meta.url.replace(/\/[^/]+$/, '/'))).kind).toBe('folder');
});

test.each([
  'http://example.com/',
  'http://127.0.0.1.example.com/',
  'http://10.0.0.7/',
  'javascript:alert(1)',
  'smb://host/x',
  'file://host/share',
  import.meta.url,
  'app://app/',
])('%s is refused', (address) => {
  expect(() => checkRevealable(new URL(address))).toThrow('invalid-input');
});
