import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { AppError } from '#common/contract/failures.ts';
import { parseCertificate } from './certificate.ts';
import { bytesOf } from './der.ts';

/** Whom a reader trusts, and what was revoked. None is shipped. */
export interface TrustAnchors {
  readonly certificates: readonly pkijs.Certificate[];
  readonly revocations: readonly pkijs.CertificateRevocationList[];
}

/** The certificates and revocation lists of one file, as DER. */
export interface TrustFile {
  readonly certificates: readonly Uint8Array[];
  readonly revocations: readonly Uint8Array[];
}

/** Lists of revoked certificates grow long; a country's is a few megabytes. */
export const maxTrustFile = 32 * 1024 * 1024;
const maxEntries = 500;

function parseRevocations(der: Uint8Array): pkijs.CertificateRevocationList {
  const parsed = asn1js.fromBER(bytesOf(der));
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
export function readTrustFile(bytes: Uint8Array): TrustFile {
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

/** What several files hold together. */
export const trustAnchorsOf = (files: readonly TrustFile[]): TrustAnchors => ({
  certificates: files.flatMap(({ certificates }) => certificates.map(parseCertificate)),
  revocations: files.flatMap(({ revocations }) => revocations.map(parseRevocations)),
});
