import { createHash } from 'node:crypto';
import type * as pkcs11js from 'pkcs11js';
import type { SignatureScheme } from '../signature-scheme.ts';
import type { Digest } from '../signing-oids.ts';

type Constants = typeof pkcs11js;

/** What is handed to C_Sign, and under which mechanism. */
export interface SigningPlan {
  readonly mechanism: pkcs11js.Mechanism;
  readonly input: Buffer;
}

/** DigestInfo up to the digest itself (RFC 8017 9.2). */
const digestInfo: Readonly<Record<Digest, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** What `scheme` calls itself in PKCS#11: hashing inside of the token, and hashing outside. */
function mechanismsOf(c: Constants, { kind, digest }: SignatureScheme) {
  const { sha256, sha384, sha512 } = {
    sha256: {
      hash: c.CKM_SHA256,
      mgf: c.CKG_MGF1_SHA256,
      pkcs1: c.CKM_SHA256_RSA_PKCS,
      pss: c.CKM_SHA256_RSA_PKCS_PSS,
    },
    sha384: {
      hash: c.CKM_SHA384,
      mgf: c.CKG_MGF1_SHA384,
      pkcs1: c.CKM_SHA384_RSA_PKCS,
      pss: c.CKM_SHA384_RSA_PKCS_PSS,
    },
    sha512: {
      hash: c.CKM_SHA512,
      mgf: c.CKG_MGF1_SHA512,
      pkcs1: c.CKM_SHA512_RSA_PKCS,
      pss: c.CKM_SHA512_RSA_PKCS_PSS,
    },
  };
  const of = { sha256, sha384, sha512 }[digest];
  switch (kind) {
    case 'ecdsa':
      return { whole: null, hashed: c.CKM_ECDSA, ...of };
    case 'rsa-pkcs1':
      return { whole: of.pkcs1, hashed: c.CKM_RSA_PKCS, ...of };
    case 'rsa-pss':
      return { whole: of.pss, hashed: c.CKM_RSA_PKCS_PSS, ...of };
  }
}

/**
 * How this token makes a signature of `scheme` over `bytes`; null when it cannot. Weaker ones than the scheme asks for
 * (CKM_SHA1_RSA_PKCS) are never fallen back to.
 */
export function planSignature(
  c: Constants,
  known: readonly number[],
  scheme: SignatureScheme,
  bytes: Uint8Array,
): SigningPlan | null {
  const { whole, hashed, hash, mgf } = mechanismsOf(c, scheme);
  const parameter =
    scheme.kind === 'rsa-pss'
      ? { parameter: { type: c.CK_PARAMS_RSA_PSS, hashAlg: hash, mgf, saltLen: scheme.salt } }
      : {};
  if (whole !== null && known.includes(whole))
    return { mechanism: { mechanism: whole, ...parameter }, input: Buffer.from(bytes) };
  if (!known.includes(hashed)) return null;
  const digest = createHash(scheme.digest).update(bytes).digest();
  const prefix = Buffer.from(scheme.kind === 'rsa-pkcs1' ? digestInfo[scheme.digest] : '', 'hex');
  return { mechanism: { mechanism: hashed, ...parameter }, input: Buffer.concat([prefix, digest]) };
}
