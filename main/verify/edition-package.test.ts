import { beforeAll, describe, expect, test } from 'vitest';
import type { Edition } from '#common/domain/audience.ts';
import type { Change } from '#common/domain/review-event.ts';
import { buildEdition } from '#main/features/package/build-edition.ts';
import type { PackageParts } from '#main/features/package/build-members.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { honestChanges, membersOf, newIdentity, packageOf, partsOf, signedAt } from '#tests/support/package-fixture.ts';
import {
  certificate,
  liveCheck,
  liveCheckSet,
  request,
  teamFile,
  teamFileAdded,
  visit,
} from '#tests/support/visit-builder.ts';
import { packageCode } from './package-members.ts';
import { verifySource } from './verify-package.ts';

const cite = (evidence: string, at: string): Change => ({
  type: 'citation.added',
  payload: { id: `6f8c0a52-0000-4000-8000-0000000001${at}`, indicator: 'i01', evidence, annotation: null },
});
const brought: readonly Change[] = [
  ...honestChanges,
  teamFileAdded(),
  liveCheckSet(1, { screenshot: teamFile().id }),
  cite(teamFile().id, '01'),
  cite(liveCheck().id, '02'),
  cite('l1', '03'),
  { type: 'certificate.set', payload: certificate() },
  { type: 'request.set', payload: request() },
  { type: 'visit.set', payload: visit({ note: 'เก็บไว้ในทีม' }) },
  { type: 'remark.set', payload: { indicator: 'i01', text: 'ไม่ค่อยเชื่อ' } },
];

let identity: SigningIdentity;
let parts: PackageParts;
beforeAll(async () => {
  identity = await newIdentity();
  parts = await partsOf({ changes: brought });
});

const printer = { renderEdition: async () => Buffer.from('%PDF-1.4'), renderHandOver: async () => Buffer.from('%PDF') };
type Edit = Readonly<Record<string, (text: string) => string>>;
const text = ({ content }: AsiceMember) => (content instanceof Uint8Array ? Buffer.from(content).toString() : '');

async function verify(edition: Edition, edit: Edit = {}, change = (all: readonly AsiceMember[]) => all, of = parts) {
  const members = (await buildEdition(edition, of, printer)).map((member) => {
    const edited = edit[member.name]?.(text(member));
    if (edited === text(member)) throw new Error(`${member.name} is as it was`);
    return edited === undefined ? member : { ...member, content: Buffer.from(edited) };
  });
  const bytes = await packageOf(change(members), identity);
  const readAt = async (at: number, length: number) => bytes.subarray(at, at + length);
  const report = await verifySource(
    'x.asice',
    { size: bytes.length, readAt },
    { now: () => signedAt.getTime() + 1000 },
  );
  return { ...report, errors: report.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code) };
}
const outcomes = ({ checks }: Awaited<ReturnType<typeof verify>>) =>
  Object.fromEntries(checks.map(({ check, outcome }) => [check, outcome]));

describe('an edition', () => {
  test('for the LAO is valid, says what it is and what cannot be checked, and names the full package', async () => {
    const report = await verify('lao');
    const code = packageCode(parts.events.map(({ line }) => line));
    expect(report).toMatchObject({ verdict: 'valid', audience: 'lao', errors: [] });
    expect(report.content).toMatchObject({ code, percent: '80.00', laoCode: '05990312', indicators: 4, events: 0 });
    expect(outcomes(report)).toMatchObject({
      scores: 'passed',
      submission: 'passed',
      history: 'absent',
      evidence: 'absent',
    });
    expect(report.findings.find(({ code: one }) => one === 'edition.lao')?.message.en).toContain(code);
  });

  test('for anybody is valid with totals alone', async () => {
    const report = await verify('public');
    expect(report).toMatchObject({ verdict: 'valid', audience: 'public', errors: [] });
    expect(report.content).toMatchObject({ percent: '80.00', grade: { th: 'ดีมาก' }, team: '' });
    expect(outcomes(report)).toMatchObject({ scores: 'passed', submission: 'absent', history: 'absent' });
  });

  test('is valid after an amendment, and of a review with nothing but scores', async () => {
    const amended = await partsOf({
      amended: { revise: (one) => ({ ...one, evidence: one.evidence.filter(({ id }) => id !== 'e2') }), changes: [] },
    });
    for (const of of [amended, await partsOf()])
      for (const edition of ['lao', 'public'] as const)
        expect((await verify(edition, {}, (all) => all, of)).errors).toEqual([]);
  });
});

