import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { AppError } from '#common/contract/failures.ts';
import { keyKindOf, parseCertificate } from './certificate.ts';
import { bytesOf } from './der.ts';
import { hashNames, schemeOf, type SignatureScheme } from './signature-scheme.ts';
import { digestLengths } from './signing-oids.ts';
import { rsaIdentifier, verifyValue } from './verify-value.ts';

/** A private key with its certificate, all as DER. Exists in memory only while it is used. */
export interface SigningIdentity {
  readonly certificate: Uint8Array;
  /** Issuers' certificates, if the key file had them. */
  readonly chain: readonly Uint8Array[];
  /** PKCS#8. */
  readonly privateKey: Uint8Array;
}

/** The digest as strong as the curve; RSA with SHA-256, or what its key demands. Null: not a kind we sign with. */
export function schemeFor(certificate: Uint8Array, pss = false): SignatureScheme | null {
  const { subjectPublicKeyInfo: info } = parseCertificate(certificate);
  const { strong, family, curve } = keyKindOf(info);
  if (!strong) return null;
  if (curve !== null) {
    const digest = ({ 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' } as const)[curve];
    return { kind: 'ecdsa', digest, salt: 0 };
  }
  if (!pss && family !== 'rsa-pss') return { kind: 'rsa-pkcs1', digest: 'sha256', salt: 0 };
  const digest = schemeOf(info.algorithm)?.digest ?? 'sha256';
  return { kind: 'rsa-pss', digest, salt: digestLengths[digest] };
}

/** WebCrypto takes a key for PSS alone only under the plain RSA identifier. */
function asPlainRsa(privateKey: Uint8Array): ArrayBuffer {
  const info = new pkijs.PrivateKeyInfo({ schema: asn1js.fromBER(bytesOf(privateKey)).result });
  info.privateKeyAlgorithm = rsaIdentifier();
  return info.toSchema().toBER();
}

/**
 * The key for WebCrypto, and what to call `sign` with. Throws AppError('key.unsupported') when the bytes are no key, or
 * none of the certificate's kind.
 */
export async function importSigningKey(identity: SigningIdentity, scheme: SignatureScheme) {
  try {
    return await importKey(identity, scheme);
  } catch {
    // Without the cause: what a parser says of bytes that should be a private key belongs into no log.
    throw new AppError('key.unsupported', { reason: 'no-key' });
  }
}

async function importKey({ certificate, privateKey }: SigningIdentity, scheme: SignatureScheme) {
  const hash = hashNames[scheme.digest];
  const { curve } = keyKindOf(parseCertificate(certificate).subjectPublicKeyInfo);
  if (scheme.kind === 'ecdsa') {
    const algorithm = { name: 'ECDSA', namedCurve: curve ?? '', hash };
    const key = await crypto.subtle.importKey('pkcs8', bytesOf(privateKey), algorithm, false, ['sign']);
    return { key, use: algorithm };
  }
  const name = scheme.kind === 'rsa-pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5';
  const key = await crypto.subtle.importKey('pkcs8', asPlainRsa(privateKey), { name, hash }, false, ['sign']);
  return { key, use: { name, saltLength: scheme.salt } };
}

/** Does a signature as WebCrypto and PKCS#11 give it (ECDSA as r and s side by side) verify under this certificate? */
export async function verifiesUnder(
  certificate: Uint8Array,
  scheme: SignatureScheme,
  signed: Uint8Array,
  raw: Uint8Array,
): Promise<boolean> {
  try {
    const value = scheme.kind === 'ecdsa' ? pkijs.createCMSECDSASignature(bytesOf(raw).buffer) : raw;
    return await verifyValue(parseCertificate(certificate).subjectPublicKeyInfo, scheme, signed, new Uint8Array(value));
  } catch {
    return false;
  }
}

/** True when the private key belongs to the certificate: what one signs, the other verifies. */
export async function belongTogether(identity: SigningIdentity): Promise<boolean> {
  const scheme = schemeFor(identity.certificate);
  if (scheme === null) return false;
  try {
    const { key, use } = await importSigningKey(identity, scheme);
    const probe = new TextEncoder().encode('probe');
    const raw = new Uint8Array(await crypto.subtle.sign(use, key, probe));
    return await verifiesUnder(identity.certificate, scheme, probe, raw);
  } catch {
    return false;
  }
}
