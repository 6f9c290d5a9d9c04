import type { TokenCertificate } from '#common/contract/channels/package.ts';
import { parseCertificate, readCertificate } from '../certificate.ts';
import { chainOf, namesIssuer } from '../check-issued.ts';
import { bytesOf } from '../der.ts';
import { schemeFor } from '../identity.ts';
import { schemeOf } from '../signature-scheme.ts';
import type { TokenContent } from './token-messages.ts';

export interface FoundCertificate {
  readonly shown: TokenCertificate;
  /** CKA_ID, hex. */
  readonly object: string;
  readonly certificate: Uint8Array;
  /** Its issuers, as far as the token has them. */
  readonly chain: readonly Uint8Array[];
}

/** Also of a certificate that was itself signed by SHA-1, and of a key for PSS with SHA-1 alone. */
function isWeak(der: Uint8Array): boolean {
  const { signatureAlgorithm, subjectPublicKeyInfo: key } = parseCertificate(der);
  const demanded = key.algorithm.algorithmParams === undefined ? undefined : schemeOf(key.algorithm);
  return schemeFor(der) === null || schemeOf(signatureAlgorithm) === null || (demanded === null && isPss(der));
}

const isPss = (der: Uint8Array): boolean => schemeFor(der)?.kind === 'rsa-pss';

async function show(der: Uint8Array, token: TokenCertificate['token'], now: Date): Promise<TokenCertificate> {
  const { key, maySign, ...facts } = await readCertificate(der);
  const expired = now < new Date(facts.validFrom) || now > new Date(facts.validTo);
  const problem = isWeak(der) ? 'key' : !maySign ? 'usage' : expired ? 'expired' : null;
  return { ...facts, algorithm: key.name, token, problem };
}

/** What a person may choose from: certificates without those that only stand above others. What is no X.509 is left out. */
export async function findCertificates(tokens: readonly TokenContent[], now: Date): Promise<FoundCertificate[]> {
  const found: FoundCertificate[] = [];
  for (const { serial, label, certificates } of tokens) {
    const known = certificates.flatMap((one) => {
      try {
        return [{ ...one, parsed: parseCertificate(one.der) }];
      } catch {
        return [];
      }
    });
    const others = known.map(({ parsed }) => parsed);
    for (const { parsed, der, object } of known) {
      if (others.some((other) => other !== parsed && namesIssuer(other, parsed))) continue;
      const chain = chainOf(parsed, others).map((one) => bytesOf(one.toSchema().toBER()));
      const shown = await show(der, { serial, label }, now).catch(() => null);
      if (shown !== null) found.push({ shown, object, certificate: der, chain });
    }
  }
  return found;
}
