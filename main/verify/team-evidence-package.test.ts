import { beforeAll, expect, test } from 'vitest';
import type { WebAnnotation } from '#common/domain/annotation.ts';
import type { Change } from '#common/domain/review-event.ts';
import type { PackageParts } from '#main/features/package/build-members.ts';
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
import { verifySource } from './verify-package.ts';

const cite = (evidence: string, at: string): Change => ({
  type: 'citation.added',
  payload: { id: `6f8c0a52-0000-4000-8000-0000000001${at}`, indicator: 'i01', evidence, annotation: null },
});
const brought: readonly Change[] = [
  ...honestChanges,
  teamFileAdded(),
  { type: 'live-check.set', payload: liveCheck(1, { screenshot: teamFile().id }) },
  cite(teamFile().id, '01'),
  cite(liveCheck().id, '02'),
  { type: 'certificate.set', payload: certificate() },
  { type: 'request.set', payload: request() },
  { type: 'confidence.set', payload: { indicator: 'i01', confidence: 'low' } },
  { type: 'visit.set', payload: visit() },
];

let identity: SigningIdentity;
let parts: PackageParts;
beforeAll(async () => {
  identity = await newIdentity();
  parts = await partsOf({ changes: brought });
});

async function verify(edit: Readonly<Record<string, (text: string) => string>> = {}, of = parts) {
  const bytes = await packageOf(membersOf(of, edit), identity);
  const source = {
    size: bytes.length,
    readAt: async (at: number, length: number) => bytes.subarray(at, at + length),
  };
  const { findings } = await verifySource('x.asice', source, { now: () => signedAt.getTime() + 1000 });
  return [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
}

const memberText = (name: string): string => {
  const content = membersOf(parts).find((member) => member.name === name)?.content;
  return content instanceof Uint8Array ? Buffer.from(content).toString() : '';
};

test('what the team brought is in the package, and the package is valid', async () => {
  expect(await verify()).toEqual([]);
  const review = JSON.parse(memberText('review.json')) as {
    visit: unknown;
    requests: unknown;
    indicators: readonly { citations: unknown; certificates: unknown; liveChecks: unknown }[];
  };
  expect(review.visit).toEqual(visit());
  expect(review.requests).toEqual([request()]);
  const { indicator: _one, ...seal } = certificate();
  const { indicator: _two, ...look } = liveCheck(1, { screenshot: teamFile().id });
  expect(review.indicators[0]).toMatchObject({ certificates: [seal], liveChecks: [look] });
  expect(review.indicators[0]!.citations).toMatchObject([
    { number: 1, evidence: 'e1' },
    { number: 2, evidence: teamFile().id, sha256: teamFile().sha256, title: teamFile().title },
    { number: 3, evidence: liveCheck().id, sha256: null, title: 'e-LAAS · 2024-07-05' },
  ]);
  expect(JSON.parse(memberText('evidence.json'))).toMatchObject({ team: [{ ...teamFile(), by: 'ผู้ประเมิน a1' }] });
  expect(memberText('review.json')).not.toContain('confidence');
});

test.each<[string, string, (text: string) => string, string]>([
  [
    'another content of a file',
    'evidence.json',
    (text) => text.replace('1'.repeat(64), '2'.repeat(64)),
    'evidence.differs',
  ],
  ['another person who brought it', 'evidence.json', (text) => text.replace('ผู้ประเมิน a1', 'อปท.'), 'evidence.differs'],
  ['a file passed off as the LAO’s', 'evidence.json', passOff, 'evidence.differs'],
  ['another visit', 'review.json', (text) => text.replace('09:30', '07:30'), 'review.field'],
  ['a request dropped', 'review.json', (text) => drop(text, 'requests'), 'review.field'],
  ['another issuer', 'review.json', (text) => text.replace('สำนักงานตรวจเงินแผ่นดิน', 'ร้านค้า'), 'review.indicator'],
  ['another finding', 'review.json', (text) => text.replace('ครบทุกเดือน', 'ไม่ครบ'), 'review.indicator'],
])('%s is found out', async (_, member, change, code) => {
  expect(change(memberText(member))).not.toBe(memberText(member));
  expect(await verify({ [member]: change })).toContain(code);
});

test('citing a file that was never added, or was removed with its citation left over, is an error', async () => {
  const never = await partsOf({ changes: [...honestChanges, cite(teamFile().id, '01')] });
  expect(await verify({}, never)).toEqual(['citation.unknown']);
  const removed = await partsOf({
    changes: [...brought, { type: 'team-evidence.removed', payload: { id: teamFile().id } }],
  });
  expect(await verify({}, removed)).toEqual([]);
  expect(removed.review.citations.map(({ evidence }) => evidence)).not.toContain(teamFile().id);
});

test('a score may stand on what the team found alone', async () => {
  const changes = honestChanges.filter(
    (change) => !(change.type === 'citation.added' && change.payload.indicator === 'i01'),
  );
  expect(await verify({}, await partsOf({ changes }))).toContain('gap.not-cited');
  const found = [...changes, liveCheckSet(), cite(liveCheck().id, '02')];
  expect(await verify({}, await partsOf({ changes: found }))).toEqual([]);
});

const people = Array.from({ length: 40 }, (_, at) => ({ name: `ผู้ร่วม ${at}`, title: 'กรรมการ' }));
const deep = Array.from({ length: 28 }).reduce<unknown>((inner) => ({ inner }), 1);
const foreign = JSON.parse(
  `{"id":"https://x.example/1","type":"Annotation","__proto__":{"by":"x"},"target":"urn:x"}`,
) as WebAnnotation;
const markOf = (sha256: string) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: 'urn:uuid:6f8c0a52-0000-4000-8000-000000000201',
  type: 'Annotation' as const,
  created: '2024-07-05T10:22:00Z',
  modified: '2024-07-05T10:22:00Z',
  creator: { id: 'urn:uuid:6f8c0a52-0000-4000-8000-000000000202', name: '\ud800' },
  target: {
    source: `urn:sha256:${sha256}`,
    selector: [{ type: 'FragmentSelector', value: 'page=999999&viewrect=1e308,1e308,1e308,1e308' }],
  },
  'lpa:mark': { kind: 'rectangle', evidence: teamFile().id, indicator: 'i01' },
});
const citeMark: Change = {
  type: 'citation.added',
  payload: {
    id: '6f8c0a52-0000-4000-8000-000000000103',
    indicator: 'i01',
    evidence: teamFile().id,
    annotation: '6f8c0a52-0000-4000-8000-000000000201',
  },
};

