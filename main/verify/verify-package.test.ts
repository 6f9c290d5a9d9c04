import { beforeAll, describe, expect, test } from 'vitest';
import type { Change, ReviewEvent } from '#common/domain/review-event.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import type { PackageParts } from '#main/features/package/build-members.ts';
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
import { rawZip, type RawEntry } from '#tests/support/raw-zip.ts';
import { score } from '#tests/support/review-builder.ts';
import { packageMembers, requiredMembers } from './package-members.ts';
import { verifySource } from './verify-package.ts';

const sourceOf = (bytes: Buffer) => ({
  size: bytes.length,
  readAt: async (at: number, length: number) => bytes.subarray(at, at + length),
});
const verify = (bytes: Buffer): Promise<VerifyReport> =>
  verifySource('x.asice', sourceOf(bytes), { now: () => signedAt.getTime() + 1000 });
const errors = (report: VerifyReport) => report.findings.filter(({ severity }) => severity === 'error');
const codes = (report: VerifyReport) => [...new Set(errors(report).map(({ code }) => code))];
const outcome = (report: VerifyReport, id: string) => report.checks.find(({ check }) => check === id)?.outcome;

async function unpack(bytes: Buffer): Promise<{ name: string; data: Buffer }[]> {
  const limits = { entries: 100, entrySize: 1e8, totalSize: 1e8, ratio: 1e4, nameLength: 200 };
  const zip = await openStrictZipFrom(sourceOf(bytes), limits);
  return Promise.all(zip.entries.map(async ({ name }) => ({ name, data: await zip.read(name, 1e8) })));
}
/** The same members in a new zip, `change` applied: what somebody with a zip tool can do. */
const repack = async (bytes: Buffer, change: (entries: RawEntry[]) => readonly RawEntry[]): Promise<Buffer> =>
  rawZip(change((await unpack(bytes)).map((entry) => ({ ...entry }))));
const edit = (name: string, text: (before: string) => string) => (entries: RawEntry[]) =>
  entries.map((entry) => (entry.name === name ? { ...entry, data: Buffer.from(text(String(entry.data))) } : entry));

let parts: PackageParts;
let identity: SigningIdentity;
let good: Buffer;
beforeAll(async () => {
  parts = await partsOf();
  identity = await newIdentity();
  good = await packageOf(membersOf(parts), identity);
});
/** Another history, signed anew by its own author: nothing but computing again can find it out. */
const resigned = async (change: Readonly<Record<string, (text: string) => string>>) =>
  verify(await packageOf(membersOf(parts, change), await newIdentity()));
const withChanges = async (changes: readonly Change[]) =>
  verify(await packageOf(membersOf(await partsOf({ changes })), identity));

describe('an honest package', () => {
  test('is valid, and says who signed what', async () => {
    const report = await verify(good);
    expect(errors(report)).toEqual([]);
    expect(report).toMatchObject({
      verdict: 'valid',
      signers: [
        {
          name: 'นางสาวปาริชาต วงศ์เมธากุล',
          title: 'กรรมการ',
          signedAt: '2024-07-05T07:58:12.000Z',
          valid: true,
          selfSigned: true,
        },
      ],
      content: {
        laoCode: '05990312',
        laoName: { th: 'เทศบาลตำบลท่าแก้วพัฒนา' },
        files: 8,
        events: 13,
        indicators: 4,
        percent: '80.00',
        grade: { th: 'ดีมาก' },
      },
    });
    expect(report.content?.code).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/);
    expect(Object.fromEntries(report.checks.map(({ check, outcome: how }) => [check, how]))).toEqual({
      ...{ structure: 'passed', files: 'passed', signature: 'passed', certificate: 'passed' },
      ...{
        submission: 'passed',
        instrument: 'passed',
        history: 'passed',
        scores: 'passed',
        evidence: 'absent',
        timestamp: 'absent',
      },
    });
  });

  test('says that a self-signed certificate proves no identity', async () => {
    expect((await verify(good)).findings.map(({ code }) => code)).toContain('certificate.self-signed');
  });

  test('may come from a newer version: unknown events and fields', async () => {
    const newer = await partsOf({
      alsoEvents: [{ type: 'consensus.set', payload: { indicator: 'i01', by: ['a', 'b'] } }],
    });
    const extended = membersOf(newer, {
      'review.json': (text) => text.replace('{', '{ "merged": true,'),
      'evidence.json': (text) => text.replace('{', '{ "note": "x",'),
    });
    const report = await verify(await packageOf(extended, identity));
    expect(errors(report)).toEqual([]);
    expect(report.content?.events).toBe(14);
  });

  test('zipped anew with another tool is still the same package', async () => {
    const report = await verify(await repack(good, (entries) => entries));
    expect(report.verdict).toBe('valid');
  });
});

