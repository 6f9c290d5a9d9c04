import { expect, test } from 'vitest';
import { answer } from './answer.ts';

const origins = { app: 'app://app', evidence: 'app://evidence' };
const asked = { origin: 'app', path: '/evidence/a/b', method: 'GET', range: null } as const;
const answered = (headers: Record<string, string>) =>
  answer({ serve: async () => ({ status: 200, headers, body: new Uint8Array() }) }, origins, asked);

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
