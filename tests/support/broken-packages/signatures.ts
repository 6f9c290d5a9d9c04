import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { createAsice } from '#main/lib/asice/create-asice.ts';
import { manifestMember, signatureMember } from '#main/lib/asice/asic-manifest.ts';
import { bytesOf } from '#main/lib/signing/der.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { oid } from '#main/lib/signing/signing-oids.ts';
import { membersOf, newIdentity, packageOf, signedAt } from '../package-fixture.ts';
import { rawZip } from '../raw-zip.ts';
import { flipped, relisted, replaced, rezipped, signedBy } from './bed.ts';
import type { Bed, BrokenPackage, Entry, Made } from './bed.ts';

const invalid = { verdict: 'invalid' } as const;
const valid = { verdict: 'valid' } as const;

/** Members of another package by the same signer, in place of the own ones. */
const exchanged =
  (...names: readonly string[]) =>
  ({ entries, other }: Bed): Buffer =>
    rawZip(
      entries.map((own) => (names.includes(own.name) ? (other.find(({ name }) => name === own.name) ?? own) : own)),
    );

/** The good package, signed with a certificate that begins on `from`, by a clock that says `at`. */
const dated =
  (from: Date, at: Date) =>
  async ({ parts }: Bed): Promise<Made> => {
    const identity = await newIdentity(from);
    return { bytes: await packageOf(membersOf(parts), identity, at), trusted: identity.certificate, at };
  };

/** Signed again by the good package's signer after `change` was made to what a signature says about itself. */
const attributed = (change: (attributes: pkijs.Attribute[], bed: Bed) => pkijs.Attribute[]) =>
  signedBy(async (list, bed) => {
    const signer = await signerOf(bed.identity);
    const envelope = pkijs.ContentInfo.fromBER(bytesOf(await signCades(signer, list, signedAt)));
    const signed = new pkijs.SignedData({ schema: envelope.content as asn1js.Sequence });
    const [info] = signed.signerInfos;
    const before = info?.signedAttrs?.attributes ?? [];
    const signedAttrs = new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: change(before, bed) });
    const set = new Uint8Array(signedAttrs.toSchema().toBER());
    set[0] = 0x31;
    const value = pkijs.createCMSECDSASignature(bytesOf(await signer.sign(set)).buffer);
    Object.assign(info ?? {}, { signedAttrs, signature: new asn1js.OctetString({ valueHex: value }) });
    const container = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
    return new Uint8Array(container.toSchema().toBER());
  });

const sorted = (attributes: pkijs.Attribute[]) =>
  attributes
    .map((one) => ({ one, der: Buffer.from(one.toSchema().toBER()) }))
    .sort((left, right) => Buffer.compare(left.der, right.der))
    .map(({ one }) => one);

const without = (type: string) => (attributes: pkijs.Attribute[]) => attributes.filter((one) => one.type !== type);

/** Names another certificate than the one that is enclosed. */
function renamedCertificate(attributes: pkijs.Attribute[], { stranger }: Bed): pkijs.Attribute[] {
  const hash = new asn1js.OctetString({ valueHex: bytesOf(digest(stranger.certificate)).buffer });
  const nested = [1, 2].reduce<asn1js.BaseBlock>(
    (value) => new asn1js.Sequence({ value: [value] }),
    new asn1js.Sequence({ value: [hash] }),
  );
  const named = new pkijs.Attribute({ type: oid.signingCertificateV2, values: [nested] });
  return sorted([...without(oid.signingCertificateV2)(attributes), named]);
}
const digest = (bytes: Uint8Array): Buffer => execFileSync('openssl', ['dgst', '-sha256', '-binary'], { input: bytes });

const rsa = (bits: number, ...more: string[]) => ['-newkey', `rsa:${bits}`, ...more];

