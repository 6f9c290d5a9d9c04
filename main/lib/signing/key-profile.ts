import { AppError } from '#common/contract/failures.ts';
import { keyKindOf, parseCertificate } from './certificate.ts';

/**
 * P-521 holds, and is verified; but a program that knows P-256 and P-384 alone must be able to read what is signed.
 * Throws AppError('key.profile').
 */
export function ensureInProfile(certificate: Uint8Array): void {
  const { curve, name } = keyKindOf(parseCertificate(certificate).subjectPublicKeyInfo);
  if (curve === 'P-521') throw new AppError('key.profile', { kind: name });
}
