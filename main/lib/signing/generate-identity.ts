// @peculiar/x509 builds on tsyringe, which throws at load without this.
import 'reflect-metadata';
import { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, Name } from '@peculiar/x509';
import { SubjectKeyIdentifierExtension, X509CertificateGenerator } from '@peculiar/x509';
import { randomBytes } from 'node:crypto';
import type { SigningIdentity } from './identity.ts';

const lifetimeYears = 2;

/** Positive and of fixed length, so that its DER INTEGER needs no padding (RFC 5280 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

/**
 * A fresh ECDSA P-256 key with a self-signed certificate for two years. WebCrypto, since Electron's node:crypto is
 * BoringSSL. UTF8String, since names are Thai.
 */
export async function generateIdentity(
  subject: { readonly name: string; readonly title: string; readonly organization: string },
  now: Date,
): Promise<SigningIdentity> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const fields = [
    { CN: [{ utf8String: subject.name }] },
    ...(subject.title === '' ? [] : [{ T: [{ utf8String: subject.title }] }]),
    ...(subject.organization === '' ? [] : [{ O: [{ utf8String: subject.organization }] }]),
  ];
  const notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + lifetimeYears);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: new Name(fields),
    notBefore,
    notAfter,
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificate: new Uint8Array(certificate.rawData),
    chain: [],
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
  };
}
