import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Change, ReviewEvent } from '#common/domain/review-event.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import type { PackageParts } from '#main/features/package/build-members.ts';
import { writeAsicManifest } from '#main/lib/asice/asic-manifest.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { openStrictZipFrom } from '#main/lib/zip/strict-zip-source.ts';
import {
  chained,
  honestChanges,
  membersOf,
  newIdentity,
  packageOf,
  partsOf,
  signManifest,
  signedAt,
} from '#tests/support/package-fixture.ts';
import { rawZip } from '#tests/support/raw-zip.ts';
import { createFindingLog, say } from './finding-log.ts';
import { verifySource } from './verify-package.ts';

/*
 * Packages whose signature holds, made by somebody who signs whatever he likes with a key of his own: only what is
 * computed again can find him out, so nothing may be skipped in silence.
 */
const sourceOf = (bytes: Buffer) => ({
  size: bytes.length,
  readAt: async (at: number, length: number) => bytes.subarray(at, at + length),
});
const verify = (bytes: Buffer, signer?: string): Promise<VerifyReport> =>
  verifySource('x.asice', sourceOf(bytes), {
    now: () => signedAt.getTime() + 1000,
    ...(signer === undefined ? {} : { signer }),
  });
const codes = (report: VerifyReport) =>
  report.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);

let parts: PackageParts;
let identity: SigningIdentity;
beforeAll(async () => {
  parts = await partsOf();
  identity = await newIdentity();
});
const signed = async (members: readonly AsiceMember[]) => verify(await packageOf(members, identity));
const withMember = (name: string, content: Buffer) =>
  signed(membersOf(parts).map((member) => (member.name === name ? { ...member, content } : member)));
const edited = (name: string, edit: (text: string) => string) => signed(membersOf(parts, { [name]: edit }));

test.each([
  ['events.ndjson', 'history.unreadable'],
  ['submission.jws', 'submission.unreadable'],
  ['review.json', 'content.unreadable'],
  ['scores.csv', 'content.unreadable'],
])('%s that is no UTF-8 cannot switch its checks off', async (name, code) => {
  const report = await withMember(name, Buffer.from([0xff, 0xfe, 0x0a]));
  expect(report.verdict).toBe('invalid');
  expect(codes(report)).toContain(code);
});

test('a genuine signature over another file makes nobody a signer of the result', async () => {
  const victim = await newIdentity(signedAt, 'ผู้ที่ไม่ได้ลงนามผลนี้');
  const letter = Buffer.from('จดหมายอีกฉบับ');
  const sha256 = createHash('sha256').update(letter).digest('hex');
  const signature = 'META-INF/signature002.p7s';
  const manifest = Buffer.from(
    writeAsicManifest({ signature, files: [{ name: 'letter.txt', mediaType: 'text/plain', sha256 }] }),
  );
  const own = await packageOf(
    [...membersOf(parts), { name: 'letter.txt', mediaType: 'text/plain', content: letter }],
    identity,
  );
  const zip = await openStrictZipFrom(sourceOf(own), {
    ...{ entries: 100, entrySize: 1e8, totalSize: 1e8, ratio: 1e4, nameLength: 200 },
  });
  const entries = await Promise.all(zip.entries.map(async ({ name }) => ({ name, data: await zip.read(name, 1e8) })));
  const both = rawZip([
    ...entries,
    { name: 'META-INF/ASiCManifest002.xml', data: manifest },
    { name: signature, data: Buffer.from(await signCades(await signerOf(victim), manifest, signedAt)) },
  ]);
  const fingerprint = createHash('sha256').update(victim.certificate).digest('hex');
  const report = await verify(both, fingerprint);
  expect(codes(report)).toEqual(['signature.partial', 'certificate.not-the-expected']);
  expect(report.signers.map(({ valid }) => valid)).toEqual([true, false]);
});

