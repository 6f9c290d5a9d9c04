import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { parseCertificate } from './certificate.ts';
import { bytesOf } from './der.ts';
import { issuedIdentifierOf } from './signature-scheme.ts';
import type { Signer } from './signer.ts';
import { oid } from './signing-oids.ts';

/** digitalSignature and nonRepudiation, the first two bits. */
const signingUse = (): pkijs.Extension => {
  const bits = new asn1js.BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 });
  return new pkijs.Extension({ extnID: oid.keyUsage, critical: true, extnValue: bits.toBER() });
};

/**
 * A PKCS#10 request (DER) for the name and key of the signer's present certificate, to be taken to an authority. It is
 * signed with the key itself, which proves that whoever asks has it.
 */
export async function requestCertificate(signer: Signer): Promise<Uint8Array> {
  const { subject, subjectPublicKeyInfo } = parseCertificate(signer.certificate);
  const extensions = new pkijs.Extensions({ extensions: [signingUse()] });
  const request = new pkijs.CertificationRequest({
    ...{ version: 0, subject, subjectPublicKeyInfo },
    attributes: [new pkijs.Attribute({ type: oid.extensionRequest, values: [extensions.toSchema()] })],
  });
  const [asked] = request.toSchema(true).valueBlock.value;
  if (asked === undefined) throw new Error('an empty request');
  const raw = bytesOf(await signer.sign(new Uint8Array(asked.toBER()))).buffer;
  request.signatureAlgorithm = issuedIdentifierOf(signer.scheme);
  const valueHex = signer.scheme.kind === 'ecdsa' ? pkijs.createCMSECDSASignature(raw) : raw;
  request.signatureValue = new asn1js.BitString({ valueHex });
  return new Uint8Array(request.toSchema(true).toBER());
}
