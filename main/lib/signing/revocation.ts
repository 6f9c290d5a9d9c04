import type * as pkijs from 'pkijs';
import { allowsUse } from './certificate-extensions.ts';
import { checkIssued, namesIssuer } from './check-issued.ts';
import { sha256 } from '../sha256.ts';

/** 'unknown': no list of this issuer is there. 'outdated': the newest one ended before the time in question. */
type Revocation =
  { readonly status: 'good' | 'unknown' | 'outdated' } | { readonly status: 'revoked'; readonly at: Date };

/**
 * A list that says something for all certificates of its issuer. Critical extensions limit lists to some (RFC 5280
 * 5.2.5) or make them additions to others (5.2.4): such a list proves nothing here.
 */
async function checkUsable(list: pkijs.CertificateRevocationList, issuer: pkijs.Certificate): Promise<boolean> {
  if (!namesIssuer(list, issuer) || !allowsUse(issuer, 'crlSign')) return false;
  if (list.crlExtensions?.extensions.some(({ critical }) => critical) === true) return false;
  return (await checkIssued(list, issuer)) === 'good';
}

/**
 * A centre holds thousands of packages against one list: its signature is checked, and its entries are laid out, once
 * for each issuer. Kept as long as the list is; by the issuer's bytes, since each package brings objects of its own.
 */
interface KnownList {
  readonly usable: Map<string, Promise<boolean>>;
  revokedAt: ReadonlyMap<string, Date> | null;
}
const known = new WeakMap<pkijs.CertificateRevocationList, KnownList>();
/** A hostile package could bring issuers of the list's name without end. */
const maxKnown = 200;

function knownOf(list: pkijs.CertificateRevocationList): KnownList {
  const kept = known.get(list) ?? { usable: new Map<string, Promise<boolean>>(), revokedAt: null };
  known.set(list, kept);
  return kept;
}

function isUsable(list: pkijs.CertificateRevocationList, issuer: pkijs.Certificate): Promise<boolean> {
  if (!namesIssuer(list, issuer)) return Promise.resolve(false);
  const { usable } = knownOf(list);
  const name = sha256(new Uint8Array(issuer.tbsView));
  const checked = usable.get(name) ?? checkUsable(list, issuer);
  if (usable.size < maxKnown) usable.set(name, checked);
  return checked;
}

const serialOf = ({ valueBlock }: pkijs.Certificate['serialNumber']): string =>
  Buffer.from(valueBlock.valueHexView).toString('hex');

/** The earliest time for each serial number. */
function revokedAtOf(list: pkijs.CertificateRevocationList): ReadonlyMap<string, Date> {
  const kept = knownOf(list);
  if (kept.revokedAt !== null) return kept.revokedAt;
  const revokedAt = new Map<string, Date>();
  for (const { userCertificate, revocationDate } of list.revokedCertificates ?? []) {
    const [serial, at] = [serialOf(userCertificate), revocationDate.value];
    const before = revokedAt.get(serial);
    if (before === undefined || at < before) revokedAt.set(serial, at);
  }
  kept.revokedAt = revokedAt;
  return revokedAt;
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
  const serial = serialOf(certificate.serialNumber);
  const [first] = usable
    .flatMap((list) => revokedAtOf(list).get(serial) ?? [])
    .sort((one, other) => Number(one) - Number(other));
  if (first !== undefined) return { status: 'revoked', at: first };
  if (usable.length === 0) return { status: 'unknown' };
  const current = usable.some(({ nextUpdate }) => nextUpdate === undefined || nextUpdate.value >= at);
  return { status: current ? 'good' : 'outdated' };
}
