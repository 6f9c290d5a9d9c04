import type * as pkijs from 'pkijs';
import { allowsUse } from './certificate-extensions.ts';
import { checkIssued, namesIssuer } from './check-issued.ts';

/** 'unknown': no list of this issuer is there. 'outdated': the newest one ended before the time in question. */
type Revocation =
  { readonly status: 'good' | 'unknown' | 'outdated' } | { readonly status: 'revoked'; readonly at: Date };

/**
 * A list that says something for all certificates of its issuer. Critical extensions limit lists to some (RFC 5280
 * 5.2.5) or make them additions to others (5.2.4): such a list proves nothing here.
 */
async function isUsable(list: pkijs.CertificateRevocationList, issuer: pkijs.Certificate): Promise<boolean> {
  if (!namesIssuer(list, issuer) || !allowsUse(issuer, 'crlSign')) return false;
  if (list.crlExtensions?.extensions.some(({ critical }) => critical) === true) return false;
  return (await checkIssued(list, issuer)) === 'good';
}

/** Was this certificate revoked, as far as these lists know? An entry counts in whichever list it stands. */
export async function revocationOf(
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
  lists: readonly pkijs.CertificateRevocationList[],
  at: Date,
): Promise<Revocation> {
  const usable: pkijs.CertificateRevocationList[] = [];
  for (const list of lists) if (await isUsable(list, issuer)) usable.push(list);
  const entries = usable.flatMap(
    ({ revokedCertificates = [] }) =>
      revokedCertificates.find(({ userCertificate }) => userCertificate.isEqual(certificate.serialNumber)) ?? [],
  );
  const [first] = entries.map(({ revocationDate }) => revocationDate.value).sort((one, other) => +one - +other);
  if (first !== undefined) return { status: 'revoked', at: first };
  if (usable.length === 0) return { status: 'unknown' };
  const current = usable.some(({ nextUpdate }) => nextUpdate === undefined || nextUpdate.value >= at);
  return { status: current ? 'good' : 'outdated' };
}
