import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { readCertificate, type CertificateFacts } from './certificate.ts';
import { bytesOf, sameDer } from './der.ts';
import { areInDerOrder, isDigestOf, namesCertificate, saysData, soleValue, timeOf } from './signed-attributes.ts';
import { schemeOf } from './signature-scheme.ts';
import { digestNames, oid } from './signing-oids.ts';
import { verifyValue } from './verify-value.ts';

/** What is wrong with a signature; `detail` names the attribute, algorithm or day. */
export interface CadesProblem {
  readonly code: CadesProblemCode;
  readonly detail: string;
}

type CadesProblemCode =
  | 'signature.unreadable' // not one DER-encoded CMS SignedData
  | 'signature.not-detached'
  | 'signature.signers' // not exactly one
  | 'signature.no-certificate'
  | 'signature.attribute' // missing, doubled or malformed
  | 'signature.order'
  | 'signature.algorithm' // unknown, or weaker than SHA-256
  | 'signature.content' // made over other content
  | 'signature.forged' // the signature value does not verify
  | 'signature.other-certificate'
  | 'certificate.expired'
  | 'certificate.not-yet-valid'
  | 'certificate.weak-key'
  | 'certificate.usage';

export interface CadesVerdict {
  /** The value verifies over exactly this content, under the named certificate, with every attribute in order. */
  readonly valid: boolean;
  readonly problems: readonly CadesProblem[];
  readonly certificate: CertificateFacts | null;
  /** The signer's certificate first, then the others that are enclosed; DER. */
  readonly certificates: readonly Uint8Array[];
  /** ISO 8601 UTC, as the signer says: no third party confirms it. */
  readonly signedAt: string | null;
  /** A signature timestamp is there (level B-T). It is not checked. */
  readonly timestamped: boolean;
}

/** Reads DER only: what encodes to other bytes than it came from has room for changes that nobody signed. */
function parseSignedData(signature: Uint8Array): pkijs.SignedData | null {
  try {
    const parsed = asn1js.fromBER(bytesOf(signature));
    if (parsed.offset !== signature.byteLength) return null;
    const info = new pkijs.ContentInfo({ schema: parsed.result });
    if (info.contentType !== oid.signedData) return null;
    const signed = new pkijs.SignedData({ schema: info.content });
    const again = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema() });
    return Buffer.from(again.toSchema().toBER()).equals(signature) ? signed : null;
  } catch {
    return null;
  }
}

