import { bytesOf, keyKindOf, parseCertificate } from './certificate.ts';

/** A private key with its certificate, all as DER. Exists in memory only while it is used. */
export interface SigningIdentity {
  readonly certificate: Uint8Array;
  /** Issuers' certificates, if the key file had them. */
  readonly chain: readonly Uint8Array[];
  /** PKCS#8. */
  readonly privateKey: Uint8Array;
}

/** Digest and padding are fixed: ECDSA or RSASSA-PKCS1-v1_5, each with SHA-256. Null: not a kind we sign with. */
function algorithmOf(certificate: Uint8Array): { name: string; hash: string; namedCurve?: string } | null {
  const kind = keyKindOf(parseCertificate(certificate).subjectPublicKeyInfo);
  if (!kind.strong) return null;
  if (kind.curve !== null) return { name: 'ECDSA', hash: 'SHA-256', namedCurve: kind.curve };
  return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
}

/** The key for WebCrypto; null when its kind is not one that packages are signed with. */
export async function importSigningKey(identity: SigningIdentity): Promise<CryptoKey | null> {
  const algorithm = algorithmOf(identity.certificate);
  if (algorithm === null) return null;
  return crypto.subtle.importKey('pkcs8', bytesOf(identity.privateKey), algorithm, false, ['sign']);
}

/** True when the private key belongs to the certificate: what one signs, the other verifies. */
export async function belongTogether(identity: SigningIdentity): Promise<boolean> {
  const algorithm = algorithmOf(identity.certificate);
  if (algorithm === null) return false;
  try {
    const info = parseCertificate(identity.certificate).subjectPublicKeyInfo.toSchema().toBER();
    const publicKey = await crypto.subtle.importKey('spki', info, algorithm, false, ['verify']);
    const privateKey = await importSigningKey(identity);
    if (privateKey === null) return false;
    const probe = new TextEncoder().encode('probe');
    const signature = await crypto.subtle.sign(algorithm, privateKey, probe);
    return await crypto.subtle.verify(algorithm, publicKey, signature, probe);
  } catch {
    return false;
  }
}