describe('an edition is not valid', () => {
  test.each<[string, Edition, string, (text: string) => string, string]>([
    ['a score', 'lao', 'result.json', (one) => one.replace(/"team": 3,/, '"team": 5,'), 'gap.override-missing'],
    [
      'a score that no rule gives',
      'lao',
      'result.json',
      (one) => one.replace(/"team": 5,/, '"team": 4,'),
      'score.not-allowed',
    ],
    ['a self-score', 'lao', 'result.json', (one) => one.replace('"self": 5,', '"self": 3,'), 'review.indicator'],
    ['a percent', 'lao', 'result.json', (one) => one.replaceAll('"80.00"', '"90.00"'), 'review.totals'],
    ['no reason', 'lao', 'result.json', (one) => one.replace('ทำได้บางส่วน', ''), 'gap.reason-missing'],
    [
      'another title of evidence',
      'lao',
      'result.json',
      (one) => one.replace('งบแสดงฐานะการเงิน', 'อื่น'),
      'review.indicator',
    ],
    ['another LAO', 'lao', 'result.json', (one) => one.replace('ท่าแก้วพัฒนา', 'อื่น'), 'review.field'],
    ['a cell', 'lao', 'scores.csv', (one) => one.replace('ทำได้บางส่วน', 'อื่น'), 'csv.cell'],
    ['the instrument', 'lao', 'instrument.json', (one) => one.replace('"from": "12"', '"from": "11"'), 'review.field'],
    ['no result', 'lao', 'result.json', () => '{}', 'content.unreadable'],
    ['a percent', 'public', 'result.json', (one) => one.replaceAll('"80.00"', '"90.00"'), 'review.aspect'],
    ['a grade', 'public', 'result.json', (one) => one.replace(/"grade": "[^"]+"/, '"grade": "a"'), 'review.totals'],
    ['a cell', 'public', 'scores.csv', (one) => one.replaceAll('80.00', '81.00'), 'csv.cell'],
    [
      'the instrument',
      'public',
      'instrument.json',
      (one) => one.replace('"from": "12"', '"from": "11"'),
      'review.field',
    ],
    ['no result', 'public', 'result.json', (one) => one.replace('"full": {', '"ful": {'), 'content.unreadable'],
  ])('with %s changed (%s)', async (_, edition, name, change, code) => {
    const report = await verify(edition, { [name]: change });
    expect(report).toMatchObject({ verdict: 'invalid', audience: edition });
    expect(report.errors).toContain(code);
  });

  test('when a member is missing', async () => {
    for (const name of ['result.json', 'scores.csv', 'report.pdf', 'instrument.json', 'submission.jws']) {
      const report = await verify('lao', {}, (all) => all.filter((member) => member.name !== name));
      expect(report.errors, name).toContain('member.missing');
    }
  });

  test('when it is a full package, too', async () => {
    const both = (all: readonly AsiceMember[]) => [all[0]!, ...membersOf(parts)];
    const report = await verify('public', {}, both);
    expect(report).toMatchObject({ verdict: 'invalid', audience: 'full', errors: ['edition.ambiguous'] });
  });

  test('when it says to be for somebody else', async () => {
    const report = await verify('lao', { 'result.json': (one) => one.replace('"audience": "lao"', '"audience": "x"') });
    expect(report.errors).toContain('content.unreadable');
  });
});

test('an edition holds what its list names, and nothing else', async () => {
  const [lao, open] = await Promise.all((['lao', 'public'] as const).map((one) => buildEdition(one, parts, printer)));
  const all = [...lao!, ...open!].map(text).join('\n');
  for (const secret of ['เก็บไว้ในทีม', 'ไม่ค่อยเชื่อ', 'ยอดรวมอยู่บรรทัดนี้']) expect(all).not.toContain(secret);
  expect(Object.keys(JSON.parse(text(open![0]!)) as object).sort()).toEqual(
    ['aspects', 'audience', 'finalised', 'format', 'full', 'instrument', 'lao', 'round', 'software', 'totals'].sort(),
  );
});
