import type * as pkijs from 'pkijs';
import { sameDer } from './der.ts';
import { schemeOf } from './signature-scheme.ts';
import { verifyValue } from './verify-value.ts';

/** What an authority signs: certificates and lists of revoked ones. */
type Issued = Pick<
  pkijs.Certificate | pkijs.CertificateRevocationList,
  'tbsView' | 'signature' | 'signatureAlgorithm' | 'signatureValue' | 'issuer'
>;

export const namesIssuer = (issued: Issued, issuer: pkijs.Certificate): boolean =>
  sameDer(issued.issuer.toSchema(), issuer.subject.toSchema());

/** Does this authority's key verify what is said to be issued by it? 'weak': by an algorithm that is not accepted. */
export async function checkIssued(issued: Issued, issuer: pkijs.Certificate): Promise<'good' | 'weak' | 'forged'> {
  const scheme = schemeOf(issued.signatureAlgorithm);
  if (scheme === null) return 'weak';
  if (!sameDer(issued.signature.toSchema(), issued.signatureAlgorithm.toSchema())) return 'forged';
  const value = issued.signatureValue.valueBlock.valueHexView;
  return (await verifyValue(issuer.subjectPublicKeyInfo, scheme, issued.tbsView, value)) ? 'good' : 'forged';
}

const longestChain = 8;

/** From the certificate upwards, as far as the others lead. */
export function chainOf(own: pkijs.Certificate, others: readonly pkijs.Certificate[]): pkijs.Certificate[] {
  const chain: pkijs.Certificate[] = [];
  let last = own;
  while (chain.length < longestChain) {
    const issuer = others.find((one) => one !== last && !chain.includes(one) && namesIssuer(last, one));
    if (issuer === undefined || issuer === own) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}