describe('one changed byte', () => {
  test('in each member is found, and the member named', async () => {
    for (const { name, data } of await unpack(good)) {
      const at = Math.floor(data.length / 2);
      const flipped = Buffer.from(data);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      const report = await verify(
        await repack(good, (all) => all.map((one) => (one.name === name ? { ...one, data: flipped } : one))),
      );
      expect([name, report.verdict]).toEqual([name, 'invalid']);
      expect([name, errors(report).some(({ file }) => file === name)]).toEqual([name, true]);
      for (const { message } of errors(report)) {
        expect(message.th).toMatch(/[ก-๙]/);
        expect(message.en).toMatch(/^[A-Z].*\.$/u);
      }
    }
  });

  test('anywhere in the container makes it invalid or unreadable', { timeout: 60_000 }, async () => {
    const verdicts = new Set<string>();
    for (let at = 3; at < good.length; at += 97) {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] ?? 0) ^ 4;
      const report = await verify(changed);
      // Two bytes of times and versions per entry say nothing about the content.
      if (report.verdict === 'valid')
        expect((await unpack(changed)).map(({ data }) => data)).toEqual((await unpack(good)).map(({ data }) => data));
      verdicts.add(report.verdict);
    }
    expect(verdicts).toContain('invalid');
  });
});

describe('members', () => {
  test.each(requiredMembers.full.map((key) => packageMembers[key].name))('without %s', async (name) => {
    const report = await verify(await repack(good, (entries) => entries.filter((entry) => entry.name !== name)));
    expect(report.verdict).toBe('invalid');
    expect(codes(report)).toEqual(expect.arrayContaining(['member.missing', 'file.missing']));
    expect(errors(report).some(({ file }) => file === name)).toBe(true);
  });

  test('added, renamed, doubled', async () => {
    const added = await verify(await repack(good, (all) => [...all, { name: 'extra.txt', data: Buffer.from('x') }]));
    expect(errors(added)).toMatchObject([{ code: 'file.not-signed', file: 'extra.txt' }]);
    const hidden = await verify(
      await repack(good, (all) => [...all, { name: 'META-INF/x.p7s', data: Buffer.from('x') }]),
    );
    expect(errors(hidden)).toMatchObject([{ code: 'file.not-signed', file: 'META-INF/x.p7s' }]);
    const renamed = await verify(
      await repack(good, (all) =>
        all.map((one) => (one.name === 'scores.csv' ? { ...one, name: 'Scores2.csv' } : one)),
      ),
    );
    expect(codes(renamed)).toEqual(expect.arrayContaining(['member.missing', 'file.missing', 'file.not-signed']));
    const doubled = await verify(
      await repack(good, (all) => [...all, ...all.filter(({ name }) => name === 'review.json')]),
    );
    expect(doubled.verdict).toBe('invalid');
    expect(errors(doubled)).toMatchObject([{ code: 'container.duplicate-name', file: 'review.json' }]);
  });

  test('mimetype missing, not first, or of another kind', async () => {
    const without = await verify(await repack(good, (all) => all.filter(({ name }) => name !== 'mimetype')));
    expect(errors(without)).toMatchObject([{ code: 'mimetype.missing', file: 'mimetype' }]);
    const last = await verify(await repack(good, ([first, ...rest]) => [...rest, first!]));
    expect(codes(last)).toEqual(['mimetype.place']);
    const other = await verify(
      await repack(
        good,
        edit('mimetype', () => 'application/vnd.etsi.asic-s+zip'),
      ),
    );
    expect(codes(other)).toEqual(['mimetype.content']);
  });

  test('no signature at all', async () => {
    const report = await verify(
      await repack(good, (all) => all.filter(({ name }) => !String(name).startsWith('META-INF/'))),
    );
    expect(report.verdict).toBe('invalid');
    expect(codes(report)).toContain('signature.none');
    expect(codes(report)).toContain('file.not-signed');
  });
});

