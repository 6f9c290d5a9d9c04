import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { replaceMembers } from '#main/lib/asice/replace-members.ts';
import { openStrictZipFrom } from '#main/lib/zip/strict-zip-source.ts';
import { membersOf, newIdentity, packageOf, partsOf, signedAt } from '#tests/support/package-fixture.ts';
import { packageLimits, verifySource } from './verify-package.ts';

const sourceOf = (bytes: Buffer) => ({
  size: bytes.length,
  readAt: async (at: number, length: number) => bytes.subarray(at, at + length),
});

test('of very many files that were changed after signing the sentence names some, and how many more', async () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `annotated/${index}.txt`);
  const more = names.map((name) => ({ name, mediaType: 'text/plain', content: Buffer.from(name) }));
  const signed = await packageOf([...membersOf(await partsOf()), ...more], await newIdentity());
  const zip = await openStrictZipFrom(sourceOf(signed), packageLimits);
  const changed = new Map(names.map((name) => [name, Buffer.from('something else')]));
  const bytes = await buffer(replaceMembers(zip, changed, signedAt));
  const report = await verifySource('x.asice', sourceOf(bytes));
  const { summary, outcome } = report.checks.find(({ check }) => check === 'files')!;
  expect([report.verdict, outcome]).toEqual(['invalid', 'failed']);
  expect(summary.en).toMatch(/^8 of 2,?008 files · annotated\/0\.txt, .*annotated\/19\.txt and 1,980 more differ$/);
  expect(summary.th).toContain('และอีก 1,980 ไฟล์ ไม่ตรง');
  expect(report.findings.filter(({ code }) => code === 'file.digest-mismatch')).toHaveLength(500);
});
