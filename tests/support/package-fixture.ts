import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair } from 'jose';
import { amendmentsOf } from '#common/domain/amendments.ts';
import { eventLine } from '#common/domain/event-chain.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { reduceReview } from '#common/domain/reduce-review.ts';
import type { Change, ReviewEvent } from '#common/domain/review-event.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { buildMembers, type PackageParts } from '#main/features/package/build-members.ts';
import { createAsice, type AsiceMember } from '#main/lib/asice/create-asice.ts';
import { manifestType } from '#main/lib/manifest-jws.ts';
import { generateIdentity } from '#main/lib/signing/generate-identity.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { buffer } from 'node:stream/consumers';
import { historyOf, indicator, instrumentOf, manifestOf, score } from './review-builder.ts';

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

const evidence = (id: string, indicators: string[], title: string) => ({
  ...{ id, indicators, title, path: `evidence/${id}.pdf`, mediaType: 'application/pdf' },
  sha256: sha256(id),
  size: Buffer.byteLength(id),
});

/** Four indicators of all kinds of rule, one pilot; the LAO claims 5 everywhere. */
export const instrument: Instrument = instrumentOf([
  indicator('i01', 1),
  indicator('i27', 1, {
    title: { th: 'รายจ่ายเพื่อการลงทุน', en: 'Capital expenditure' },
    rule: {
      kind: 'percent',
      numerator: { th: 'รายจ่ายลงทุน', en: 'capital' },
      denominator: { th: 'รายจ่ายทั้งหมด', en: 'all' },
      unit: { th: 'บาท', en: 'baht' },
      bands: [5, 3, 0].map((points) => ({
        points,
        from: String(points * 4),
        inclusive: true,
        text: { th: `${points}`, en: `${points}` },
      })),
    },
  }),
  indicator('i50', 2, { pilot: true }),
  indicator('i61', 2),
]);

const mark = {
  id: '3b241101-e2bb-4255-8caf-4136c566a962',
  ...{ evidence: 'e1', sha256: sha256('e1'), indicator: 'i27', page: 4, kind: 'rectangle' as const, quote: null },
  ...{ strokes: [], colour: 'blue' as const, stamp: '' },
  rects: [{ x: 10, y: 20, width: 30, height: 40 }],
  comment: 'ยอดรวมอยู่บรรทัดนี้',
  author: { id: 'a1', name: 'ผู้ประเมิน a1' },
  createdAt: '2024-07-05T02:00:00Z',
  modifiedAt: '2024-07-05T02:00:00Z',
};

const cite = (id: string, at: string, annotation: string | null = null): Change => ({
  type: 'citation.added',
  payload: { id: `6f8c0a52-0000-4000-8000-0000000000${at}`, indicator: id, evidence: 'e1', annotation },
});

/** What a team that works properly does, after the submission was received. */
export const honestChanges: readonly Change[] = [
  score('i01', 5),
  cite('i01', '01'),
  {
    type: 'measure.set',
    payload: { indicator: 'i27', measure: { kind: 'percent', numerator: '15', denominator: '100' } },
  },
  score('i27', 3),
  { type: 'annotation.created', payload: { annotation: toWebAnnotation(mark) } },
  cite('i27', '02', mark.id),
  {
    type: 'reason.set',
    payload: { indicator: 'i27', about: 'difference', text: '=ร้อยละ 15 ตามงบแสดงฐานะ "หน้า 4", ไม่ถึง 20' },
  },
  score('i50', 1),
  cite('i50', '03'),
  { type: 'reason.set', payload: { indicator: 'i50', about: 'difference', text: 'ทำได้บางส่วน' } },
  { type: 'not-applicable.set', payload: { indicator: 'i61', value: { reason: 'ไม่มีตลาดในพื้นที่', agreedBy: 'ทั้งทีม' } } },
];
const finalise: Change = { type: 'review.finalised', payload: { statement: 'ขอรับรองว่าถูกต้อง' } };

/** Links events as the log does: each names its device's previous line. */
export function chained(events: readonly ReviewEvent[]): PackageParts['events'] {
  const last = new Map<string, string>();
  return events.map((event) => {
    const linked = { ...event, previous: last.get(event.device) ?? null };
    const line = eventLine(linked);
    last.set(event.device, sha256(line));
    return { event: linked, line };
  });
}

/** A manifest signed by an LAO's key, as it arrives in a bundle. */
export async function signManifest(manifest: SubmissionManifest): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk, 'sha256');
  return new CompactSign(new TextEncoder().encode(JSON.stringify(manifest)))
    .setProtectedHeader({ alg: 'ES256', typ: manifestType, kid, jwk })
    .sign(privateKey);
}

