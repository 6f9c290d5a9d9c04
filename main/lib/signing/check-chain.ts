import type * as pkijs from 'pkijs';
import { keyKindOf, parseCertificate, shortName } from './certificate.ts';
import { allowsUse, authorityOf, foreignExtension } from './certificate-extensions.ts';
import { checkIssued, namesIssuer } from './check-issued.ts';
import { sameDer } from './der.ts';
import { revocationOf } from './revocation.ts';
import type { TrustAnchors } from './trust-anchors.ts';

/** `depth`: 0 is the certificate that was asked about. `owner`: of the one in question. `detail`: a time (ISO 8601), an identifier, or nothing. */
export interface ChainProblem {
  readonly code: ChainProblemCode;
  readonly depth: number;
  readonly owner: string;
  readonly detail: string;
}

type ChainProblemCode =
  | 'not-anchored' // no way leads to one of the anchors
  | 'weak' // signed by an algorithm, or with a key, that is not accepted
  | 'expired'
  | 'not-yet-valid'
  | 'revoked'
  | 'revoked-later' // after the time in question, which nobody but the signer confirms
  | 'no-authority' // issued certificates without the right to
  | 'path-length'
  | 'foreign-extension';

export interface ChainVerdict {
  /** The owner of the anchor that the way ends at, also of one with problems. */
  readonly anchor: string | null;
  readonly problems: readonly ChainProblem[];
  /** Of every certificate below the anchor; the least that is known of one of them. */
  readonly revocation: 'good' | 'outdated' | 'unknown';
}

export interface ChainRequest {
  /** Found beside the certificate; nobody vouches for them. */
  readonly intermediates: readonly Uint8Array[];
  readonly trust: TrustAnchors;
  readonly at: Date;
  /** Somebody else than the signer confirms `at`: then a later revocation changes nothing. */
  readonly proven: boolean;
}

const maxIntermediates = 32;
const maxLength = 8;
/** Signatures checked for one certificate: a hostile package could lay out thousands of ways. */
const maxChecks = 64;

type Path = readonly pkijs.Certificate[];

const same = (one: pkijs.Certificate, other: pkijs.Certificate): boolean => sameDer(one.toSchema(), other.toSchema());

/** Every way from the certificate to an anchor, by names and signatures alone. */
async function findPaths(leaf: pkijs.Certificate, others: Path, anchors: Path) {
  const paths: Path[] = [];
  let weak: pkijs.Certificate | null = null;
  let left = maxChecks;
  const extend = async (path: Path, last: pkijs.Certificate): Promise<void> => {
    if (anchors.some((anchor) => same(anchor, last))) {
      paths.push(path);
      return;
    }
    if (path.length >= maxLength) return;
    for (const issuer of [...anchors, ...others]) {
      if (left <= 0) return;
      if (!namesIssuer(last, issuer) || path.some((one) => same(one, issuer))) continue;
      left -= 1;
      const outcome = await checkIssued(last, issuer);
      if (outcome === 'weak') weak = last;
      if (outcome === 'good') await extend([...path, issuer], issuer);
    }
  };
  await extend([leaf], leaf);
  return { paths, weak: weak as pkijs.Certificate | null };
}

const isSelfIssued = (certificate: pkijs.Certificate): boolean =>
  sameDer(certificate.issuer.toSchema(), certificate.subject.toSchema());

/** RFC 5280 6.1 along one way. */
async function checkPath(path: Path, { trust, at, proven }: ChainRequest): Promise<ChainVerdict> {
  const problems: ChainProblem[] = [];
  let revocation: ChainVerdict['revocation'] = 'good';
  for (const [index, certificate] of path.entries()) {
    const add = (code: ChainProblemCode, detail = '') =>
      problems.push({ code, depth: index, owner: shortName(certificate.subject), detail });
    const [from, to] = [certificate.notBefore.value, certificate.notAfter.value];
    if (at < from) add('not-yet-valid', from.toISOString());
    if (at > to) add('expired', to.toISOString());
    if (!keyKindOf(certificate.subjectPublicKeyInfo).strong) add('weak');
    const foreign = foreignExtension(certificate);
    if (foreign !== null) add('foreign-extension', foreign);
    if (index > 0) {
      const authority = authorityOf(certificate);
      const below = path.slice(1, index).filter((one) => !isSelfIssued(one)).length;
      if (authority === null || !allowsUse(certificate, 'keyCertSign')) add('no-authority');
      else if (below > authority.pathLength) add('path-length', String(authority.pathLength));
    }
    const issuer = path[index + 1];
    if (issuer === undefined) continue;
    const known = await revocationOf(certificate, issuer, trust.revocations, at);
    if (known.status === 'revoked') {
      if (known.at <= at) add('revoked', known.at.toISOString());
      else if (!proven) add('revoked-later', known.at.toISOString());
    } else if (known.status === 'unknown' || revocation === 'good') {
      revocation = known.status;
    }
  }
  const anchor = path.at(-1);
  return { anchor: anchor === undefined ? null : shortName(anchor.subject), problems, revocation };
}

/**
 * Does a way lead from this certificate to an anchor, and did it hold at this time? Not pkijs's own engine: that takes
 * SHA-1, refuses a certificate that is itself the anchor, and tells what is wrong in English prose only. Of several ways
 * the one with the fewest problems counts.
 */
export async function checkChain(certificate: Uint8Array, request: ChainRequest): Promise<ChainVerdict> {
  const leaf = parseCertificate(certificate);
  const others = request.intermediates.slice(0, maxIntermediates).map(parseCertificate);
  const { paths, weak } = await findPaths(leaf, others, request.trust.certificates);
  const verdicts: ChainVerdict[] = [];
  for (const path of paths) verdicts.push(await checkPath(path, request));
  const best = verdicts.sort((one, other) => one.problems.length - other.problems.length)[0];
  if (best !== undefined) return best;
  const problem: ChainProblem =
    weak === null
      ? { code: 'not-anchored', depth: 0, owner: shortName(leaf.subject), detail: shortName(leaf.issuer) }
      : {
          code: 'weak',
          depth: weak === leaf ? 0 : 1,
          owner: shortName(weak.subject),
          detail: weak.signatureAlgorithm.algorithmId,
        };
  return { anchor: null, problems: [problem], revocation: 'unknown' };
}
