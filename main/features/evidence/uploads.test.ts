import { expect, test } from 'vitest';
import { maxUpload } from '#common/contract/channels/evidence.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { createUploads } from './uploads.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

function openUploads() {
  let now = 1_000_000;
  const uploads = createUploads({ current: () => null, clock: { now: () => now }, ids: systemIds(systemClock) });
  return { uploads, wait: (ms: number) => (now += ms) };
}

test('parts become a ticket with the bytes as they were', async () => {
  const { uploads } = openUploads();
  const { upload } = await uploads.begin({ name: 'ภาพ.png', size: 6 });
  expect(await uploads.part(upload, 0, base64('abcd'))).toEqual({ size: 4 });
  expect(await uploads.part(upload, 4, base64('ef'))).toEqual({ size: 6 });
  const { ticket } = await uploads.finish(upload);
  expect(uploads.find(ticket)?.name).toBe('ภาพ.png');
  expect(uploads.find(ticket)?.bytes.toString()).toBe('abcdef');
  uploads.drop(ticket);
  expect(uploads.find(ticket)).toBeNull();
});

test('a part whose answer got lost may be sent again; a gap and too much are refused', async () => {
  const { uploads } = openUploads();
  const { upload } = await uploads.begin({ name: 'x', size: 4 });
  await uploads.part(upload, 0, base64('ab'));
  expect(await uploads.part(upload, 0, base64('ab'))).toEqual({ size: 2 });
  await expect(uploads.part(upload, 3, base64('d'))).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(uploads.part(upload, 2, base64('cde'))).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(uploads.finish(upload)).rejects.toMatchObject({ code: 'file.unreadable' });
  await uploads.part(upload, 2, base64('cd'));
  expect(uploads.find((await uploads.finish(upload)).ticket)?.bytes.toString()).toBe('abcd');
});

test('what nobody asks for is forgotten, and so is the oldest when it gets too much', async () => {
  const { uploads, wait } = openUploads();
  const { upload } = await uploads.begin({ name: 'x', size: 1 });
  await uploads.part(upload, 0, base64('x'));
  const { ticket } = await uploads.finish(upload);
  wait(16 * 60_000);
  const first = await uploads.begin({ name: 'y', size: maxUpload });
  expect(uploads.find(ticket)).toBeNull();
  for (const name of ['2', '3', '4']) {
    wait(1);
    await uploads.begin({ name, size: maxUpload });
  }
  await expect(uploads.part(first.upload, 0, base64('y'))).rejects.toMatchObject({ code: 'file.unknown-ticket' });
});

test('many small ones are not kept either', async () => {
  const { uploads, wait } = openUploads();
  const first = await uploads.begin({ name: 'x', size: 1 });
  for (let count = 0; count < 100; count += 1) {
    wait(1);
    await uploads.begin({ name: 'x', size: 1 });
  }
  await expect(uploads.part(first.upload, 0, base64('x'))).rejects.toMatchObject({ code: 'file.unknown-ticket' });
});

test('locking forgets everything', async () => {
  const { uploads } = openUploads();
  const { upload } = await uploads.begin({ name: 'x', size: 1 });
  uploads.clear();
  await expect(uploads.finish(upload)).rejects.toMatchObject({ code: 'file.unknown-ticket' });
});