export interface PartsOptions {
  readonly changes?: readonly Change[];
  /** Events of an unknown, newer kind, or anything else, before the end. */
  readonly alsoEvents?: readonly { readonly type: string; readonly payload: unknown }[];
  readonly finalised?: boolean;
  readonly instrument?: Instrument;
  /** Another organisation, round or revision. */
  readonly revise?: (manifest: SubmissionManifest) => SubmissionManifest;
  /** The LAO's further revision, and what the team does after it came in. */
  readonly amended?: {
    readonly revise: (manifest: SubmissionManifest) => SubmissionManifest;
    readonly changes: readonly Change[];
  };
}

const payloadDigest = (jws: string): string => sha256(Buffer.from(jws.split('.')[1] ?? '', 'base64url'));

/** Everything a small package is made from, consistent in itself. */
export async function partsOf(options: PartsOptions = {}): Promise<PackageParts> {
  const used = options.instrument ?? instrument;
  const instrumentBytes = Buffer.from(`${JSON.stringify(used, null, 1)}\n`);
  const instrumentDigest = sha256(instrumentBytes);
  const plain = manifestOf(
    { i01: 5, i27: 5, i50: 5, i61: 5 },
    {
      instrument: { id: used.id, version: used.version, digest: instrumentDigest },
      evidence: [evidence('e1', ['i01', 'i27', 'i50'], 'งบแสดงฐานะการเงิน'), evidence('e2', ['i61'], 'ภาพถ่ายตลาด')],
      links: [{ id: 'l1', indicators: ['i01'], title: 'ประกาศในเว็บ', url: 'https://example.go.th/1' }],
    },
  );
  const first = options.revise?.(plain) ?? plain;
  const { amended } = options;
  const manifest = amended === undefined ? first : { ...amended.revise(first), revision: 2 };
  const firstJws = await signManifest(first);
  const manifestJws = amended === undefined ? firstJws : await signManifest(manifest);
  const manifestDigest = payloadDigest(manifestJws);
  const received = (digest: string): Change => ({
    type: 'submission.received',
    payload: { manifest: digest, instrument: { id: used.id, digest: instrumentDigest } },
  });
  const history = historyOf(received(payloadDigest(firstJws)));
  for (const change of options.changes ?? honestChanges) history.add(change);
  if (amended !== undefined) for (const change of [received(manifestDigest), ...amended.changes]) history.add(change);
  for (const extra of options.alsoEvents ?? []) history.add(extra);
  if (options.finalised !== false) history.add(finalise);
  const events = history.events.map((event) => ({ ...event, submission: first.id }));
  const review = reduceReview(events);
  const revisions = new Map([
    [payloadDigest(firstJws), first],
    [manifestDigest, manifest],
  ]);
  return {
    amendments: amendmentsOf(review, manifest, revisions),
    ...{ manifest, manifestJws, manifestDigest, instrument: used, instrumentBytes, instrumentDigest, review },
    evidence: manifest.evidence.map(({ id }) => ({ id, status: 'ready' as const })),
    events: chained(events),
    totals: computeTotals(used, manifest, review),
    report: Buffer.from('%PDF-1.4\n%%EOF\n'),
    software: { name: 'LPA Assessor', version: '0.0.0-test' },
  };
}

export const signedAt = new Date('2024-07-05T07:58:12Z');

export const newIdentity = (from: Date = signedAt, name = 'นางสาวปาริชาต วงศ์เมธากุล'): Promise<SigningIdentity> =>
  generateIdentity({ name, title: 'กรรมการ', organization: 'จังหวัดธารานคร' }, from);

/** A container over these members, signed. */
export const packageOf = async (
  members: readonly AsiceMember[],
  identity: SigningIdentity,
  at: Date = signedAt,
): Promise<Buffer> => {
  const signer = await signerOf(identity);
  return buffer(createAsice(members, (manifest) => signCades(signer, manifest, at), at));
};

/** The members of honest parts, one of them perhaps put in another shape. */
export function membersOf(parts: PackageParts, change: Readonly<Record<string, (text: string) => string>> = {}) {
  return buildMembers(parts).map((member) => {
    const edit = change[member.name];
    if (edit === undefined || !(member.content instanceof Uint8Array)) return member;
    return { ...member, content: Buffer.from(edit(Buffer.from(member.content).toString())) };
  });
}
