import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { AppError } from '#common/contract/failures.ts';
import { bytesOf, parseCertificate } from './certificate.ts';
import { importSigningKey, type SigningIdentity } from './identity.ts';
import { oid } from './signing-oids.ts';

const sha256 = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytesOf(createHash('sha256').update(bytes).digest());

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
  const hash = new asn1js.OctetString({ valueHex: sha256(certificate).buffer });
  const essCertId = new asn1js.Sequence({ value: [hash] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [essCertId] })] });
};

/**
 * A detached CAdES-B-B signature (ETSI EN 319 122-1) over `content`, as DER. Throws AppError('key.unsupported') when
 * the key is of a kind we do not sign with. Whether the certificate is valid at `at` is the caller's question.
 */
export async function signCades(identity: SigningIdentity, content: Uint8Array, at: Date): Promise<Uint8Array> {
  const key = await importSigningKey(identity);
  if (key === null) throw new AppError('key.unsupported');
  const certificate = parseCertificate(identity.certificate);

  const attribute = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });
  const attributes = [
    attribute(oid.contentType, new asn1js.ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, new asn1js.OctetString({ valueHex: sha256(content).buffer })),
    attribute(oid.signingTime, signingTime(at)),
    attribute(oid.signingCertificateV2, signingCertificateV2(identity.certificate)),
  ];
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({
      type: 0,
      attributes: inDerOrder(attributes, (member) => member.toSchema().toBER()),
    }),
  });
  const certificates = [certificate, ...identity.chain.map(parseCertificate)];
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    signerInfos: [signerInfo],
    certificates: inDerOrder(certificates, (member) => member.toSchema().toBER()),
  });
  // The digest is named here because pkijs would take SHA-1.
  await signed.sign(key, 0, 'SHA-256');
  const container = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
  return new Uint8Array(container.toSchema().toBER());
}
