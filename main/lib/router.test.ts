import { expect, test } from 'vitest';
import type { Handlers } from '#common/contract/contract.ts';
import { AppError } from '#common/contract/failures.ts';
import { AppSettings } from '#common/contract/channels/settings.ts';
import { createRouter } from './router.ts';

const settings = AppSettings.parse({});

function routerWith(part: Partial<Handlers>) {
  const defects: unknown[] = [];
  const handle = createRouter(part as Handlers, (_channel, error) => defects.push(error));
  return { handle, defects };
}

test('a known channel answers with its checked output', async () => {
  const { handle } = routerWith({ 'settings.get': async () => settings });
  expect(await handle('settings.get', {})).toEqual({ ok: true, value: settings });
});

test.each(['no.such', '__proto__', 'constructor', 'toString'])('%s is not a channel', async (name) => {
  expect(await routerWith({}).handle(name, {})).toMatchObject({ ok: false, failure: { code: 'unknown-channel' } });
});

test('bad input names the field and never reaches the handler', async () => {
  const { handle } = routerWith({ 'settings.set': async () => Promise.reject(new Error('must not run')) });
  expect(await handle('settings.set', { language: 'fr' })).toEqual({
    ok: false,
    failure: { code: 'invalid-input', details: { field: 'language', problem: 'invalid_value' } },
  });
});

test('a refusal keeps its code and details', async () => {
  const { handle, defects } = routerWith({
    'settings.get': async () => Promise.reject(new AppError('storage.disk-full', { free: 12 })),
  });
  expect(await handle('settings.get', {})).toEqual({
    ok: false,
    failure: { code: 'storage.disk-full', details: { free: 12 } },
  });
  expect(defects).toEqual([]);
});

test('a defect is reported, and the page learns neither message nor stack', async () => {
  const { handle, defects } = routerWith({ 'settings.get': async () => Promise.reject(new Error('secret text')) });
  const reply = await handle('settings.get', {});
  expect(JSON.stringify(reply)).not.toContain('secret');
  expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } });
  expect(defects).toHaveLength(1);
});

test('an answer that breaks the contract is a defect, not data', async () => {
  const { handle, defects } = routerWith({ 'settings.get': async () => ({ ...settings, language: 'xx' }) as never });
  expect(await handle('settings.get', {})).toMatchObject({ ok: false, failure: { code: 'internal' } });
  expect(defects).toHaveLength(1);
});

test('an annotation deeper than any reader can follow is bad input', async () => {
  const { handle, defects } = routerWith({ 'review.record': async () => Promise.reject(new Error('must not run')) });
  const deep: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  const reply = await handle('review.record', {
    ...{ submission: '6f8c0a52-0000-4000-8000-000000000001', command: '6f8c0a52-0000-4000-8000-000000000002' },
    change: { type: 'annotation.created', payload: { annotation: { id: 'a', type: 'Annotation', deep } } },
  });
  expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  expect(defects).toEqual([]);
});
