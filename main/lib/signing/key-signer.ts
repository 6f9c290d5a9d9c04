import { AppError } from '#common/contract/failures.ts';
import { readCertificate } from './certificate.ts';
import { bytesOf } from './der.ts';
import { importSigningKey, schemeFor, type SigningIdentity } from './identity.ts';
import { ensureInProfile } from './key-profile.ts';
import type { Signer } from './signer.ts';

/**
 * Signs with a key that lies in memory. `pss` asks for RSA-PSS where the key would do either. Throws
 * AppError('key.unsupported') when the key is of a kind we do not sign with, 'key.profile' when others might.
 */
export async function signerOf(identity: SigningIdentity, { pss = false } = {}): Promise<Signer> {
  ensureInProfile(identity.certificate);
  const scheme = schemeFor(identity.certificate, pss);
  if (scheme === null) throw new AppError('key.unsupported');
  const { certificate, chain } = identity;
  const { owner } = await readCertificate(certificate);
  const { key, use } = await importSigningKey(identity, scheme);
  return {
    ...{ name: owner, certificate, chain, scheme },
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(use, key, bytesOf(bytes))),
  };
}
