import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { AppError } from '#common/contract/failures.ts';
import { sha256 } from '../sha256.ts';
import { parseCertificate } from './certificate.ts';
import { authorityOf } from './certificate-extensions.ts';
import { bytesOf } from './der.ts';

/** Whom a reader trusts, and what was revoked. None is shipped. */
export interface TrustAnchors {
  readonly certificates: readonly pkijs.Certificate[];
  readonly revocations: readonly pkijs.CertificateRevocationList[];
}

/** Two kinds of trust: who issues certificates to signers, and who stamps the time. Left out: nobody said. */
export interface Trusted {
  readonly trust?: TrustAnchors;
  readonly trustTime?: TrustAnchors;
}

/** The certificates and revocation lists of one file, as DER. */
export interface TrustFile {
  readonly certificates: readonly Uint8Array[];
  readonly revocations: readonly Uint8Array[];
}

/** By what they are trusted for. */
export interface TrustFiles {
  readonly signers: readonly TrustFile[];
  readonly time: readonly TrustFile[];
}

/** Lists of revoked certificates grow long; a country's is a few megabytes. */
export const maxTrustFile = 32 * 1024 * 1024;
const maxEntries = 500;

/** Of a list with half a million entries; the parser's own limit ends at two and a half thousand. */
const maxNodes = 2_000_000;

function parseRevocations(der: Uint8Array): pkijs.CertificateRevocationList {
  const parsed = asn1js.fromBER(bytesOf(der), { maxNodes, maxContentLength: maxTrustFile });
  if (parsed.offset !== der.byteLength) throw new Error('not a list of revoked certificates');
  return new pkijs.CertificateRevocationList({ schema: parsed.result });
}

const readable = (der: Uint8Array, parse: (der: Uint8Array) => unknown): boolean => {
  try {
    parse(der);
    return true;
  } catch {
    return false;
  }
};

/** PEM blocks of both kinds in any number, or one of them as DER. Throws AppError('trust.unreadable'). */
export function readCertificates(bytes: Uint8Array): TrustFile {
  const refuse = (reason: string) => new AppError('trust.unreadable', { reason });
  if (bytes.byteLength > maxTrustFile) throw refuse('too-large');
  const text = bytes[0] === 0x30 ? '' : Buffer.from(bytes).toString('latin1');
  const blocks = [...text.matchAll(/-----BEGIN (CERTIFICATE|X509 CRL)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g)];
  if (blocks.length > maxEntries) throw refuse('too-many');
  const entries =
    text === '' ? [bytes] : blocks.map(([, , base64 = '']) => new Uint8Array(Buffer.from(base64, 'base64')));
  const certificates = entries.filter((der) => readable(der, parseCertificate));
  const revocations = entries.filter((der) => !certificates.includes(der) && readable(der, parseRevocations));
  if (entries.length === 0 || certificates.length + revocations.length < entries.length) throw refuse('unknown-form');
  return { certificates, revocations };
}

/**
 * What somebody wants to be trusted. Throws AppError('trust.unreadable'), and 'trust.mixed': a certificate that may issue
 * none is trusted for itself alone, which somebody must have meant. In a file with issuers it usually came along with them.
 */
export function readTrustFile(bytes: Uint8Array): TrustFile {
  const file = readCertificates(bytes);
  const issuers = file.certificates.filter((der) => authorityOf(parseCertificate(der)) !== null).length;
  if (issuers > 0 && issuers < file.certificates.length) throw new AppError('trust.mixed');
  return file;
}

const certificatesOf = (files: readonly TrustFile[]): pkijs.Certificate[] =>
  files.flatMap(({ certificates }) => certificates.map(parseCertificate));

/** A list of revocations may be a country's: the same one in two files is read once. */
function revocationsOf(files: readonly TrustFile[]): pkijs.CertificateRevocationList[] {
  const lists = new Map(files.flatMap(({ revocations }) => revocations.map((der) => [sha256(der), der] as const)));
  return [...lists.values()].map(parseRevocations);
}

/** What several files hold together. */
export const trustAnchorsOf = (files: readonly TrustFile[]): TrustAnchors => ({
  certificates: certificatesOf(files),
  revocations: revocationsOf(files),
});

/**
 * Who vouches for signers says nothing about time: an authority that the second list lacks is nobody's. What was revoked
 * counts for both.
 */
export function trustedOf({ signers, time }: TrustFiles): Trusted {
  const revocations = revocationsOf([...signers, ...time]);
  return {
    ...(signers.length === 0 ? {} : { trust: { certificates: certificatesOf(signers), revocations } }),
    ...(time.length === 0 ? {} : { trustTime: { certificates: certificatesOf(time), revocations } }),
  };
}
