import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '#common/contract/failures.ts';
import { membersOf, newIdentity, packageOf, partsOf } from '#tests/support/package-fixture.ts';
import { verifyPackage } from './verify-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'lpa-watched-'));
const file = join(folder, 'x.asice');
let size: number;
beforeAll(async () => {
  const large = { name: 'large.bin', mediaType: 'application/octet-stream', content: Buffer.alloc(5_000_000, 'x') };
  const more = { ...large, content: { size: large.content.length, open: async () => streamOf(large.content) } };
  const bytes = await packageOf([...membersOf(await partsOf()), more], await newIdentity());
  size = bytes.length;
  writeFileSync(file, bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* streamOf(bytes: Buffer) {
  yield bytes;
}

test('every byte is told of once or little more, out of how many', async () => {
  const told: number[] = [];
  const { verdict } = await verifyPackage(file, {
    watch: {
      signal: new AbortController().signal,
      passed(bytes, of) {
        expect(of).toBe(size);
        told.push(bytes);
      },
    },
  });
  expect(verdict).toBe('valid');
  const sum = told.reduce((all, bytes) => all + bytes, 0);
  expect(sum).toBeGreaterThanOrEqual(size);
  // The directory and the headers come first, then the content.
  expect(sum).toBeLessThan(3 * size);
});

test('whoever ends it gets no report but the reason', async () => {
  const controller = new AbortController();
  let [left, reads] = [4, 0];
  const stopped = verifyPackage(file, {
    watch: {
      signal: controller.signal,
      passed() {
        reads += 1;
        if ((left -= 1) === 0) controller.abort(new AppError('cancelled'));
      },
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(reads).toBeLessThan(8);
});