/** Key, certificate and signature by OpenSSL, which makes also what nobody should. */
const byOpenssl =
  (newKey: readonly string[], ...options: readonly string[]) =>
  async ({ parts }: Bed): Promise<Made> => {
    const folder = mkdtempSync(join(tmpdir(), 'lpa-broken-'));
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    try {
      openssl('req', '-x509', ...newKey, '-noenc', '-keyout', 'k.pem', '-out', 'c.pem', '-days', '9', '-subj', '/CN=x');
      openssl('x509', '-in', 'c.pem', '-outform', 'DER', '-out', 'c.der');
      const sign = async (list: Uint8Array) => {
        writeFileSync(join(folder, 'm.xml'), list);
        openssl('cms', '-sign', '-binary', '-nosmimecap', '-in', 'm.xml', '-signer', 'c.pem', '-inkey', 'k.pem',
          '-outform', 'DER', '-out', 'm.p7s', ...options); // prettier-ignore
        return readFileSync(join(folder, 'm.p7s'));
      };
      const bytes = await buffer(createAsice(membersOf(parts), sign, new Date()));
      return { bytes, trusted: readFileSync(join(folder, 'c.der')), at: new Date() };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

const cades = ['-cades', '-md', 'sha256'];
const list = (edit: (xml: string) => string) => relisted(edit);
const reference = /  <asic:DataObjectReference [^]*?<\/asic:DataObjectReference>\n/;

const lists: readonly BrokenPackage[] = [
  {
    ...{ name: 'the list changed', ...invalid, codes: ['signature.content'], openssl: 'refuses' },
    make: rezipped(replaced(manifestMember, (xml) => Buffer.from(xml.toString().replace('text/csv', 'text/xxx')))),
  },
  {
    ...{ name: 'a digest in the list changed to that of a changed file', ...invalid, openssl: 'refuses' },
    codes: ['signature.content'],
    make: ({ entries, other }) =>
      rawZip(
        [manifestMember, 'events.ndjson'].reduce<readonly Entry[]>(
          (all, name) => replaced(name, () => other.find((one) => one.name === name)?.data ?? Buffer.alloc(0))(all),
          entries,
        ),
      ),
  },
  {
    ...{ name: 'a list that leaves a file out', ...invalid, codes: ['signature.partial', 'file.not-signed'] },
    ...{ openssl: 'holds', make: list((xml) => xml.replace(reference, '')) },
  },
  {
    ...{ name: 'a list that names a file twice', ...invalid, codes: ['manifest.unreadable'], openssl: 'holds' },
    make: list((xml) => xml.replace(reference, '$&$&')),
  },
  {
    ...{ name: 'a list of weak digests', ...invalid, codes: ['manifest.unreadable'], openssl: 'holds' },
    make: list((xml) =>
      xml.replace('http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1'),
    ),
  },
  {
    ...{ name: 'a list with a document type', ...invalid, codes: ['manifest.unreadable'], openssl: 'holds' },
    make: list((xml) => xml.replace('?>\n', '?>\n<!DOCTYPE x [<!ENTITY a "b">]>\n')),
  },
  {
    ...{ name: 'a list that points to another signature', ...invalid, codes: ['signature.missing'], openssl: 'holds' },
    make: list((xml) => xml.replace('signature001.p7s', 'signature002.p7s')),
  },
];

const values: readonly BrokenPackage[] = [
  {
    ...{ name: 'the signature changed', ...invalid, codes: [], openssl: 'refuses' },
    make: rezipped(replaced(signatureMember, flipped)),
  },
  {
    ...{ name: 'the last byte of the signature changed', ...invalid, codes: ['signature.forged'], openssl: 'refuses' },
    make: rezipped(
      replaced(signatureMember, (der) => Buffer.concat([der.subarray(0, -1), Buffer.of((der.at(-1) ?? 0) ^ 1)])),
    ),
  },
  {
    ...{ name: 'a signature that is no signature', ...invalid, codes: ['signature.unreadable'], openssl: 'refuses' },
    make: rezipped(replaced(signatureMember, () => Buffer.from('no DER'))),
  },
  {
    ...{ name: 'something behind the signature', ...invalid, codes: ['signature.unreadable'], openssl: 'holds' },
    ...{
      bouncyCastle: 'holds',
      make: rezipped(replaced(signatureMember, (der) => Buffer.concat([der, Buffer.of(0)]))),
    },
  },
  {
    ...{ name: 'the signature of another package', ...invalid, codes: ['signature.content'], openssl: 'refuses' },
    make: exchanged(signatureMember),
  },
  {
    ...{ name: 'the list of another package', ...invalid, codes: ['signature.content'], openssl: 'refuses' },
    make: exchanged(manifestMember),
  },
  {
    ...{ name: 'list and signature of another package', ...invalid, codes: ['file.digest-mismatch'], openssl: 'holds' },
    make: exchanged(manifestMember, signatureMember),
  },
  {
    ...{ name: 'a signature without any attributes', ...invalid, codes: ['signature.attribute'], openssl: 'holds' },
    make: byOpenssl(rsa(2048), '-md', 'sha256', '-noattr'),
  },
  {
    ...{ name: 'a plain CMS signature', ...invalid, codes: ['signature.attribute'], openssl: 'refuses' },
    ...{ bouncyCastle: 'holds', make: byOpenssl(rsa(2048), '-md', 'sha256') },
  },
  {
    ...{ name: 'a signature over SHA-1', ...invalid, codes: ['signature.algorithm'], openssl: 'holds' },
    make: byOpenssl(rsa(2048), '-cades', '-md', 'sha1'),
  },
  {
    ...{ name: 'a signature that carries its content', ...invalid, codes: ['signature.not-detached'], openssl: null },
    make: byOpenssl(rsa(2048), ...cades, '-nodetach'),
  },
  {
    ...{ name: 'a signature without a certificate', ...invalid, codes: ['signature.no-certificate'] },
    ...{ openssl: 'refuses', make: byOpenssl(rsa(2048), ...cades, '-nocerts') },
  },
  {
    ...{ name: 'attributes that are not in DER order', ...invalid, codes: ['signature.order'], openssl: 'holds' },
    ...{ bouncyCastle: 'refuses', make: attributed((attributes) => attributes.toReversed()) },
  },
  {
    ...{ name: 'a signature that names another certificate', ...invalid, codes: ['signature.other-certificate'] },
    ...{ openssl: 'refuses', bouncyCastle: 'holds', make: attributed(renamedCertificate) },
  },
  {
    ...{ name: 'a signature that names no certificate', ...invalid, codes: ['signature.attribute'] },
    ...{ openssl: 'refuses', bouncyCastle: 'holds', make: attributed(without(oid.signingCertificateV2)) },
  },
  {
    ...{ name: 'a signature that tells no time', ...invalid, codes: ['signature.attribute'], openssl: 'holds' },
    make: attributed(without(oid.signingTime)),
  },
];

const certificates: readonly BrokenPackage[] = [
  {
    ...{ name: "another's certificate in the signature", ...invalid, codes: ['signature.forged'], openssl: 'refuses' },
    make: signedBy(async (content, { identity, stranger }) =>
      signCades({ ...(await signerOf(stranger)), certificate: identity.certificate }, content, signedAt),
    ),
  },
  {
    ...{ name: 'all of it signed anew by a stranger', ...invalid, codes: ['certificate.not-the-expected'] },
    ...{ openssl: 'refuses', bouncyCastle: 'holds', signer: true },
    make: ({ parts, stranger }) => packageOf(membersOf(parts), stranger),
  },
  {
    ...{ name: 'a certificate that had expired', ...invalid, codes: ['certificate.expired'], openssl: 'refuses' },
    make: dated(new Date('2020-01-01T00:00:00Z'), signedAt),
  },
  {
    ...{ name: 'a certificate that had not begun', ...invalid, codes: ['certificate.not-yet-valid'] },
    ...{ openssl: 'refuses', make: dated(new Date('2025-01-01T00:00:00Z'), signedAt) },
  },
  {
    ...{ name: 'a certificate for encryption only', ...invalid, codes: ['certificate.usage'], openssl: 'holds' },
    ...{ make: byOpenssl(rsa(2048, '-addext', 'keyUsage=critical,keyEncipherment'), ...cades) },
  },
  {
    ...{ name: 'a certificate with a short key', ...invalid, codes: ['certificate.weak-key'], openssl: 'holds' },
    make: byOpenssl(rsa(1024), ...cades),
  },
  {
    ...{ name: 'signed before the review had ended', ...valid, codes: ['history.signed-before-finalised'] },
    ...{ severity: 'warning', openssl: 'holds' },
    make: dated(new Date('2024-01-01T00:00:00Z'), new Date('2024-03-01T00:00:00Z')),
  },
  {
    ...{ name: 'signed in a time to come', ...valid, codes: ['certificate.future'], severity: 'warning' },
    ...{ openssl: 'holds', make: dated(new Date('2098-01-01T00:00:00Z'), new Date('2099-01-01T00:00:00Z')) },
  },
];

const fromTwo =
  (change: (entries: readonly Entry[]) => readonly Entry[]) =>
  ({ twoSigned }: Bed): Buffer =>
    rawZip(change(twoSigned));
const dropped =
  (...names: readonly string[]) =>
  (entries: readonly Entry[]) =>
    entries.filter(({ name }) => !names.includes(name));

const twoSigners: readonly BrokenPackage[] = [
  { name: 'two signers, nothing wrong', ...valid, codes: [], openssl: 'holds', make: fromTwo((all) => all) },
  {
    ...{ name: 'the second signature stripped', ...invalid, codes: ['signature.missing'], openssl: 'holds' },
    make: fromTwo(dropped('META-INF/signature002.p7s')),
  },
  {
    ...{ name: "the second signer's list stripped", ...invalid, codes: ['file.not-signed'], openssl: 'holds' },
    make: fromTwo(dropped('META-INF/ASiCManifest002.xml')),
  },
  {
    ...{ name: 'the first signature stripped, with its list', ...invalid, codes: ['file.missing'], openssl: null },
    make: fromTwo(dropped(manifestMember, signatureMember)),
  },
  {
    ...{ name: 'the first signature exchanged', ...invalid, codes: ['file.digest-mismatch', 'signature.content'] },
    openssl: 'refuses',
    make: ({ twoSigned, other }) =>
      rawZip(
        replaced(
          signatureMember,
          () => other.find(({ name }) => name === signatureMember)?.data ?? Buffer.alloc(0),
        )(twoSigned),
      ),
  },
  {
    ...{ name: "the second signer's signature is the first one's", ...invalid, codes: ['signature.content'] },
    openssl: 'holds',
    make: fromTwo((all) =>
      replaced(
        'META-INF/signature002.p7s',
        () => all.find(({ name }) => name === signatureMember)?.data ?? Buffer.alloc(0),
      )(all),
    ),
  },
];

export const brokenSignatures: readonly BrokenPackage[] = [...lists, ...values, ...certificates, ...twoSigners];