describe('files that are no package', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'container.not-a-zip'],
    ['text', Buffer.from('LPA '.repeat(100)), 'container.not-a-zip'],
    ['another zip', rawZip([{ name: 'word/document.xml' }]), 'container.not-a-package'],
  ])('%s', async (_, bytes, code) => {
    const report = await verify(bytes);
    expect(report.verdict).toBe('unreadable');
    expect(errors(report).map((finding) => finding.code)).toEqual([code]);
    expect(report.content).toBeNull();
  });

  test('a package that was cut off', async () => {
    for (const length of [10, 1000, good.length - 1]) {
      const report = await verify(good.subarray(0, length));
      expect(report.verdict).toBe('unreadable');
    }
  });
});

describe('signatures', () => {
  test('of another package', async () => {
    const other = await packageOf(membersOf(await partsOf()), identity);
    const theirs = (await unpack(other)).find(({ name }) => name.endsWith('.p7s'))!;
    const report = await verify(
      await repack(good, (all) => all.map((one) => (one.name === theirs.name ? theirs : one))),
    );
    expect(errors(report)).toMatchObject([{ code: 'signature.content', file: 'META-INF/ASiCManifest.xml' }]);
    expect(report.signers[0]?.valid).toBe(false);
  });

  test('with a certificate that had ended, or had not begun', async () => {
    const expired = await packageWithWrongTime('2020-01-01T00:00:00Z');
    expect(codes(expired)).toEqual(['certificate.expired']);
    const early = await packageWithWrongTime('2030-01-01T00:00:00Z');
    expect(codes(early)).toEqual(['certificate.not-yet-valid']);
  });

  test('in the future or before the end of the review are pointed out', async () => {
    const late = await verifySource('x', sourceOf(good), { now: () => signedAt.getTime() - 3 * 86_400_000 });
    expect(late.verdict).toBe('valid');
    expect(late.findings.map(({ code }) => code)).toContain('certificate.future');
    const before = new Date('2024-07-04T00:00:00Z');
    const early = await verify(await packageOf(membersOf(parts), await newIdentity(before), before));
    expect(early.findings.map(({ code }) => code)).toContain('history.signed-before-finalised');
  });

  /** Certificate from `from`, signature of 2024 made by a clock that was wrong. */
  async function packageWithWrongTime(from: string): Promise<VerifyReport> {
    return verify(await packageOf(membersOf(parts), await newIdentity(new Date(from)), signedAt));
  }
});

