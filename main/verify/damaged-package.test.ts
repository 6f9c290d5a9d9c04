import { beforeAll, expect, test } from 'vitest';
import { AppError } from '#common/contract/failures.ts';
import { openStrictZipFrom, type StrictZip, type ZipLimits } from '#main/lib/zip/strict-zip-source.ts';
import { unpack, type Entry } from '#tests/support/broken-packages/bed.ts';
import { membersOf, newIdentity, packageOf, partsOf, signedAt } from '#tests/support/package-fixture.ts';
import { rawZip } from '#tests/support/raw-zip.ts';
import { openWith, verifySource } from './verify-package.ts';

/** One good package, damaged at seeded places: no damage ends the verification, and none passes that changes a word. */
let good: Buffer;
let entries: readonly Entry[];
beforeAll(async () => {
  good = await packageOf(membersOf(await partsOf()), await newIdentity());
  entries = await unpack(good);
});

const sourceOf = (bytes: Buffer) => ({
  size: bytes.length,
  readAt: async (at: number, length: number) => bytes.subarray(at, at + length),
});
const verify = (bytes: Buffer) => verifySource('x.asice', sourceOf(bytes), { now: () => signedAt.getTime() + 1000 });

/** The same places in every run (mulberry32). */
function* places(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

type Damage = (bytes: Buffer, at: number, value: number) => Buffer;
const flip: Damage = (bytes, at, value) => {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ (1 + (value % 255));
  return changed;
};
const damages: readonly (readonly [string, number, Damage])[] = [
  ['a byte flipped', 180, flip],
  ['cut off', 40, (bytes, at) => bytes.subarray(0, at)],
  [
    'a piece left out',
    30,
    (bytes, at, value) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + (value % 64))]),
  ],
  [
    'a piece put in',
    25,
    (bytes, at, value) =>
      Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1 + (value % 64), value), bytes.subarray(at)]),
  ],
  ['a piece of zeros', 25, (bytes, at, value) => Buffer.from(bytes).fill(0, at, at + 1 + (value % 64))],
];

async function isUnchanged(bytes: Buffer): Promise<boolean> {
  const now = await unpack(bytes);
  return (
    now.length === entries.length &&
    now.every(({ name, data }, at) => name === entries[at]?.name && data.equals(entries[at].data))
  );
}

test('undamaged it is valid', async () => {
  expect((await verify(good)).verdict).toBe('valid');
});

test.each(damages)(
  '%s at %i places: a verdict each time, and never a good one on other words',
  async (_, times, damage) => {
    const random = places(times);
    const next = (): number => random.next().value as number;
    const found = new Set<string>();
    for (let count = 0; count < times; count++) {
      const at = Math.floor(next() * good.length);
      const bytes = damage(good, at, Math.floor(next() * 2 ** 31));
      const report = await verify(bytes);
      found.add(report.verdict);
      if (report.verdict === 'valid') expect(await isUnchanged(bytes), `at ${at}`).toBe(true);
      else
        expect(
          report.findings.some(({ severity }) => severity === 'error'),
          `at ${at}`,
        ).toBe(true);
    }
    expect([...found]).not.toEqual(['valid']);
  },
  60_000,
);

test('a byte flipped inside a member, with a container that is in order: what reads the members holds', async () => {
  const random = places(7);
  const next = (): number => random.next().value as number;
  // Small ones as often as large ones: lists and signatures are what is parsed first.
  for (let count = 0; count < 150; count++) {
    const victim = entries[1 + Math.floor(next() * (entries.length - 1))];
    if (victim === undefined) continue;
    const data = flip(victim.data, Math.floor(next() * victim.data.length), Math.floor(next() * 2 ** 31));
    const report = await verify(rawZip(entries.map((entry) => (entry === victim ? { ...entry, data } : entry))));
    expect(report.verdict, victim.name).toBe('invalid');
  }
}, 60_000);

test.each([
  ['a defect', new TypeError('of ours'), 'TypeError'],
  ['a disk', Object.assign(new Error('EIO'), { syscall: 'read', code: 'EIO' }), 'EIO'],
  ['no error at all', 'what?', ''],
  ['a refusal', new AppError('zip.not-a-zip'), ''],
])('%s while opening or reading is "unreadable", not an end of everything', async (_, thrown, named) => {
  const fail = async (): Promise<never> => {
    throw thrown as Error;
  };
  const opening = await openWith('x.asice', 9, fail, {});
  expect(opening.report.verdict).toBe('unreadable');
  // The directory can be read; what lies before it fails.
  const broken = async (limits: ZipLimits): Promise<StrictZip> => ({
    ...(await openStrictZipFrom(sourceOf(good), limits)),
    chunks: () => ({ [Symbol.asyncIterator]: () => ({ next: fail }) }),
  });
  const { report: reading } = await openWith('x.asice', good.length, broken, {});
  expect(reading.verdict).not.toBe('valid');
  for (const { findings } of [opening.report, reading]) expect(findings[0]?.message.th).toMatch(/[ก-๙]/);
  expect(opening.report.findings[0]?.message.en).toContain(named);
});
