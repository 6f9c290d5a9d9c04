import { compactVerify, CompactSign, decodeProtectedHeader, importX509 } from 'jose';
import { z } from 'zod';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { isShallow } from '#common/domain/canonical-json.ts';
import { Receipt } from '#common/formats/receipt-schema.ts';
import { readCertificate, type CertificateFacts } from './signing/certificate.ts';
import { importSigningKey, schemeFor, type SigningIdentity } from './signing/identity.ts';

/** `typ` of the protected header. */
export const receiptType = 'lpa-receipt+jws';

export interface SignedReceipt {
  readonly receipt: Receipt;
  /** Of the centre that signed. Whether to believe it, the caller has to decide. */
  readonly issuer: CertificateFacts;
}

const base64 = z.base64().min(4).max(20_000);
const Header = z.strictObject({
  alg: z.enum(['ES256', 'ES384', 'ES512', 'RS256']),
  typ: z.literal(receiptType),
  x5c: z.array(base64).min(1).max(10),
});
/** ECDSA with the digest of the curve, or RSA. A key for PSS alone is none that JWS libraries take from a certificate. */
function schemeOf(certificate: Uint8Array) {
  const scheme = schemeFor(certificate);
  if (scheme === null || scheme.kind === 'rsa-pss') throw new AppError('key.unsupported', { reason: 'kind' });
  if (scheme.kind === 'rsa-pkcs1') return { scheme, alg: 'RS256' } as const;
  return { scheme, alg: ({ sha256: 'ES256', sha384: 'ES384', sha512: 'ES512' } as const)[scheme.digest] };
}

/** Signs as RFC 7515 compact, with the certificate and its issuers inside. Throws AppError('key.unsupported'). */
export async function createReceiptSigner(identity: SigningIdentity): Promise<(receipt: Receipt) => Promise<string>> {
  const { scheme, alg } = schemeOf(identity.certificate);
  const { key } = await importSigningKey(identity, scheme);
  const x5c = [identity.certificate, ...identity.chain].map((der) => Buffer.from(der).toString('base64'));
  return async (receipt) =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)))
      .setProtectedHeader({ alg, typ: receiptType, x5c })
      .sign(key);
}

const refused = (reason: string, cause?: unknown) => new AppError('receipt.unreadable', { reason }, { cause });

/**
 * Checks a receipt's signature and reads it. Throws AppError 'receipt.unreadable' (no receipt), 'receipt.bad-signature'
 * or 'receipt.newer-format'.
 */
export async function readReceipt(jws: string): Promise<SignedReceipt> {
  const text = jws.trim();
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) throw refused('shape');
  const header = Header.safeParse(decoded(() => decodeProtectedHeader(text)));
  if (!header.success) throw refused('header', header.error);
  const { alg, x5c } = header.data;
  const leaf = Buffer.from(x5c[0] ?? '', 'base64');
  const issuer = await readCertificate(leaf).catch((error: unknown) => {
    throw refused('certificate', error);
  });
  const payload = await payloadOf(text, { alg, leaf, issuer });
  const receipt = parse(payload);
  const at = Date.parse(receipt.issuedAt);
  if (at < Date.parse(issuer.validFrom) || at > Date.parse(issuer.validTo))
    throw new AppError('receipt.bad-signature', { reason: 'certificate-time' });
  return { receipt, issuer };
}

async function payloadOf(
  jws: string,
  { alg, leaf, issuer }: { readonly alg: string; readonly leaf: Buffer; readonly issuer: CertificateFacts },
): Promise<Uint8Array> {
  try {
    if (!issuer.maySign || alg !== schemeOf(leaf).alg) throw refused('key');
    const pem = `-----BEGIN CERTIFICATE-----\n${leaf.toString('base64')}\n-----END CERTIFICATE-----`;
    return (await compactVerify(jws, await importX509(pem, alg), { algorithms: [alg] })).payload;
  } catch (error) {
    throw new AppError('receipt.bad-signature', { reason: isAppError(error) ? 'key' : 'signature' }, { cause: error });
  }
}

function parse(payload: Uint8Array): Receipt {
  const content = decoded(() => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as unknown);
  if (!isShallow(content)) throw refused('depth');
  const format = z.looseObject({ format: z.string() }).safeParse(content).data?.format ?? '';
  if (/^lpa-receipt\/\d{1,6}$/.test(format) && format !== 'lpa-receipt/1') throw new AppError('receipt.newer-format');
  const parsed = Receipt.safeParse(content);
  if (!parsed.success) throw refused('schema', parsed.error);
  return parsed.data;
}

/** `undefined` where the text is no JSON: the schema says the rest. */
function decoded(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
