import { beforeAll, describe, expect, test } from 'vitest';
import { noAmendments } from '#common/domain/amendments.ts';
import type { Change } from '#common/domain/review-event.ts';
import type { EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';
import type { PackageParts } from '#main/features/package/build-members.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { honestChanges, membersOf, newIdentity, packageOf, partsOf, signedAt } from '#tests/support/package-fixture.ts';
import { score } from '#tests/support/review-builder.ts';
import { verifySource } from './verify-package.ts';

let identity: SigningIdentity;
beforeAll(async () => {
  identity = await newIdentity();
});

type Edit = Readonly<Record<string, (text: string) => string>>;

async function verify(parts: PackageParts, edit: Edit = {}) {
  const bytes = await packageOf(membersOf(parts, edit), identity);
  const source = {
    size: bytes.length,
    readAt: async (at: number, length: number) => bytes.subarray(at, at + length),
  };
  const { verdict, findings } = await verifySource('x.asice', source, { now: () => signedAt.getTime() + 1000 });
  const of = (severity: string) => [
    ...new Set(findings.filter((one) => one.severity === severity).map(({ code }) => code)),
  ];
  return { verdict, errors: of('error'), told: of('info') };
}

const other = 'd'.repeat(64);
const withFiles =
  (change: (files: readonly EvidenceItem[]) => readonly EvidenceItem[]) => (one: SubmissionManifest) => ({
    ...one,
    evidence: change(one.evidence),
  });
const replaced = withFiles((files) => files.map((file) => (file.id === 'e1' ? { ...file, sha256: other } : file)));
const renumbered = withFiles((files) => files.map((file) => (file.id === 'e1' ? { ...file, id: 'e9' } : file)));
const removed = withFiles((files) => files.filter(({ id }) => id !== 'e1'));
const added = withFiles((files) => [
  ...files,
  { ...files[0]!, id: 'e3', path: 'evidence/e3.pdf', title: 'เพิ่มเติม', sha256: other },
]);

const scored = ['i01', 'i27', 'i50'];
const citeAnew = (evidence: string): readonly Change[] =>
  scored.map((indicator, index) => ({
    type: 'citation.added',
    payload: { id: `6f8c0a52-0000-4000-8000-00000000001${index}`, indicator, evidence, annotation: null },
  }));
const confirmed: readonly Change[] = [score('i01', 5), score('i27', 3), score('i50', 1)];

const citationsOf = (parts: PackageParts): readonly Record<string, unknown>[] => {
  const file = membersOf(parts).find(({ name }) => name === 'review.json')?.content as Uint8Array;
  const { indicators } = JSON.parse(Buffer.from(file).toString()) as {
    indicators: { indicator: string; citations: Record<string, unknown>[] }[];
  };
  return indicators.find(({ indicator }) => indicator === 'i27')!.citations;
};

describe('a package of an amended submission is valid', () => {
  test('when the judgements stand on an earlier revision: that alone is no error', async () => {
    const parts = await partsOf({ amended: { revise: added, changes: [] } });
    expect(await verify(parts)).toMatchObject({ verdict: 'valid', errors: [] });
    expect((await verify(parts)).told).toContain('submission.amended');
  });

  test.each<[string, (manifest: SubmissionManifest) => SubmissionManifest, string]>([
    ['replaced', replaced, 'e1'],
    ['taken back', (one) => removed(added(one)), 'e3'],
  ])('when a cited file was %s, and the new one is cited too', async (_, revise, evidence) => {
    const parts = await partsOf({ amended: { revise, changes: [...confirmed, ...citeAnew(evidence)] } });
    expect(citationsOf(parts)).toMatchObject([
      { number: 1, evidence: 'e1', sha256: expect.not.stringMatching(other) as string, title: 'งบแสดงฐานะการเงิน' },
      { number: 2, evidence, sha256: other },
    ]);
    const { verdict, errors, told } = await verify(parts);
    expect([verdict, errors]).toEqual(['valid', []]);
    expect(told).toEqual(expect.arrayContaining(['submission.amended', 'citation.earlier-revision']));
  });

  test('when the cited content came again under another id', async () => {
    const parts = await partsOf({ amended: { revise: renumbered, changes: [] } });
    expect(citationsOf(parts)).toMatchObject([{ evidence: 'e9' }]);
    expect(await verify(parts)).toMatchObject({ verdict: 'valid', errors: [] });
    expect((await verify(parts)).told).not.toContain('citation.earlier-revision');
  });

  test('when an older program made it, which named the present file for every citation', async () => {
    const parts = await partsOf({ amended: { revise: replaced, changes: [] } });
    expect(await verify({ ...parts, amendments: noAmendments })).toMatchObject({ verdict: 'valid', errors: [] });
  });
});

describe('what an earlier revision held proves nothing', () => {
  test('where nothing else is cited', async () => {
    for (const revise of [replaced, removed]) {
      const parts = await partsOf({ amended: { revise, changes: confirmed } });
      expect(await verify(parts)).toMatchObject({ verdict: 'invalid', errors: ['gap.not-cited'] });
    }
  });

  test('nor does a link that is no longer there, or a file that is called one', async () => {
    const toLink: readonly Change[] = honestChanges.map((change) =>
      change.type === 'citation.added' && change.payload.indicator === 'i01'
        ? { ...change, payload: { ...change.payload, evidence: 'l1' } }
        : change,
    );
    const changes = toLink;
    const kept = await partsOf({ changes, amended: { revise: (one) => ({ ...one }), changes: [] } });
    expect(await verify(kept)).toMatchObject({ verdict: 'valid', errors: [] });
    const gone = await partsOf({ changes, amended: { revise: (one) => ({ ...one, links: [] }), changes: [] } });
    expect(await verify(gone)).toMatchObject({ verdict: 'invalid', errors: ['gap.not-cited'] });
    const parts = await partsOf({ amended: { revise: removed, changes: [] } });
    const asLink = (text: string) => text.replaceAll(/("evidence": "e1",\s+"sha256": )"[0-9a-f]{64}"/g, '$1null');
    expect((await verify(parts, { 'review.json': asLink })).errors).toContain('gap.not-cited');
  });

  test('also when somebody names another content for it', async () => {
    const parts = await partsOf({ amended: { revise: added, changes: [] } });
    const forged = await verify(parts, {
      'review.json': (text) => text.replaceAll(/"sha256": "[0-9a-f]+"/g, `"sha256": "${'0'.repeat(64)}"`),
    });
    expect(forged.errors).toContain('gap.not-cited');
    const renamed = await verify(parts, { 'review.json': (text) => text.replaceAll('งบแสดงฐานะการเงิน', 'อย่างอื่น') });
    expect(renamed.errors).toEqual(['review.indicator']);
  });
});

test('evidence that was never sent is an error as before, and an unreadable result explains nothing', async () => {
  const never = [...honestChanges, ...citeAnew('e7')];
  const parts = await partsOf({ changes: never });
  expect((await verify(parts)).errors).toEqual(['citation.unknown']);
  const late = await partsOf({ amended: { revise: added, changes: citeAnew('e7') } });
  expect((await verify(late)).errors).toEqual(['citation.unknown']);
  const early = await partsOf({ amended: { revise: removed, changes: [] } });
  expect((await verify(early, { 'review.json': () => '{}' })).errors).toContain('content.unreadable');
});