function signerCertificate(signed: pkijs.SignedData, signer: pkijs.SignerInfo): pkijs.Certificate | null {
  const sid: unknown = signer.sid;
  if (!(sid instanceof pkijs.IssuerAndSerialNumber)) return null;
  const found = (signed.certificates ?? []).filter(
    (entry): entry is pkijs.Certificate =>
      entry instanceof pkijs.Certificate &&
      // By bytes: pkijs would take the same letters in another string type for the same name.
      sameDer(entry.issuer.toSchema(), sid.issuer.toSchema()) &&
      entry.serialNumber.isEqual(sid.serialNumber),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

const enclosedBeside = ({ certificates = [] }: pkijs.SignedData, own: pkijs.Certificate): Uint8Array[] =>
  certificates
    .filter((entry): entry is pkijs.Certificate => entry instanceof pkijs.Certificate && entry !== own)
    .map((entry) => bytesOf(entry.toSchema().toBER()));

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

function certificateProblems(facts: CertificateFacts, signedAt: Date | null): CadesProblem[] {
  const problems: CadesProblem[] = [];
  if (!facts.key.strong) problems.push({ code: 'certificate.weak-key', detail: facts.key.name });
  if (!facts.maySign) problems.push({ code: 'certificate.usage', detail: facts.owner });
  if (signedAt !== null && signedAt.toISOString() < facts.validFrom)
    problems.push({ code: 'certificate.not-yet-valid', detail: facts.validFrom });
  if (signedAt !== null && signedAt.toISOString() > facts.validTo)
    problems.push({ code: 'certificate.expired', detail: facts.validTo });
  return problems;
}

const refused = (code: CadesProblemCode, detail = ''): CadesVerdict => ({
  valid: false,
  problems: [{ code, detail }],
  certificate: null,
  certificates: [],
  signedAt: null,
  timestamped: false,
});

/**
 * Checks a detached CAdES-B-B signature over `content`. pkijs only reads it: its own verification looks at neither
 * signing-certificate-v2 nor doubled attributes nor the strength of digests, and knows no key that is for PSS alone.
 * Who stands behind a certificate is left to the reader: there is no list of trusted issuers.
 */
export async function verifyCades(signature: Uint8Array, content: Uint8Array): Promise<CadesVerdict> {
  const signed = parseSignedData(signature);
  if (signed === null) return refused('signature.unreadable');
  if (signed.encapContentInfo.eContent !== undefined) return refused('signature.not-detached');
  const [signer, ...others] = signed.signerInfos;
  if (signer === undefined || others.length > 0) return refused('signature.signers', String(signed.signerInfos.length));
  const certificate = signerCertificate(signed, signer);
  if (certificate === null) return refused('signature.no-certificate');

  const der = bytesOf(certificate.toSchema().toBER());
  const facts = await readCertificate(der).catch(() => null);
  if (facts === null) return refused('signature.no-certificate');
  const attributes = signer.signedAttrs?.attributes ?? [];
  const problems: CadesProblem[] = [];
  const need = (good: boolean, code: CadesProblemCode, detail = '') => {
    if (!good) problems.push({ code, detail });
  };

  const digestId = signer.digestAlgorithm.algorithmId;
  const digest = digestNames[digestId];
  const scheme = digest === undefined ? null : schemeOf(signer.signatureAlgorithm, digest);
  need(scheme !== null && scheme.digest === digest, 'signature.algorithm', digestId);
  need(
    signed.digestAlgorithms.length === 1 &&
      signed.digestAlgorithms[0]?.algorithmId === digestId &&
      [signer.digestAlgorithm, ...signed.digestAlgorithms].every(hasNoParameters),
    'signature.algorithm',
    'digestAlgorithms',
  );
  need(signed.version === 1 && signer.version === 1, 'signature.unreadable', 'version');
  need(signed.encapContentInfo.eContentType === oid.data, 'signature.attribute', 'content-type');
  need(saysData(soleValue(attributes, oid.contentType)), 'signature.attribute', 'content-type');
  const messageDigest = soleValue(attributes, oid.messageDigest);
  need(messageDigest !== null, 'signature.attribute', 'message-digest');
  const signedAt = timeOf(soleValue(attributes, oid.signingTime));
  need(signedAt !== null, 'signature.attribute', 'signing-time');
  const named = soleValue(attributes, oid.signingCertificateV2);
  need(named !== null, 'signature.attribute', 'signing-certificate-v2');
  if (named !== null) need(namesCertificate(named, der), 'signature.other-certificate');
  need(areInDerOrder(attributes), 'signature.order');
  const covers = messageDigest !== null && digest !== undefined && isDigestOf(messageDigest, content, digest);
  if (messageDigest !== null) need(covers, 'signature.content');
  if (covers && scheme !== null && facts.key.strong) {
    const value = signer.signature.valueBlock.valueHexView;
    need(await verifyValue(certificate.subjectPublicKeyInfo, scheme, signedBytes(signer), value), 'signature.forged');
  }

  const valid = problems.length === 0 && facts.key.strong;
  return {
    valid,
    problems: [...problems, ...certificateProblems(facts, signedAt)],
    certificate: facts,
    certificates: [der, ...enclosedBeside(signed, certificate)],
    signedAt: signedAt?.toISOString() ?? null,
    timestamped: (signer.unsignedAttrs?.attributes ?? []).some(({ type }) => type === oid.signatureTimestamp),
  };
}