test('an aspect told twice is not taken by its last word', async () => {
  const report = await edited('review.json', (text) => {
    const review = JSON.parse(text) as { aspects: { team: number }[] };
    return JSON.stringify({ ...review, aspects: [{ ...review.aspects[0], team: 10 }, ...review.aspects] });
  });
  expect(codes(report)).toEqual(['review.aspect']);
});

test('a member told twice in one object is not taken by its last word', async () => {
  const report = await edited('review.json', (text) => text.replace('"team": 8,', '"team": 10, "\\u0074eam": 8,'));
  expect(codes(report)).toEqual(['content.unreadable']);
});

test.each(['annotations.jsonld', 'events.ndjson', 'instrument.json'])(
  'JSON of a hundred thousand levels in %s is refused, not a crash',
  async (name) => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const report = await edited(name, (text) =>
      name === 'events.ndjson'
        ? text.replace(/"payload":\{/, `"payload":{"deep":${deep},`)
        : `{"items":[${deep}],${text.slice(text.indexOf('{') + 1)}`,
    );
    expect(report.verdict).toBe('invalid');
  },
);

test('a million empty lines are no history', async () => {
  expect(codes(await edited('events.ndjson', () => '\n'.repeat(1_000_000)))).toContain('history.unreadable');
});

const relinked = (change: (event: ReviewEvent) => ReviewEvent) =>
  edited('events.ndjson', () =>
    chained(parts.events.map(({ event }) => change(event)))
      .map(({ line }) => `${line}\n`)
      .join(''),
  );

test('the history of another submission', async () => {
  const report = await relinked((event) => ({ ...event, submission: '11111111-2222-4333-8444-555555555555' }));
  expect(codes(report)).toContain('history.other-submission');
});

test('what stands behind the end is pointed out', async () => {
  const last = parts.events.at(-1)!.event;
  const after: ReviewEvent = {
    ...last,
    ...{ id: '01911111-0000-7000-8000-000000000001', type: 'score.set' },
    clock: last.clock.replace(/^\d{4}/, '2025'),
    payload: { indicator: 'i01', points: 0 },
  };
  const lines = chained([...parts.events.map(({ event }) => event), after]).map(({ line }) => `${line}\n`);
  const report = await edited('events.ndjson', () => lines.join(''));
  expect(report.findings.find(({ code }) => code === 'history.after-finalised')?.severity).toBe('warning');
});

test.each([
  ['spaces', ' \t'],
  ['characters that nobody sees', '\u200b\u2060'],
])('a reason of %s is no reason', async (_, text) => {
  const changes = honestChanges.map((change): Change => {
    if (change.type === 'reason.set') return { ...change, payload: { ...change.payload, text } };
    if (change.type !== 'not-applicable.set') return change;
    return { ...change, payload: { ...change.payload, value: { reason: text, agreedBy: 'ทั้งทีม' } } };
  });
  const report = await signed(membersOf(await partsOf({ changes })));
  expect(codes(report)).toEqual(expect.arrayContaining(['gap.reason-missing', 'not-applicable.no-reason']));
});

test('a submission that contradicts itself', async () => {
  const [answer] = parts.manifest.answers;
  const jws = await signManifest({ ...parts.manifest, answers: [...parts.manifest.answers, answer!] });
  expect(codes(await edited('submission.jws', () => jws))).toContain('submission.contradictory');
});

test("nobody is told that the sender's key was confirmed, or report.pdf compared", async () => {
  const report = await signed(membersOf(parts));
  expect(report.verdict).toBe('valid');
  expect(report.findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['submission.sender-unchecked', 'report.not-compared']),
  );
  expect(report.checks.find(({ check }) => check === 'submission')?.summary.en).toContain('not confirmed');
});

test('a thousand remarks do not crowd out the one error', () => {
  const log = createFindingLog();
  for (let index = 0; index < 5_000; index++) log.warning('scores', 'evidence.not-received', say('ก', 'a'));
  log.error('scores', 'annotations.differ', say('ก', 'a'));
  expect(log.failed('scores')).toBe(true);
  expect(log.findings.length).toBeLessThan(1_000);
  expect(log.findings.at(-1)?.code).toBe('annotations.differ');
});
