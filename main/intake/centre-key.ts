import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#common/contract/failures.ts';
import { readCertificate } from '#main/lib/signing/certificate.ts';
import { generateIdentity } from '#main/lib/signing/generate-identity.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { openPkcs12 } from '#main/lib/signing/pkcs12.ts';
import { writeAtomically } from '#main/storage/atomic-file.ts';
import { errorCode } from '#main/storage/storage-failure.ts';

const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n')}\n-----END ${label}-----\n`;

function der(label: string, text: string): Uint8Array {
  const body = new RegExp(`-----BEGIN ${label}-----([^-]+)-----END ${label}-----`).exec(text)?.[1];
  if (body === undefined) throw new AppError('key.unsupported', { reason: 'centre-key' });
  return Buffer.from(body, 'base64');
}

/** A key of an authority, from a PKCS#12 file. Throws AppError 'key.…'. */
export async function keyFromFile(path: string, password: string, now: number): Promise<SigningIdentity> {
  if ((await stat(path)).size > 1024 * 1024) throw new AppError('key.unsupported', { reason: 'not-pkcs12' });
  const identity = await openPkcs12(await readFile(path), password);
  await ensureInTime(identity, now);
  return identity;
}

async function ensureInTime(identity: SigningIdentity, now: number): Promise<void> {
  const { validFrom, validTo } = await readCertificate(identity.certificate);
  if (now < Date.parse(validFrom) || now > Date.parse(validTo)) throw new AppError('key.expired', { validTo });
}

/**
 * The intake's own key, made at the first run: `key/centre-key.pem` (readable for its owner only) and, to be handed out,
 * `centre-certificate.pem`. An expired one is replaced; receipts carry the certificate that they were signed with.
 */
export async function ownKey(out: string, now: number): Promise<SigningIdentity> {
  const file = join(out, 'key', 'centre-key.pem');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) {
    const kept = { certificate: der('CERTIFICATE', text), privateKey: der('PRIVATE KEY', text), chain: [] };
    const { validTo } = await readCertificate(kept.certificate).catch((cause: unknown) => {
      throw new AppError('key.unsupported', { reason: 'centre-key' }, { cause });
    });
    if (now <= Date.parse(validTo)) return kept;
  }
  const subject = { name: 'ศูนย์รับผลการประเมิน LPA', title: '', organization: '' };
  const made = await generateIdentity(subject, new Date(now));
  await mkdir(join(out, 'key'), { recursive: true, mode: 0o700 });
  const certificate = pem('CERTIFICATE', made.certificate);
  await writeAtomically(file, Buffer.from(pem('PRIVATE KEY', made.privateKey) + certificate));
  await writeFile(join(out, 'centre-certificate.pem'), certificate);
  return made;
}
