import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { parseCertificate } from './certificate.ts';
import { bytesOf } from './der.ts';
import { digestIdentifier, identifierOf } from './signature-scheme.ts';
import type { Signer } from './signer.ts';
import { oid, type Digest } from './signing-oids.ts';

const digestOf = (bytes: Uint8Array, digest: Digest): ArrayBuffer =>
  bytesOf(createHash(digest).update(bytes).digest()).buffer;

/** pkijs keeps the order it is given; DER wants a SET OF sorted by its members' bytes (X.690 11.6). */
const inDerOrder = <T>(members: readonly T[], derOf: (member: T) => ArrayBuffer): T[] =>
  members
    .map((member) => ({ member, der: Buffer.from(derOf(member)) }))
    .sort((one, other) => Buffer.compare(one.der, other.der))
    .map(({ member }) => member);

/** UTCTime up to 2049, GeneralizedTime after (RFC 5652 11.3); both in whole seconds. */
const signingTime = (at: Date): asn1js.BaseBlock =>
  at.getUTCFullYear() < 2050
    ? new asn1js.UTCTime({ valueDate: at })
    : new asn1js.GeneralizedTime({ valueDate: new Date(Math.floor(at.getTime() / 1000) * 1000) });

/** RFC 5035: SHA-256 of the certificate; the algorithm is the DER default and therefore left out. */
const signingCertificateV2 = (certificate: Uint8Array): asn1js.Sequence => {
  const hash = new asn1js.OctetString({ valueHex: digestOf(certificate, 'sha256') });
  const essCertId = new asn1js.Sequence({ value: [hash] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [essCertId] })] });
};

/**
 * A detached CAdES-B-B signature (ETSI EN 319 122-1) over `content`, as DER. Whether the certificate is valid at `at` is
 * the caller's question.
 * `at` is null inside a PDF, whose own dictionary says the time (PAdES).
 */
export async function signCades(signer: Signer, content: Uint8Array, at: Date | null): Promise<Uint8Array> {
  const certificate = parseCertificate(signer.certificate);
  const { digest, kind } = signer.scheme;

  const attribute = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });
  const attributes = [
    attribute(oid.contentType, new asn1js.ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, new asn1js.OctetString({ valueHex: digestOf(content, digest) })),
    ...(at === null ? [] : [attribute(oid.signingTime, signingTime(at))]),
    attribute(oid.signingCertificateV2, signingCertificateV2(signer.certificate)),
  ];
  const signedAttrs = new pkijs.SignedAndUnsignedAttributes({
    type: 0,
    attributes: inDerOrder(attributes, (member) => member.toSchema().toBER()),
  });
  // What is signed is the attributes as a plain SET (RFC 5652 5.4), not as the field [0] that they stand in.
  const signed = new Uint8Array(signedAttrs.toSchema().toBER());
  signed[0] = 0x31;
  const raw = bytesOf(await signer.sign(signed)).buffer;
  const value = kind === 'ecdsa' ? pkijs.createCMSECDSASignature(raw) : raw;
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: digestIdentifier(digest),
    signedAttrs,
    signatureAlgorithm: identifierOf(signer.scheme),
    signature: new asn1js.OctetString({ valueHex: value }),
  });
  const certificates = [certificate, ...signer.chain.map(parseCertificate)];
  const signedData = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [digestIdentifier(digest)],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    signerInfos: [signerInfo],
    certificates: inDerOrder(certificates, (member) => member.toSchema().toBER()),
  });
  const container = new pkijs.ContentInfo({ contentType: oid.signedData, content: signedData.toSchema(true) });
  return new Uint8Array(container.toSchema().toBER());
}
