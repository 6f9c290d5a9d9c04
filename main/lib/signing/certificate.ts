import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { sha256 } from '../sha256.ts';
import { bytesOf } from './der.ts';
import { allowsDocuments, allowsUse } from './certificate-extensions.ts';
import { curveNames, oid } from './signing-oids.ts';

/** What a certificate says, in plain words. Times are ISO 8601 UTC. */
export interface CertificateFacts {
  readonly owner: string;
  readonly title: string;
  readonly issuer: string;
  /** Issuer and subject are the same and the certificate verifies under its own key. */
  readonly selfSigned: boolean;
  readonly key: KeyKind;
  readonly validFrom: string;
  readonly validTo: string;
  /** SHA-256 of the DER, hex. */
  readonly fingerprint: string;
  /** False when the certificate has a key usage, or purposes, that allow no signatures over documents. */
  readonly maySign: boolean;
}

/** `name` is for people: "ECDSA P-256", "RSA 2048". `strong`: one of the kinds that a package may be signed with. */
export interface KeyKind {
  readonly family: 'ec' | 'rsa' | 'rsa-pss' | 'other';
  readonly name: string;
  readonly curve: 'P-256' | 'P-384' | 'P-521' | null;
  readonly strong: boolean;
}

/** Throws when the bytes are no X.509 certificate, or have something behind it. */
export function parseCertificate(der: Uint8Array): pkijs.Certificate {
  const parsed = asn1js.fromBER(bytesOf(der));
  if (parsed.offset !== der.byteLength) throw new Error('not a certificate');
  return new pkijs.Certificate({ schema: parsed.result });
}

function nameField(name: pkijs.RelativeDistinguishedNames, type: string): string {
  const found = name.typesAndValues.find((entry) => entry.type === type);
  const value: unknown = found?.value.valueBlock.value;
  return typeof value === 'string' ? value : '';
}

/** Modulus size in bits without leading zeros; 0 of what is no RSA key, which then is too weak. */
function rsaBits(key: pkijs.PublicKeyInfo): number {
  const modulus = modulusOf(bytesOf(key.subjectPublicKey.valueBlock.valueHexView));
  const first = modulus.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (modulus.length - first - 1) * 8 + (32 - Math.clz32(modulus[first] ?? 0));
}

function modulusOf(der: Uint8Array<ArrayBuffer>): Uint8Array {
  try {
    return new pkijs.RSAPublicKey({ schema: asn1js.fromBER(der).result }).modulus.valueBlock.valueHexView;
  } catch {
    return new Uint8Array();
  }
}

export function keyKindOf(key: pkijs.PublicKeyInfo): KeyKind {
  const family = key.algorithm.algorithmId;
  if (family === oid.ec) {
    const parameters: unknown = key.algorithm.algorithmParams;
    const curve =
      parameters instanceof asn1js.ObjectIdentifier ? (curveNames[parameters.valueBlock.toString()] ?? null) : null;
    return { family: 'ec', name: curve === null ? 'ECDSA' : `ECDSA ${curve}`, curve, strong: curve !== null };
  }
  if (family === oid.rsa || family === oid.rsaPss) {
    const bits = rsaBits(key);
    const [kind, word] = family === oid.rsa ? (['rsa', 'RSA'] as const) : (['rsa-pss', 'RSA-PSS'] as const);
    return { family: kind, name: `${word} ${bits}`, curve: null, strong: bits >= 2048 };
  }
  return { family: 'other', name: family, curve: null, strong: false };
}

async function verifiesItself(certificate: pkijs.Certificate): Promise<boolean> {
  if (!certificate.issuer.isEqual(certificate.subject)) return false;
  return certificate.verify().catch(() => false);
}

/** Whom a name means, for people. */
export const shortName = (name: pkijs.RelativeDistinguishedNames): string =>
  nameField(name, oid.commonName) || nameField(name, oid.organization);

/** Throws when the bytes are no certificate. */
export async function readCertificate(der: Uint8Array): Promise<CertificateFacts> {
  const certificate = parseCertificate(der);
  return {
    owner: shortName(certificate.subject),
    title: nameField(certificate.subject, oid.title),
    issuer: shortName(certificate.issuer),
    selfSigned: await verifiesItself(certificate),
    key: keyKindOf(certificate.subjectPublicKeyInfo),
    validFrom: certificate.notBefore.value.toISOString(),
    validTo: certificate.notAfter.value.toISOString(),
    fingerprint: sha256(der),
    maySign: allowsUse(certificate, 'digitalSignature', 'nonRepudiation') && allowsDocuments(certificate),
  };
}
