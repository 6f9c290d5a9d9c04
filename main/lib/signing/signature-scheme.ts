import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { digestNames, digestOids, ecdsaOids, oid, rsaOids } from './signing-oids.ts';
import type { Digest } from './signing-oids.ts';

/** How a signature value is made: the only kinds that are signed with, and that are accepted when verifying. */
export interface SignatureScheme {
  readonly kind: 'ecdsa' | 'rsa-pkcs1' | 'rsa-pss';
  readonly digest: Digest;
  /** Bytes of salt; 0 but for RSA-PSS. */
  readonly salt: number;
}

export const hashNames: Readonly<Record<Digest, 'SHA-256' | 'SHA-384' | 'SHA-512'>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

export const digestIdentifier = (digest: Digest): pkijs.AlgorithmIdentifier =>
  new pkijs.AlgorithmIdentifier({ algorithmId: digestOids[digest] });

function pssScheme(algorithm: pkijs.AlgorithmIdentifier): SignatureScheme | null {
  try {
    const parameters = new pkijs.RSASSAPSSParams({ schema: algorithm.algorithmParams });
    const digest = digestNames[parameters.hashAlgorithm.algorithmId];
    const mask: unknown = parameters.maskGenAlgorithm.algorithmParams;
    if (!(mask instanceof asn1js.BaseBlock) || parameters.maskGenAlgorithm.algorithmId !== oid.mgf1) return null;
    const maskDigest = digestNames[new pkijs.AlgorithmIdentifier({ schema: mask }).algorithmId];
    // RFC 8017 A.2.3: the trailer is 1. WebCrypto uses one digest for both, and so does everybody.
    if (digest === undefined || maskDigest !== digest || parameters.trailerField !== 1) return null;
    return { kind: 'rsa-pss', digest, salt: parameters.saltLength };
  } catch {
    return null;
  }
}

/**
 * Null when the algorithm is unknown or weaker than SHA-256. `digest` is the one that a CMS signer names beside it:
 * there the algorithm may be "RSA" alone (RFC 3370 3.2).
 */
export function schemeOf(algorithm: pkijs.AlgorithmIdentifier, digest?: Digest): SignatureScheme | null {
  const { algorithmId } = algorithm;
  if (algorithmId === oid.rsa) return digest === undefined ? null : { kind: 'rsa-pkcs1', digest, salt: 0 };
  if (algorithmId === oid.rsaPss) return pssScheme(algorithm);
  const found = (oids: Readonly<Record<Digest, string>>) =>
    (Object.keys(oids) as Digest[]).find((name) => oids[name] === algorithmId);
  const [rsa, ecdsa] = [found(rsaOids), found(ecdsaOids)];
  if (rsa !== undefined) return { kind: 'rsa-pkcs1', digest: rsa, salt: 0 };
  return ecdsa === undefined ? null : { kind: 'ecdsa', digest: ecdsa, salt: 0 };
}

/** As a CMS signer names it: RSA with NULL parameters, ECDSA without any (RFC 5754 3). */
export function identifierOf({ kind, digest, salt }: SignatureScheme): pkijs.AlgorithmIdentifier {
  switch (kind) {
    case 'rsa-pkcs1':
      return new pkijs.AlgorithmIdentifier({ algorithmId: oid.rsa, algorithmParams: new asn1js.Null() });
    case 'ecdsa':
      return new pkijs.AlgorithmIdentifier({ algorithmId: ecdsaOids[digest] });
    case 'rsa-pss': {
      const hashAlgorithm = digestIdentifier(digest);
      const maskGenAlgorithm = new pkijs.AlgorithmIdentifier({
        algorithmId: oid.mgf1,
        algorithmParams: hashAlgorithm.toSchema(),
      });
      const parameters = new pkijs.RSASSAPSSParams({ hashAlgorithm, maskGenAlgorithm, saltLength: salt });
      return new pkijs.AlgorithmIdentifier({ algorithmId: oid.rsaPss, algorithmParams: parameters.toSchema() });
    }
  }
}

/** As certificates and requests name it: RSA with its digest, where a CMS signer names the digest beside it. */
export const issuedIdentifierOf = (scheme: SignatureScheme): pkijs.AlgorithmIdentifier =>
  scheme.kind === 'rsa-pkcs1'
    ? new pkijs.AlgorithmIdentifier({ algorithmId: rsaOids[scheme.digest], algorithmParams: new asn1js.Null() })
    : identifierOf(scheme);
