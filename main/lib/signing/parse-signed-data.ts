import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bytesOf } from './der.ts';
import { oid } from './signing-oids.ts';

/** Reads DER only: what encodes to other bytes than it came from has room for changes that nobody signed. */
export function parseSignedData(der: Uint8Array): pkijs.SignedData | null {
  try {
    const parsed = asn1js.fromBER(bytesOf(der));
    if (parsed.offset !== der.byteLength) return null;
    const info = new pkijs.ContentInfo({ schema: parsed.result });
    if (info.contentType !== oid.signedData) return null;
    const signed = new pkijs.SignedData({ schema: info.content });
    return Buffer.from(encodeSignedData(signed)).equals(der) ? signed : null;
  } catch {
    return null;
  }
}

export function encodeSignedData(signed: pkijs.SignedData): Uint8Array {
  const info = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema() });
  return new Uint8Array(info.toSchema().toBER());
}
