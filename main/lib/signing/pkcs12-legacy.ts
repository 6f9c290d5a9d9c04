import forge from 'node-forge';
import { AppError } from '#common/contract/failures.ts';

/** Key and certificates found in a PKCS#12 file, not yet matched; DER. */
export interface Pkcs12Content {
  readonly keys: readonly Uint8Array[];
  readonly certificates: readonly Uint8Array[];
}

/** node-forge derives keys on the calling thread, about 100 ms at this count. Files of this kind have 2,000 or so. */
const maxIterations = 50_000;

const derOf = (value: forge.asn1.Asn1): Uint8Array => Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary');

/** PKCS#8 also for a kind of key that forge itself does not know (EC): then `asn1` is the decrypted PrivateKeyInfo. */
function keyOf(bag: forge.pkcs12.Bag): Uint8Array {
  if (bag.key) return derOf(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)));
  return derOf(bag.asn1);
}

const certificateOf = (bag: forge.pkcs12.Bag): Uint8Array =>
  derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1);

/** A PKCS#12 file under RC2 or 3DES, as Windows and older OpenSSL write it; pkijs cannot read these. */
export function openLegacyPkcs12(bytes: Uint8Array, password: string, iterations: number): Pkcs12Content {
  if (iterations > maxIterations) throw new AppError('key.unsupported', { reason: 'iterations' });
  let store: forge.pkcs12.Pkcs12Pfx;
  try {
    const parsed = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary')));
    store = forge.pkcs12.pkcs12FromAsn1(parsed, false, password);
  } catch (cause) {
    const wrong = cause instanceof Error && /MAC could not be verified|decrypt/i.test(cause.message);
    throw new AppError(wrong ? 'key.wrong-password' : 'key.unsupported', { reason: 'unknown-form' }, { cause });
  }
  const bags = store.safeContents.flatMap(({ safeBags }) => safeBags);
  const ofType = (...types: (string | undefined)[]) => bags.filter((bag) => types.includes(bag.type));
  return {
    keys: ofType(forge.pki.oids.pkcs8ShroudedKeyBag, forge.pki.oids.keyBag).map(keyOf),
    certificates: ofType(forge.pki.oids.certBag).map(certificateOf),
  };
}