describe('content that was changed and signed again by somebody else', () => {
  test('a higher score in review.json and scores.csv: the history says otherwise', async () => {
    const report = await resigned({
      'review.json': (text) => text.replace(/("number": "27"[^]*?"team": )3/, '$15'),
      'scores.csv': (text) => text.replace('5,5,3,3', '5,5,5,3'),
    });
    expect(outcome(report, 'signature')).toBe('passed');
    expect(outcome(report, 'files')).toBe('passed');
    expect(outcome(report, 'scores')).toBe('failed');
    expect(errors(report)).toMatchObject([
      { code: 'review.score', file: 'review.json', indicator: '27', expected: '3', actual: '5' },
      { code: 'csv.cell', file: 'scores.csv', indicator: '27', expected: '3', actual: '5' },
    ]);
    expect(errors(report)[0]?.message.th).toContain('ข้อ 27');
  });

  test.each([
    [
      'a total',
      'review.json',
      (text: string) => text.replace(/("totals": {[^}]*"team": )\d+/, '$199'),
      'review.totals',
    ],
    [
      'an aspect',
      'review.json',
      (text: string) => text.replace(/("aspect": 1,\s+"full": 10,\s+"self": 10,\s+"team": )8/, '$110'),
      'review.aspect',
    ],
    ['a percent', 'review.json', (text: string) => text.replaceAll('"80.00"', '"90.00"'), 'review.totals'],
    ['a reason', 'review.json', (text: string) => text.replace('ทำได้บางส่วน', 'ทำได้ทั้งหมด'), 'review.indicator'],
    ['the LAO', 'review.json', (text: string) => text.replace('ท่าแก้วพัฒนา', 'ท่าแก้วพัฒน'), 'review.field'],
    ['a member of the team', 'review.json', (text: string) => text.replace('วงศ์เมธากุล', 'วงศ์เมธา'), 'review.field'],
    [
      'an indicator',
      'review.json',
      (text: string) => text.replace('"indicator": "i61"', '"indicator": "i62"'),
      'review.indicator',
    ],
    ['no review at all', 'review.json', () => '[]', 'content.unreadable'],
    ['a cell', 'scores.csv', (text: string) => text.replace('ทำได้บางส่วน', 'ทำได้ทั้งหมด'), 'csv.cell'],
    ['a row less', 'scores.csv', (text: string) => text.replace(/^ตัวชี้วัด,2,61.*\r\n/m, ''), 'csv.row-missing'],
    [
      'a row more',
      'scores.csv',
      (text: string) => text + text.split('\r\n')[1]!.replace(',1,', ',9,') + '\r\n',
      'csv.row-extra',
    ],
    ['a broken table', 'scores.csv', (text: string) => `${text}"`, 'csv.unreadable'],
    [
      'an annotation',
      'annotations.jsonld',
      (text: string) => text.replace('ยอดรวมอยู่', 'ยอดรวมไม่อยู่'),
      'annotations.differ',
    ],
    ['no annotations', 'annotations.jsonld', () => '{"items":[]}', 'annotations.differ'],
    [
      'a piece of evidence',
      'evidence.json',
      (text: string) => text.replace('"size": 2', '"size": 3'),
      'evidence.differs',
    ],
    [
      'the instrument',
      'instrument.json',
      (text: string) => text.replace('"from": "12"', '"from": "16"'),
      'instrument.other',
    ],
    [
      'no instrument',
      'instrument.json',
      (text: string) => text.replace('lpa-instrument/1', 'lpa-instrument/2'),
      'instrument.invalid',
    ],
    ['a self-score', 'submission.jws', (text: string) => text.replace('.e', '.f'), 'submission.bad-signature'],
  ])('%s', async (_, name, change, code) => {
    const report = await resigned({ [name]: change });
    expect(report.verdict).toBe('invalid');
    expect(codes(report)).toContain(code);
    expect(errors(report).find((finding) => finding.code === code)?.file).toBe(name);
  });

  test("another LAO's submission", async () => {
    const jws = await signManifest({ ...parts.manifest, revision: 2 });
    expect(codes(await resigned({ 'submission.jws': () => jws }))).toContain('submission.other');
  });
});