test.each<[string, readonly Change[]]>([
  [
    'a web address of two thousand characters',
    [liveCheckSet(2, { address: 'https://x.example/'.padEnd(2000, 'a') }), cite(liveCheck(2).id, '05')],
  ],
  [
    'annotations that would be much longer with room around each number',
    Array.from({ length: 60 }, (_, at) => {
      const long = Array.from({ length: 26 }).reduce<unknown>((inner) => [inner], Array(30_000).fill(0));
      const annotation: WebAnnotation = { ...foreign, id: `https://x.example/${at}`, long };
      return { type: 'annotation.created' as const, payload: { annotation } };
    }),
  ],
  ['a visit of forty', [{ type: 'visit.set', payload: visit({ team: people, lao: people }) }]],
  [
    'half characters and formulas',
    [
      { type: 'remark.set', payload: { indicator: 'i01', text: '=1+1\r\n\ud800\u0000,"' } },
      { type: 'reason.set', payload: { indicator: 'i01', about: 'override', text: 'a\rb' } },
      { type: 'reason.set', payload: { indicator: 'i01', about: 'difference', text: '\udfff\ufeff"\n' } },
      { type: 'certificate.set', payload: certificate(2, { issuer: '\ud800', title: '\ufeff' }) },
      teamFileAdded(2, { title: '\ud800"\r' }),
      cite(teamFile(2).id, '06'),
    ],
  ],
  [
    'a deep annotation with names of the language',
    [{ type: 'annotation.created', payload: { annotation: { ...foreign, deep } } }],
  ],
  [
    'a mark at the end of numbers on a file of the team',
    [{ type: 'annotation.created', payload: { annotation: markOf(teamFile().sha256) } }, citeMark],
  ],
  [
    'a marked and cited file, screenshot and certificate that is removed',
    [
      { type: 'annotation.created', payload: { annotation: markOf(teamFile().sha256) } },
      citeMark,
      { type: 'certificate.set', payload: certificate(3, { evidence: teamFile().id }) },
      { type: 'team-evidence.removed', payload: { id: teamFile().id } },
    ],
  ],
  ['a live check that is moved to another indicator', [liveCheckSet(1, { indicator: 'i02' })]],
  ['pages of what is not here', [{ type: 'pages.seen', payload: { sha256: 'f'.repeat(64), pages: [1_000_000] } }]],
])('%s leaves the package valid', async (_what, changes) => {
  expect(await verify({}, await partsOf({ changes: [...brought, ...changes] }))).toEqual([]);
});

function passOff(text: string): string {
  const file = JSON.parse(text) as { evidence: unknown[]; team?: unknown[] };
  const { id, title, sha256, size, mediaType } = teamFile();
  file.evidence.push({ id, title, sha256, size, mediaType, status: 'ready' });
  delete file.team;
  return JSON.stringify(file);
}

function drop(text: string, name: string): string {
  const { [name]: _dropped, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(rest);
}
