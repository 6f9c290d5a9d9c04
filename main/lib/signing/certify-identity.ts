import * as pkijs from 'pkijs';
import { AppError } from '#common/contract/failures.ts';
import { parseCertificate, readCertificate } from './certificate.ts';
import { chainOf } from './check-issued.ts';
import { bytesOf, sameDer } from './der.ts';
import type { SigningIdentity } from './identity.ts';
import { parseSignedData } from './parse-signed-data.ts';
import { readCertificates } from './trust-anchors.ts';

/** Certificates as authorities send them: PEM or DER, alone, several, or in a PKCS#7 bundle (.p7b). */
function readAnswer(bytes: Uint8Array): pkijs.Certificate[] {
  const text = Buffer.from(bytes.subarray(0, 1024 * 1024)).toString('latin1');
  const [, base64] = /-----BEGIN (?:PKCS7|CMS)-----([A-Za-z0-9+/=\s]*)-----END/.exec(text) ?? [];
  const bundle = parseSignedData(base64 === undefined ? bytes : Buffer.from(base64, 'base64'));
  if (bundle !== null)
    return (bundle.certificates ?? []).filter((one): one is pkijs.Certificate => one instanceof pkijs.Certificate);
  return readCertificates(bytes).certificates.map(parseCertificate);
}

/**
 * The same key under the certificate that an authority issued for it. Throws AppError('key.other-certificate') when the
 * file holds none for this key, 'key.expired' when it is not valid at `now`, 'key.unsupported' when it may not sign.
 */
export async function certifyIdentity<T extends Pick<SigningIdentity, 'certificate' | 'chain'>>(
  identity: T,
  answer: Uint8Array,
  now: Date,
): Promise<T> {
  let certificates: pkijs.Certificate[];
  try {
    certificates = readAnswer(answer);
  } catch (cause) {
    throw new AppError('key.other-certificate', {}, { cause });
  }
  const before = parseCertificate(identity.certificate);
  const same = certificates.filter((one) =>
    sameDer(one.subjectPublicKeyInfo.toSchema(), before.subjectPublicKeyInfo.toSchema()),
  );
  // Its own self-signed one, sent back along with the new one, is no answer.
  const own = same.find((one) => !sameDer(one.issuer.toSchema(), one.subject.toSchema()));
  if (own === undefined) throw new AppError('key.other-certificate');
  const certificate = bytesOf(own.toSchema().toBER());
  const { maySign, validFrom, validTo } = await readCertificate(certificate);
  if (!maySign) throw new AppError('key.unsupported', { reason: 'usage' });
  if (now < new Date(validFrom) || now > new Date(validTo)) throw new AppError('key.expired', { validTo });
  const chain = chainOf(own, certificates).map((one) => bytesOf(one.toSchema().toBER()));
  return { ...identity, certificate, chain };
}
