import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppPath, OriginName } from '#main/host/host.ts';
import { bundleOf, manifestOf, newKey } from '#tests/support/bundles.ts';
import { soundFile } from '#tests/support/sound-files.ts';
import { createTestLibrary, openTestApp, passphrase, type TestApp } from '#tests/support/test-app.ts';

const sound = soundFile(60, 96_000);
const submission = manifestOf().id;
let bed: TestApp;

beforeAll(async () => {
  bed = await openTestApp();
  await createTestLibrary(bed);
  const files = [sound, Buffer.from('<html><script>1</script>')];
  const path = join(bed.folder, 'one.lpasub');
  await writeFile(path, await bundleOf(manifestOf(files), newKey(), files));
  await bed.call('submission.import', { tickets: [await bed.app.accept(path)], job: randomUUID() });
});
afterAll(async () => {
  await bed.close();
  await rm(bed.folder, { recursive: true });
});

const get = (path: string, range: string | null = null, origin: OriginName = 'evidence') =>
  bed.app.serve({ origin, path: path as AppPath, method: 'GET', range });
const stream = async (evidence: string) => (await bed.call('submission.streamEvidence', { submission, evidence })).path;

test('a stream gives any range, never more than eight megabytes, under the type of its bytes', async () => {
  const path = await stream('e1');
  const open = await get(path, 'bytes=0-');
  expect(open.status).toBe(206);
  expect(open.headers).toMatchObject({
    'content-type': 'audio/wav',
    'content-range': `bytes 0-${8 * 1024 * 1024 - 1}/${sound.length}`,
  });
  const part = await get(path, `bytes=${sound.length - 10}-`);
  expect(Buffer.from(part.body)).toEqual(sound.subarray(-10));
  expect((await get(path)).status).toBe(413);
  expect((await get(path, `bytes=${sound.length}-`)).status).toBe(416);
});

test('what is neither sound nor picture is given under no type that a browser opens', async () => {
  const served = await get(await stream('e2'), 'bytes=0-');
  expect(served.headers['content-type']).toBe('application/octet-stream');
  expect(served.headers['content-security-policy']).toContain("default-src 'none'");
});

test('a stream is known to the evidence origin only, under a name that cannot be guessed', async () => {
  const path = await stream('e1');
  expect(await stream('e1')).not.toBe(path);
  expect((await get(path, 'bytes=0-9', 'app')).status).not.toBe(206);
  expect((await get(`/stream/${randomUUID()}`, 'bytes=0-9')).status).toBe(404);
  expect((await get('/stream/e1', 'bytes=0-9')).status).toBe(404);
  expect((await get('/stream/../evidence/e1', 'bytes=0-9')).status).toBe(404);
});

test('evidence that is not known gets neither stream nor copy', async () => {
  for (const channel of ['submission.streamEvidence', 'submission.saveEvidence'] as const) {
    await expect(bed.call(channel, { submission, evidence: 'e9' })).rejects.toMatchObject({ code: 'evidence.unknown' });
    await expect(bed.call(channel, { submission: randomUUID(), evidence: 'e1' })).rejects.toMatchObject({
      code: 'submission.unknown',
    });
  }
});

test('a copy for another program has the name of the file and no type that opens by itself', async () => {
  const { ticket, fileName, size } = await bed.call('submission.saveEvidence', { submission, evidence: 'e1' });
  expect({ fileName, size }).toEqual({ fileName: 'หลักฐานที่ 1.pdf', size: sound.length });
  const served = await get(`/export/${ticket}`, 'bytes=0-3', 'app');
  expect(Buffer.from(served.body).toString()).toBe('RIFF');
  expect(served.headers['content-type']).toBe('application/octet-stream');
});

test('locking the library ends streams and copies; unlocking does not bring them back', async () => {
  const path = await stream('e1');
  const { ticket } = await bed.call('submission.saveEvidence', { submission, evidence: 'e1' });
  expect((await get(path, 'bytes=0-9')).status).toBe(206);
  await bed.call('library.lock', {});
  expect((await get(path, 'bytes=0-9')).status).toBe(404);
  await bed.call('library.unlock', { passphrase });
  expect((await get(path, 'bytes=0-9')).status).toBe(404);
  expect((await get(`/export/${ticket}`, 'bytes=0-3', 'app')).status).toBe(404);
});
