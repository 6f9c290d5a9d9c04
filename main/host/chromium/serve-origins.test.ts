import type { CDPSession } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { serveOrigins } from './serve-origins.ts';

const words = new TextEncoder().encode('twelve words');

/** Asks for a path as Chromium would, and says what became of the request. */
async function ask(url: string, resourceType: 'Document' | 'Fetch' | 'Image') {
  const sent: string[] = [];
  const saved: string[] = [];
  let pause: (event: unknown) => void = () => undefined;
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const session = {
    on: (_name: string, listener: (event: unknown) => void) => {
      pause = listener;
    },
    send: async (method: string) => {
      sent.push(method);
      if (method !== 'Fetch.enable') settle();
    },
  } as unknown as CDPSession;
  const serve = async () => ({
    status: 200,
    headers: { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="sheet.pdf"' },
    body: words,
  });
  await serveOrigins({ session, app: { serve }, save: ({ fileName }) => saved.push(fileName) });
  pause({ requestId: '1', resourceType, request: { url, method: 'GET', headers: {} } });
  await settled;
  return { sent: sent.at(-1), saved };
}

test('an export goes to a file', async () => {
  expect(await ask('https://app.invalid/export/t', 'Document')).toEqual({
    ...{ sent: 'Fetch.failRequest', saved: ['sheet.pdf'] },
  });
});

test.each(['Fetch', 'Image'] as const)('an export is not for scripts to read (%s)', async (type) => {
  expect(await ask('https://app.invalid/export/t', type)).toEqual({ sent: 'Fetch.failRequest', saved: [] });
  expect(await ask('https://app.invalid/evidence/a/b', type)).toEqual({ sent: 'Fetch.fulfillRequest', saved: [] });
});

test('nothing but the two origins is answered', async () => {
  expect(await ask('https://example.com/', 'Fetch')).toEqual({ sent: 'Fetch.failRequest', saved: [] });
});
