import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { keyKindOf, parseCertificate } from './certificate.ts';
import { bytesOf } from './der.ts';
import { belongTogether, type SigningIdentity } from './identity.ts';
import { ensureInProfile } from './key-profile.ts';
import { openLegacyPkcs12, type Pkcs12Content } from './pkcs12-legacy.ts';

const maxBytes = 1024 * 1024;
/** OpenSSL writes 2,048; the strictest profile seen asks for 600,000. More is an attack on the reader's patience. */
const maxIterations = 2_000_000;
/** RC2 and 3DES with SHA-1 key derivation (RFC 7292 appendix C): pkijs does not know them. */
const legacyOid = /1\.2\.840\.113549\.1\.12\.1\.\d/;

function parsePfx(bytes: Uint8Array): pkijs.PFX {
  try {
    const parsed = asn1js.fromBER(bytesOf(bytes));
    if (parsed.offset <= 0) throw new Error(parsed.result.error);
    return new pkijs.PFX({ schema: parsed.result });
  } catch (cause) {
    throw new AppError('key.unsupported', { reason: 'not-pkcs12' }, { cause });
  }
}

/** Null where the octets are no ASN.1: salts and digests are anything, and may even look like a time that is none. */
function insideOf(octets: Uint8Array): unknown {
  try {
    const { offset, result } = asn1js.fromBER(bytesOf(octets));
    return offset > 0 ? result : null;
  } catch {
    return null;
  }
}

/** Iteration counts stand beside their salts, at any depth; what is still encrypted uses the same ones in practice. */
function largestIterationCount(block: unknown): number {
  if (block instanceof asn1js.OctetString) {
    const inner = insideOf(block.valueBlock.valueHexView);
    return inner === null ? 0 : largestIterationCount(inner);
  }
  if (!(block instanceof asn1js.Sequence || block instanceof asn1js.Set || block instanceof asn1js.Constructed))
    return 0;
  const children: readonly unknown[] = block.valueBlock.value;
  const own = children.map((child, at) =>
    child instanceof asn1js.Integer && children[at - 1] instanceof asn1js.OctetString
      ? child.valueBlock.isHexOnly
        ? Infinity
        : child.valueBlock.valueDec
      : 0,
  );
  return Math.max(0, ...own, ...children.map(largestIterationCount));
}

async function openModern(pfx: pkijs.PFX, password: string): Promise<Pkcs12Content> {
  const secret = bytesOf(new TextEncoder().encode(password)).buffer;
  await pfx.parseInternalValues({ password: secret, checkIntegrity: pfx.macData !== undefined });
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (safe === undefined) throw new AppError('key.unsupported', { reason: 'not-pkcs12' });
  await safe.parseInternalValues({
    safeContents: safe.safeContents.map((entry) =>
      entry.contentType === pkijs.ContentInfo.ENCRYPTED_DATA ? { password: secret } : {},
    ),
  });
  const keys: Uint8Array[] = [];
  const certificates: Uint8Array[] = [];
  const contents = (safe.parsedValue as { safeContents: { value: pkijs.SafeContents }[] }).safeContents;
  for (const bag of contents.flatMap(({ value }) => value.safeBags)) {
    const value: unknown = bag.bagValue;
    if (value instanceof pkijs.PKCS8ShroudedKeyBag) {
      // pkijs types this method as internal, though it is the documented way to open a key bag.
      const opener = value as unknown as { parseInternalValues(parameters: { password: ArrayBuffer }): Promise<void> };
      await opener.parseInternalValues({ password: secret });
      if (value.parsedValue !== undefined) keys.push(bytesOf(value.parsedValue.toSchema().toBER()));
    } else if (value instanceof pkijs.PrivateKeyInfo) {
      keys.push(bytesOf(value.toSchema().toBER()));
    } else if (value instanceof pkijs.CertBag && value.parsedValue instanceof pkijs.Certificate) {
      certificates.push(bytesOf(value.parsedValue.toSchema().toBER()));
    }
  }
  return { keys, certificates };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function open(bytes: Uint8Array, password: string): Promise<Pkcs12Content> {
  const pfx = parsePfx(bytes);
  const iterations = largestIterationCount(pfx.toSchema());
  if (iterations > maxIterations) throw new AppError('key.unsupported', { reason: 'iterations' });
  try {
    return await openModern(pfx, password);
  } catch (error) {
    if (isAppError(error)) throw error;
    // The MAC is checked before anything is decrypted, so an unknown cipher means that the password is right.
    if (legacyOid.test(messageOf(error))) return openLegacyPkcs12(bytes, password, iterations);
    if (/integrity|decrypt|operation-specific|OperationError/i.test(`${messageOf(error)} ${String(error)}`))
      throw new AppError('key.wrong-password', {}, { cause: error });
    throw new AppError('key.unsupported', { reason: 'unknown-form' }, { cause: error });
  }
}

/** Finds the pair among what the file holds. */
async function pair(content: Pkcs12Content): Promise<SigningIdentity> {
  for (const privateKey of content.keys)
    for (const certificate of content.certificates) {
      const identity = {
        certificate,
        privateKey,
        chain: content.certificates.filter((other) => other !== certificate),
      };
      if (await belongTogether(identity)) return identity;
    }
  const kinds = content.certificates.map((der) => keyKindOf(parseCertificate(der).subjectPublicKeyInfo).name);
  throw new AppError('key.unsupported', { reason: kinds.length === 0 ? 'no-certificate' : 'kind', kind: kinds.join() });
}

/**
 * Opens a PKCS#12 file (.p12, .pfx): EC P-256 or P-384, or RSA from 2,048 bits. Throws AppError 'key.wrong-password',
 * 'key.profile' of P-521,
 * or 'key.unsupported' with details.reason 'not-pkcs12' | 'iterations' | 'no-certificate' | 'kind' | 'unknown-form'.
 */
export async function openPkcs12(bytes: Uint8Array, password: string): Promise<SigningIdentity> {
  if (bytes.byteLength > maxBytes) throw new AppError('key.unsupported', { reason: 'not-pkcs12' });
  const identity = await pair(await open(bytes, password));
  ensureInProfile(identity.certificate);
  return identity;
}
