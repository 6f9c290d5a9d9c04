import { encodeSignedData, parseSignedData } from './parse-signed-data.ts';

/**
 * The same signature by the same certificate over the same content, as DER: only attributes that are not signed (a
 * timestamp) may differ.
 */
export function isSameSignature(one: Uint8Array, other: Uint8Array): boolean {
  const [a, b] = [signedPart(one), signedPart(other)];
  return a !== null && b !== null && a.equals(b);
}

function signedPart(der: Uint8Array): Buffer | null {
  const signed = parseSignedData(der);
  const [info] = signed?.signerInfos ?? [];
  if (signed === null || info === undefined || signed.signerInfos.length !== 1) return null;
  delete info.unsignedAttrs;
  return Buffer.from(encodeSignedData(signed));
}
