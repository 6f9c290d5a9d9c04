import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { keyKindOf } from './certificate.ts';
import { bytesOf } from './der.ts';
import { hashNames, schemeOf, type SignatureScheme } from './signature-scheme.ts';
import { oid } from './signing-oids.ts';

/** WebCrypto takes RSA keys only under the plain RSA identifier, also those that are for PSS alone. */
export const rsaIdentifier = (): pkijs.AlgorithmIdentifier =>
  new pkijs.AlgorithmIdentifier({ algorithmId: oid.rsa, algorithmParams: new asn1js.Null() });

const pointSizes = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const;

/** r and s side by side, as WebCrypto wants them; null when the value is not exactly their DER. */
function rawEcdsa(value: Uint8Array, size: number): Uint8Array<ArrayBuffer> | null {
  const parsed = asn1js.fromBER(bytesOf(value));
  if (parsed.offset !== value.length || !Buffer.from(parsed.result.toBER()).equals(value)) return null;
  const parts: readonly unknown[] = parsed.result instanceof asn1js.Sequence ? parsed.result.valueBlock.value : [];
  const raw = new Uint8Array(size * 2);
  for (const [at, part] of parts.entries()) {
    if (!(part instanceof asn1js.Integer) || at > 1) return null;
    const bytes = part.valueBlock.valueHexView;
    const digits = bytes[0] === 0 ? bytes.subarray(1) : bytes;
    if ((bytes[0] ?? 0x80) >= 0x80 || digits.length > size) return null;
    raw.set(digits, size * (at + 1) - digits.length);
  }
  return parts.length === 2 ? raw : null;
}

/** RFC 4055 3.3: a key for PSS alone may fix the digest and the least salt. */
function keyAllows(key: pkijs.PublicKeyInfo, { kind, digest, salt }: SignatureScheme): boolean {
  if (key.algorithm.algorithmId === oid.rsa) return kind !== 'ecdsa';
  if (key.algorithm.algorithmId === oid.ec) return kind === 'ecdsa';
  if (key.algorithm.algorithmId !== oid.rsaPss || kind !== 'rsa-pss') return false;
  const parameters: unknown = key.algorithm.algorithmParams;
  if (parameters === undefined) return true;
  const demanded = schemeOf(key.algorithm);
  return demanded !== null && demanded.digest === digest && demanded.salt <= salt;
}

/** Does `value` verify over `signed` under this key? False also for a key that is too weak or of another kind. */
export async function verifyValue(
  key: pkijs.PublicKeyInfo,
  scheme: SignatureScheme,
  signed: Uint8Array,
  value: Uint8Array,
): Promise<boolean> {
  const { curve, strong } = keyKindOf(key);
  if (!strong || !keyAllows(key, scheme)) return false;
  const hash = hashNames[scheme.digest];
  try {
    if (curve !== null) {
      const algorithm = { name: 'ECDSA', namedCurve: curve, hash };
      const raw = rawEcdsa(value, pointSizes[curve]);
      if (raw === null) return false;
      const imported = await crypto.subtle.importKey('spki', key.toSchema().toBER(), algorithm, false, ['verify']);
      return await crypto.subtle.verify(algorithm, imported, raw, bytesOf(signed));
    }
    const plain = new pkijs.PublicKeyInfo({ algorithm: rsaIdentifier(), subjectPublicKey: key.subjectPublicKey });
    const algorithm = { name: scheme.kind === 'rsa-pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash };
    const imported = await crypto.subtle.importKey('spki', plain.toSchema().toBER(), algorithm, false, ['verify']);
    const use = { name: algorithm.name, saltLength: scheme.salt };
    return await crypto.subtle.verify(use, imported, bytesOf(value), bytesOf(signed));
  } catch {
    return false;
  }
}
