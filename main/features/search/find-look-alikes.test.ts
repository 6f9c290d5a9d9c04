import { expect, test } from 'vitest';
import { findLookAlikes } from './find-look-alikes.ts';
import { createIndexMemory } from './index-memory.ts';

interface File {
  readonly sha256: string;
  readonly indicators: readonly string[];
  readonly looks: readonly string[];
}

function memoryOf(...submissions: readonly { readonly lao: string; readonly files: readonly File[] }[]) {
  const memory = createIndexMemory();
  for (const [at, { lao, files }] of submissions.entries()) {
    memory.setSubmission(
      {
        submission: `s${at + 1}`,
        laoCode: lao,
        laoName: lao,
        numbers: { i01: '1' },
        places: files.map(({ sha256, indicators }, file) => ({
          evidence: `e${file + 1}`,
          sha256,
          title: sha256,
          indicators,
          mediaType: 'application/pdf',
          size: 1,
        })),
      },
      [],
    );
    for (const { sha256, looks } of files)
      for (const [page, look] of looks.entries())
        memory.addPage({ sha256, page: page + 1, text: '', ocr: null, width: 1, height: 1, look });
  }
  return memory;
}

/** A look like that of writing, the same for the same seed. */
function lookOf(seed: number, turned = 0): string {
  let state = seed * 7919 + 17;
  const bits = Array.from({ length: 256 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % 3 === 0;
  });
  for (let bit = 0; bit < turned; bit += 1) bits[(bit * 37) % 256] = !bits[(bit * 37) % 256];
  return Array.from({ length: 64 }, (_, digit) =>
    bits
      .slice(digit * 4, digit * 4 + 4)
      .reduce((sum, bit) => sum * 2 + (bit ? 1 : 0), 0)
      .toString(16),
  ).join('');
}

const file = (sha256: string, indicators: string, ...looks: readonly string[]): File => ({
  sha256,
  indicators: indicators.split(' '),
  looks,
});
const shown = async (memory: ReturnType<typeof memoryOf>, submission: string | null = null) =>
  (await findLookAlikes(memory, submission)).map(
    ({ kind, distance, pages, members }) =>
      `${kind} ${distance} ${pages} ${members.map((one) => `${one.submission}/${one.evidence}/${one.page}`).join(' ')}`,
  );

test('one file from two LAOs is identical, also when nobody read it', async () => {
  const memory = memoryOf({ lao: 'A', files: [file('x', 'i1')] }, { lao: 'B', files: [file('x', 'i1')] });
  expect(await shown(memory)).toEqual(['identical 0 1 s1/e1/1 s2/e1/1']);
});

test('one LAO may use its own file twice for one indicator, not for another one', async () => {
  expect(await shown(memoryOf({ lao: 'A', files: [file('x', 'i1'), file('x', 'i1 i2')] }))).toEqual([]);
  expect(await shown(memoryOf({ lao: 'A', files: [file('x', 'i1'), file('x', 'i2')] }))).toHaveLength(1);
});

test('pages of two LAOs that differ in few bits are near, those that differ in many are not', async () => {
  const memory = memoryOf(
    { lao: 'A', files: [file('x', 'i1', lookOf(1), lookOf(2))] },
    { lao: 'B', files: [file('y', 'i1', lookOf(3), lookOf(1, 14)), file('z', 'i1', lookOf(2, 60))] },
  );
  expect(await shown(memory)).toEqual(['near 14 1 s1/e1/1 s2/e1/2']);
  expect(await shown(memory, 's2')).toHaveLength(1);
  expect(await shown(memory, 's3')).toEqual([]);
});

test('a document scanned again is one group, not one for each page', async () => {
  const looks = (turned: number) => [1, 2, 3, 4, 5].map((seed) => lookOf(seed, turned));
  const memory = memoryOf(
    { lao: 'A', files: [file('x', 'i1', ...looks(0))] },
    { lao: 'B', files: [file('y', 'i2', ...looks(12))] },
  );
  expect(await shown(memory)).toEqual(['near 12 5 s1/e1/1 s2/e1/1']);
});

test('pages of one file, and of one LAO for one indicator, are no look-alikes of each other', async () => {
  const memory = memoryOf({ lao: 'A', files: [file('x', 'i1', lookOf(1), lookOf(1)), file('y', 'i1', lookOf(1))] });
  expect(await shown(memory)).toEqual([]);
});

test('every pair within the distance is found, wherever its bits differ', async () => {
  const memory = memoryOf(
    { lao: 'A', files: [file('x', 'i1', ...Array.from({ length: 60 }, (_, seed) => lookOf(seed)))] },
    { lao: 'B', files: [file('y', 'i1', ...Array.from({ length: 60 }, (_, seed) => lookOf(seed, 6 + (seed % 11))))] },
  );
  const groups = await findLookAlikes(memory, null);
  expect(groups.reduce((sum, { pages }) => sum + pages, 0)).toBe(60);
});
