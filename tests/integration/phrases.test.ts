import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mostPhrases } from '#common/domain/phrase.ts';
import {
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';
import { findReadable } from './storage-probes.ts';

let folder: string;
let app: TestApp;
beforeEach(async () => {
  folder = await newFolder();
  app = await openTestApp({ folder });
  await createTestLibrary(app);
});
afterEach(async () => {
  await app.close();
  await removeFolder(folder);
});

const words = 'ไม่พบคำสั่งแต่งตั้งคณะทำงานน้ำประปา';
const here = { instrument: 'lpa-2567-sample', indicator: 'i03' };
const save = (text: string, more: { id?: string; scope?: typeof here } = {}) =>
  app.call('phrase.save', { id: more.id ?? null, text, scope: more.scope ?? null });
const list = () => app.call('phrase.list', {});

test('phrases are kept, counted, changed and removed, also after a restart', async () => {
  const kept = await save(`  ${words}\n`);
  expect(kept).toMatchObject({ text: words, scope: null, used: 0 });
  const own = await save('ขาดลายมือชื่อ', { scope: here });
  await app.call('phrase.use', { id: kept.id });
  await app.call('phrase.use', { id: kept.id });
  await save('ขาดลายมือชื่อผู้มีอำนาจ', { id: own.id, scope: here });
  await app.close();
  app = await openTestApp({ folder });
  await expect(list()).rejects.toMatchObject({ code: 'library.locked' });
  await app.call('library.unlock', { passphrase });
  expect((await list()).map(({ text, scope, used }) => ({ text, scope, used }))).toEqual(
    expect.arrayContaining([
      { text: words, scope: null, used: 2 },
      { text: 'ขาดลายมือชื่อผู้มีอำนาจ', scope: here, used: 0 },
    ]),
  );
  await app.call('phrase.remove', { id: kept.id });
  expect((await list()).map(({ id }) => id)).toEqual([own.id]);
  expect(app.emitted.filter(({ payload }) => (payload as { what?: string }).what === 'phrases')).toHaveLength(1);
});

test('the same words for the same place are one phrase; for another place they are another', async () => {
  const first = await save(words);
  expect((await save(`${words} `)).id).toBe(first.id);
  const own = await save(words, { scope: here });
  expect(own.id).not.toBe(first.id);
  await app.call('phrase.use', { id: first.id });
  await app.call('phrase.use', { id: own.id });
  // Made general, it is the same as the first: one is left, used as often as both.
  await save(words, { id: own.id });
  expect((await list()).map(({ id, used }) => [id, used])).toEqual([[own.id, 2]]);
});

test('nothing of them is readable on disk', async () => {
  await save(words);
  await app.close();
  expect(findReadable(folder, [words])).toEqual([]);
  app = await openTestApp({ folder });
});

test('refuses nothing, too much, and more than a person can oversee', async () => {
  await expect(save('  ')).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(save('ก'.repeat(1001))).rejects.toMatchObject({ code: 'invalid-input' });
  for (let index = 0; index < mostPhrases; index += 1) await save(`ถ้อยคำ ${String(index)}`);
  await expect(save('อีกหนึ่ง')).rejects.toMatchObject({ code: 'phrase.too-many' });
  expect((await save('ถ้อยคำ 7')).text).toBe('ถ้อยคำ 7');
  // Of something that is gone already there is nothing to tell.
  await app.call('phrase.use', { id: randomUUID() });
  await app.call('phrase.remove', { id: randomUUID() });
  expect(await list()).toHaveLength(mostPhrases);
});
