import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '#common/domain/review-event.ts';
import type { PackageParts } from '#main/features/package/build-members.ts';
import { evidenceMembers, packFiles } from '#main/features/package/evidence-members.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { honestChanges, membersOf, newIdentity, packageOf, partsOf, signedAt } from '#tests/support/package-fixture.ts';
import { liveCheck, teamFile, teamFileAdded } from '#tests/support/visit-builder.ts';
import { verifySource } from './verify-package.ts';

const photo = Buffer.from('photo of the sign');
const picture = teamFile(1, { sha256: createHash('sha256').update(photo).digest('hex'), size: photo.length });
/** The bytes behind the digests of the fixture: a file's content is its id. */
const bytesOf = (file: { readonly id: string }) => (file.id === picture.id ? photo : Buffer.from(file.id));

let identity: SigningIdentity;
let parts: PackageParts;
beforeAll(async () => {
  identity = await newIdentity();
  const changes: readonly Change[] = [
    ...honestChanges,
    teamFileAdded(1, picture),
    { type: 'live-check.set', payload: liveCheck(1, { screenshot: picture.id }) },
    {
      type: 'citation.added',
      payload: {
        id: '6f8c0a52-0000-4000-8000-000000000101',
        indicator: 'i01',
        evidence: liveCheck().id,
        annotation: null,
      },
    },
  ];
  parts = await partsOf({ changes });
});

type Choice = 'none' | 'cited' | 'all';
type Edit = Readonly<Record<string, (text: string) => string>>;

function filesOf(choice: Choice, from = parts): readonly AsiceMember[] {
  const packed = packFiles(choice, from);
  const stream = (sha256: string) => Readable.from([bytesOf(packed.find((file) => file.sha256 === sha256)!)]);
  return [...evidenceMembers(packed, { stream })];
}

async function verify(choice: Choice, files = filesOf(choice), edit: Edit = {}, from = parts) {
  const members = membersOf({ ...from, packed: { choice, files: packFiles(choice, from) } }, edit);
  const bytes = await packageOf([...members, ...files], identity);
  const source = {
    size: bytes.length,
    readAt: async (at: number, length: number) => bytes.subarray(at, at + length),
  };
  const report = await verifySource('x.asice', source, { now: () => signedAt.getTime() + 1000 });
  const { outcome, summary } = report.checks.find(({ check }) => check === 'evidence')!;
  const errors = report.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return { verdict: report.verdict, outcome, summary: summary.en, errors };
}

describe('a package with its evidence is valid', () => {
  test('all of it, what is cited, or none', async () => {
    expect(await verify('all')).toEqual({
      ...{ verdict: 'valid', outcome: 'passed', errors: [] },
      summary: '3 of 3 files lie in the package',
    });
    expect(await verify('cited')).toMatchObject({ verdict: 'valid', summary: '2 of 3 files lie in the package' });
    expect(await verify('none')).toMatchObject({ verdict: 'valid', outcome: 'absent', errors: [] });
  });

  test('under names that people can read, numbered, each content once', async () => {
    expect(filesOf('all').map(({ name }) => name)).toEqual([
      'evidence/0001 งบแสดงฐานะการเงิน.pdf',
      'evidence/0002 ภาพถ่ายตลาด.pdf',
      'evidence/T0001 ภาพป้ายหน้าสำนักงาน 1.jpg',
    ]);
    expect(filesOf('cited').map(({ name }) => name.slice(9, 14))).toEqual(['0001 ', 'T0001']);
    const twice = {
      ...parts,
      manifest: {
        ...parts.manifest,
        evidence: parts.manifest.evidence.map((one) => ({ ...one, sha256: parts.manifest.evidence[0]!.sha256 })),
      },
    };
    expect(packFiles('all', twice).map(({ member }) => member.slice(9, 13))).toEqual(['0001', '0001', 'T000']);
    expect(filesOf('all', twice)).toHaveLength(2);
  });

  test('also where a file never reached the team', async () => {
    const lost = { ...parts, evidence: [parts.evidence[0]!, { id: 'e2', status: 'quarantined' as const }] };
    expect(await verify('all', filesOf('all', lost), {}, lost)).toMatchObject({
      ...{ verdict: 'valid', errors: [], summary: '2 of 3 files lie in the package' },
    });
  });

  test('also with titles that no file system takes', async () => {
    const title = `../..\\:*?"<>|\u202e${'ก่ำ'.repeat(200)}.pdf`;
    const [file] = packFiles('all', {
      ...parts,
      manifest: { ...parts.manifest, evidence: [{ ...parts.manifest.evidence[0]!, title }] },
    });
    expect(file?.member).toMatch(/^evidence\/0001 [^/\\:*?"<>|\u202e]+\.pdf$/);
    expect(Buffer.byteLength(file?.member ?? '')).toBeLessThan(255);
  });
});

describe('a package is not valid', () => {
  const replaced = (content: string) =>
    filesOf('all').map((member, index) => (index === 1 ? { ...member, content: Buffer.from(content) } : member));

  test('when another file lies there than was judged', async () => {
    expect(await verify('all', replaced('another'))).toMatchObject({
      ...{ verdict: 'invalid', outcome: 'failed', errors: ['evidence.file-differs'] },
    });
  });

  test('when a file is left out, although it says that all are there', async () => {
    const less = { ...parts, evidence: [parts.evidence[0]!, { id: 'e2', status: 'missing' as const }] };
    const asReady = (text: string) => text.replace('"missing"', '"ready"');
    const report = await verify('all', filesOf('all', less), { 'evidence.json': asReady }, less);
    expect(report.errors).toEqual(['evidence.file-absent']);
    expect((await verify('all', filesOf('all').slice(0, 2))).errors).toEqual(['evidence.file-differs']);
  });

  test('when a file lies there that nobody named, or a name points elsewhere', async () => {
    const extra = { name: 'evidence/0009 x.pdf', mediaType: 'application/pdf', content: Buffer.from('x') };
    expect((await verify('all', [...filesOf('all'), extra])).errors).toEqual(['evidence.file-unknown']);
    expect((await verify('none', [extra])).errors).toEqual(['evidence.file-unknown']);
    const elsewhere = (text: string) => text.replace('evidence/0002 ภาพถ่ายตลาด.pdf', 'report.pdf');
    expect((await verify('all', filesOf('all'), { 'evidence.json': elsewhere })).errors).toEqual([
      'evidence.file-differs',
      'evidence.file-unknown',
    ]);
  });
});

test('a copy with marks is told as not compared', async () => {
  const copy = { name: 'annotated/0001 x.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF') };
  expect(await verify('none', [copy])).toMatchObject({ verdict: 'valid', errors: [] });
});