describe('a history that was changed and signed again', () => {
  const lines = (change: (all: string[]) => string[]) =>
    resigned({ 'events.ndjson': (text) => `${change(text.trimEnd().split('\n')).join('\n')}\n` });
  const drop = (all: string[], at: number) => all.filter((_, index) => index !== at);

  test('dropped, reordered, altered, repeated, foreign, cut', async () => {
    const dropped = await lines((all) => drop(all, 3));
    expect(errors(dropped)[0]).toMatchObject({ code: 'history.broken-link', file: 'events.ndjson' });
    expect(errors(dropped)[0]?.message.en).toContain('line 4');
    const swapped = await lines((all) => [...all.slice(0, 2), all[3]!, all[2]!, ...all.slice(4)]);
    expect(codes(swapped)).toContain('history.reordered');
    const altered = await lines((all) =>
      all.map((line, at) => (at === 4 ? line.replace('"points":3', '"points":5') : line)),
    );
    expect(codes(altered)).toEqual(expect.arrayContaining(['history.broken-link', 'review.score']));
    expect(codes(await lines((all) => [...all, all.at(-1)!]))).toContain('history.duplicate-id');
    expect(codes(await lines((all) => all.map((line, at) => (at === 5 ? `${line} ` : line))))).toContain(
      'history.unreadable',
    );
    expect(codes(await lines((all) => drop(all, all.length - 1)))).toContain('history.not-finalised');
    expect(codes(await lines((all) => all.slice(1)))).toContain('history.not-received');
    expect(codes(await resigned({ 'events.ndjson': (text) => text.trimEnd() }))).toContain('history.unreadable');
    expect(codes(await resigned({ 'events.ndjson': () => '' }))).toContain('history.unreadable');
  });

  test('linked anew, so that the chain holds: the result shows the other scores', async () => {
    const forged = chained(
      parts.events.map(({ event }): ReviewEvent =>
        event.type === 'score.set' ? { ...event, payload: { ...(event.payload as object), points: 5 } } : event,
      ),
    );
    const report = await resigned({ 'events.ndjson': () => forged.map(({ line }) => `${line}\n`).join('') });
    expect(outcome(report, 'history')).toBe('passed');
    expect(codes(report)).toEqual(expect.arrayContaining(['review.score', 'csv.cell', 'gap.override-missing']));
    expect(errors(report).find(({ code }) => code === 'gap.override-missing')?.indicator).toBe('27');
  });
});

describe('a review that should never have been signed', () => {
  const replaced = (id: string, points: number) =>
    honestChanges.map((change) =>
      change.type === 'score.set' && change.payload.indicator === id ? score(id, points) : change,
    );

  test('points that the rule does not give', async () => {
    const report = await withChanges(replaced('i01', 4));
    expect(errors(report).find(({ code }) => code === 'score.not-allowed')).toMatchObject({
      indicator: '01',
      expected: '5, 3, 1, 0',
      actual: '4',
    });
  });

  test('more than full points', async () => {
    expect(codes(await withChanges(replaced('i01', 7)))).toContain('score.not-allowed');
  });

  test.each([
    ['not scored', 'gap.not-scored', honestChanges.filter(({ type }) => type !== 'not-applicable.set')],
    ['not cited', 'gap.not-cited', honestChanges.filter(({ type }) => type !== 'citation.added')],
    [
      'no reason for differing from the LAO',
      'gap.reason-missing',
      honestChanges.filter(({ type }) => type !== 'reason.set'),
    ],
    ['overriding the rule without a reason', 'gap.override-missing', replaced('i27', 0)],
  ])('%s', async (_, code, changes) => {
    expect(codes(await withChanges(changes))).toContain(code);
  });

  test('evidence that the LAO never sent', async () => {
    const foreign: Change = {
      type: 'citation.added',
      payload: { id: '6f8c0a52-0000-4000-8000-0000000000aa', indicator: 'i01', evidence: 'e9', annotation: null },
    };
    expect(codes(await withChanges([...honestChanges, foreign]))).toContain('citation.unknown');
  });
});
