import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { readCertificate, type CertificateFacts } from './certificate.ts';
import { bytesOf, sameDer } from './der.ts';
import { schemeOf } from './signature-scheme.ts';
import { areInDerOrder, isDigestOf, namesCertificate, saysType, soleValue, timeOf } from './signed-attributes.ts';
import { digestNames, oid } from './signing-oids.ts';
import { verifyValue } from './verify-value.ts';

export interface SignerProblem {
  readonly code: SignerProblemCode;
  readonly detail: string;
}

type SignerProblemCode =
  | 'signers' // not exactly one
  | 'no-certificate'
  | 'attribute' // missing, doubled or malformed
  | 'order'
  | 'algorithm' // unknown, or weaker than SHA-256
  | 'content' // made over other content
  | 'forged' // the signature value does not verify
  | 'other-certificate';

/** The one signer of a CMS structure, as far as its certificate could be read. */
export interface CheckedSigner {
  readonly problems: readonly SignerProblem[];
  readonly signer: {
    readonly info: pkijs.SignerInfo;
    readonly certificate: pkijs.Certificate;
    readonly facts: CertificateFacts;
    /** The signer's certificate first, then the others that are enclosed; DER. */
    readonly certificates: readonly Uint8Array[];
    readonly signedAt: Date | null;
  } | null;
}

function certificateOf(signed: pkijs.SignedData, signer: pkijs.SignerInfo): pkijs.Certificate | null {
  const sid: unknown = signer.sid;
  if (!(sid instanceof pkijs.IssuerAndSerialNumber)) return null;
  const found = enclosed(signed).filter(
    (entry) =>
      // By bytes: pkijs would take the same letters in another string type for the same name.
      sameDer(entry.issuer.toSchema(), sid.issuer.toSchema()) && entry.serialNumber.isEqual(sid.serialNumber),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

const enclosed = ({ certificates = [] }: pkijs.SignedData): pkijs.Certificate[] =>
  certificates.filter((entry): entry is pkijs.Certificate => entry instanceof pkijs.Certificate);

const derOf = (certificate: pkijs.Certificate): Uint8Array => bytesOf(certificate.toSchema().toBER());

/** RFC 5754 2: parameters of a SHA-2 digest are absent or NULL. */
function hasNoParameters({ algorithmParams }: pkijs.AlgorithmIdentifier): boolean {
  const parameters: unknown = algorithmParams;
  return parameters === undefined || parameters instanceof asn1js.Null;
}

/** What the value was made over: the attributes as a plain SET (RFC 5652 5.4). */
function signedBytes({ signedAttrs }: pkijs.SignerInfo): Uint8Array {
  const bytes = new Uint8Array(signedAttrs?.toSchema().toBER() ?? new ArrayBuffer(1));
  bytes[0] = 0x31;
  return bytes;
}

/**
 * Checks value, attributes and strength of the one signer over `content`. pkijs only reads it: its own verification looks
 * at neither signing-certificate-v2 nor doubled attributes nor the strength of digests, and knows no key that is for PSS
 * alone. Whether the certificate is valid, strong and meant for this is left to the caller.
 */
export async function checkSigner(
  signed: pkijs.SignedData,
  { type, content }: { readonly type: string; readonly content: Uint8Array },
): Promise<CheckedSigner> {
  const refused = (code: SignerProblemCode, detail = ''): CheckedSigner => ({
    problems: [{ code, detail }],
    signer: null,
  });
  const [info, ...others] = signed.signerInfos;
  if (info === undefined || others.length > 0) return refused('signers', String(signed.signerInfos.length));
  const certificate = certificateOf(signed, info);
  if (certificate === null) return refused('no-certificate');
  const der = derOf(certificate);
  const facts = await readCertificate(der).catch(() => null);
  if (facts === null) return refused('no-certificate');

  const attributes = info.signedAttrs?.attributes ?? [];
  const problems: SignerProblem[] = [];
  const need = (good: boolean, code: SignerProblemCode, detail = '') => {
    if (!good) problems.push({ code, detail });
  };
  const digestId = info.digestAlgorithm.algorithmId;
  const digest = digestNames[digestId];
  const scheme = digest === undefined ? null : schemeOf(info.signatureAlgorithm, digest);
  need(scheme !== null && scheme.digest === digest, 'algorithm', digestId);
  need(
    signed.digestAlgorithms.length === 1 &&
      signed.digestAlgorithms[0]?.algorithmId === digestId &&
      [info.digestAlgorithm, ...signed.digestAlgorithms].every(hasNoParameters),
    'algorithm',
    'digestAlgorithms',
  );
  need(info.version === 1, 'attribute', 'version');
  need(signed.encapContentInfo.eContentType === type, 'attribute', 'content-type');
  need(saysType(soleValue(attributes, oid.contentType), type), 'attribute', 'content-type');
  const messageDigest = soleValue(attributes, oid.messageDigest);
  need(messageDigest !== null, 'attribute', 'message-digest');
  const named = soleValue(attributes, oid.signingCertificateV2);
  need(named !== null, 'attribute', 'signing-certificate-v2');
  if (named !== null) need(namesCertificate(named, der), 'other-certificate');
  need(areInDerOrder(attributes), 'order');
  const covers = messageDigest !== null && digest !== undefined && isDigestOf(messageDigest, content, digest);
  if (messageDigest !== null) need(covers, 'content');
  if (covers && scheme !== null && facts.key.strong) {
    const value = info.signature.valueBlock.valueHexView;
    need(await verifyValue(certificate.subjectPublicKeyInfo, scheme, signedBytes(info), value), 'forged');
  }
  const rest = enclosed(signed).filter((entry) => entry !== certificate);
  const signedAt = timeOf(soleValue(attributes, oid.signingTime));
  return { problems, signer: { info, certificate, facts, certificates: [der, ...rest.map(derOf)], signedAt } };
}
