import { deflateRawSync } from 'node:zlib';
import type { PackageParts } from '#main/features/package/build-members.ts';
import { manifestMember, signatureMember, writeAsicManifest } from '#main/lib/asice/asic-manifest.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { openStrictZipFrom } from '#main/lib/zip/strict-zip-source.ts';
import type { Severity, VerifyReport } from '#common/domain/verdict.ts';
import type { Change } from '#common/domain/review-event.ts';
import { membersOf, newIdentity, packageOf, partsOf, signedAt } from '../package-fixture.ts';
import { rawZip, type RawEntry } from '../raw-zip.ts';

export interface Entry extends RawEntry {
  readonly name: string;
  readonly data: Buffer;
}

/** Good packages, and the keys behind them, from which the broken ones are made. */
export interface Bed {
  readonly parts: PackageParts;
  readonly identity: SigningIdentity;
  readonly good: Buffer;
  readonly entries: readonly Entry[];
  /** Another LAO's package, by the same signer. */
  readonly other: readonly Entry[];
  /** The good one with a second signer's own list and signature. */
  readonly twoSigned: readonly Entry[];
  /** Somebody who signs what he likes. */
  readonly stranger: SigningIdentity;
}

/** With the certificate that OpenSSL is to trust, and when, where these are not the good package's. */
export type Made = Buffer | MadePackage;

interface MadePackage {
  readonly bytes: Buffer;
  readonly trusted: Uint8Array;
  readonly at: Date;
  /** PEM of the authorities that the reader trusts, and of what they revoked. Without: the reader names none. */
  readonly trust?: string;
}

/** What a program says that looks at the first signature and its list alone. */
export type SignatureWord = 'holds' | 'refuses';

export interface BrokenPackage {
  readonly name: string;
  readonly make: (bed: Bed) => Made | Promise<Made>;
  readonly verdict: VerifyReport['verdict'];
  /** That must be among the findings of `severity` ('error' where it is not said). */
  readonly codes: readonly string[];
  readonly severity?: Severity;
  /** Null: no program but a strict one can say where the signature is. */
  readonly openssl: SignatureWord | null;
  /** Where it differs from OpenSSL's: BouncyCastle trusts any certificate, and wants strict DER. */
  readonly bouncyCastle?: SignatureWord;
  /** Checked against the certificate of the good package. */
  readonly signer?: true;
}

const limits = { entries: 100, entrySize: 1e8, totalSize: 1e8, ratio: 1e4, nameLength: 200 };

export async function unpack(bytes: Buffer): Promise<Entry[]> {
  const readAt = async (at: number, length: number) => bytes.subarray(at, at + length);
  const zip = await openStrictZipFrom({ size: bytes.length, readAt }, limits);
  return Promise.all(zip.entries.map(async ({ name }) => ({ name, data: await zip.read(name, 1e8) })));
}

/** One more list over everything that is there, and a signature over it. */
export async function addSigner(
  entries: readonly Entry[],
  identity: SigningIdentity,
  number: number,
): Promise<Entry[]> {
  const signature = `META-INF/signature00${number}.p7s`;
  const files = entries
    .filter(({ name }) => name !== 'mimetype')
    .map(({ name, data }) => ({ name, mediaType: 'application/octet-stream', sha256: sha256(data) }));
  const data = Buffer.from(writeAsicManifest({ signature, files }));
  return [
    ...entries,
    { name: `META-INF/ASiCManifest00${number}.xml`, data },
    { name: signature, data: Buffer.from(await signCades(await signerOf(identity), data, signedAt)) },
  ];
}

export async function makeBed(): Promise<Bed> {
  const parts = await partsOf();
  const identity = await newIdentity();
  const stranger = await newIdentity(signedAt, 'ผู้ที่ไม่เกี่ยวข้อง');
  const good = await packageOf(membersOf(parts), identity);
  const entries = await unpack(good);
  const other = await unpack(await packageOf(membersOf(await partsOf({ changes: otherChanges(parts) })), identity));
  return { parts, identity, stranger, good, entries, other, twoSigned: await addSigner(entries, stranger, 2) };
}

/** A row's package, with what the good one's signature is held against where the row says nothing. */
export async function makePackage(row: BrokenPackage, bed: Bed): Promise<MadePackage> {
  const made = await row.make(bed);
  return Buffer.isBuffer(made) ? { bytes: made, trusted: bed.identity.certificate, at: signedAt } : made;
}

/** The same review with one more remark, so that its history and manifest differ. */
const otherChanges = ({ events }: PackageParts): readonly Change[] => [
  ...(events.slice(1, -1).map(({ event: { type, payload } }) => ({ type, payload })) as Change[]),
  { type: 'reason.set', payload: { indicator: 'i50', about: 'difference', text: 'ทำได้บางส่วนเท่านั้น' } },
];

/** Of the entries of the good package, changed by whoever has a zip program. */
export const rezipped =
  (change: (entries: Entry[]) => readonly RawEntry[]) =>
  ({ entries }: Bed): Buffer =>
    rawZip(change([...entries]));

export const replaced = (name: string, data: (before: Buffer) => Buffer) => (entries: readonly Entry[]) =>
  entries.map((entry) => (entry.name === name ? { ...entry, data: data(entry.data) } : entry));

export const flipped = (data: Buffer): Buffer => {
  const changed = Buffer.from(data);
  const at = Math.floor(changed.length / 2);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

/** One member in another shape, and all of it signed again by the good package's own signer. */
export const resigned =
  (name: string, edit: (text: string, bed: Bed) => string) =>
  (bed: Bed): Promise<Buffer> =>
    packageOf(membersOf(bed.parts, { [name]: (text) => edit(text, bed) }), bed.identity);

/** What another team did, properly signed. */
export const reviewed =
  (changes: readonly Change[]) =>
  async ({ identity }: Bed): Promise<Buffer> =>
    packageOf(membersOf(await partsOf({ changes })), identity);

/** The good package with another list of files, signed by its own signer. */
export const relisted =
  (edit: (xml: string) => string) =>
  async ({ entries, identity }: Bed): Promise<Buffer> => {
    const xml = entries.find(({ name }) => name === manifestMember)?.data ?? Buffer.alloc(0);
    const list = Buffer.from(edit(xml.toString()));
    const signature = Buffer.from(await signCades(await signerOf(identity), list, signedAt));
    const changed = replaced(manifestMember, () => list)(replaced(signatureMember, () => signature)(entries));
    return rawZip(changed);
  };

/** A signature made otherwise, over the good package's list. */
export const signedBy =
  (sign: (list: Buffer, bed: Bed) => Promise<Uint8Array>) =>
  async (bed: Bed): Promise<Buffer> => {
    const list = bed.entries.find(({ name }) => name === manifestMember)?.data ?? Buffer.alloc(0);
    const signature = Buffer.from(await sign(list, bed));
    return rawZip(replaced(signatureMember, () => signature)(bed.entries));
  };

export const deflated = (data: Buffer, behind = ''): Buffer =>
  Buffer.concat([deflateRawSync(data), Buffer.from(behind)]);
