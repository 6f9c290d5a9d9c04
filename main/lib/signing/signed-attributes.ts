import { createHash, timingSafeEqual } from 'node:crypto';
import * as asn1js from 'asn1js';
import type * as pkijs from 'pkijs';
import { bytesOf } from './der.ts';
import { digestNames, type Digest } from './signing-oids.ts';

/** The one value of the one attribute of this type; null when it is missing, doubled or has several values. */
export function soleValue(attributes: readonly pkijs.Attribute[], type: string): asn1js.BaseBlock | null {
  const found = attributes.filter((attribute) => attribute.type === type);
  const values = (found[0]?.values ?? []) as readonly unknown[];
  const value = values[0];
  return found.length === 1 && values.length === 1 && value instanceof asn1js.BaseBlock ? value : null;
}

/** DER wants a SET OF sorted; OpenSSL does not look, others refuse the signature (X.690 11.6). */
export function areInDerOrder(attributes: readonly pkijs.Attribute[]): boolean {
  const encoded = attributes.map((attribute) => Buffer.from(attribute.toSchema().toBER()));
  return encoded.every((der, at) => at === 0 || Buffer.compare(encoded[at - 1] ?? der, der) < 0);
}

/** Both times that RFC 5652 11.3 allows. */
export function timeOf(value: asn1js.BaseBlock | null): Date | null {
  if (!(value instanceof asn1js.UTCTime) && !(value instanceof asn1js.GeneralizedTime)) return null;
  const date = value.toDate();
  return Number.isNaN(date.getTime()) ? null : date;
}

const sequence = (block: unknown): readonly unknown[] | null =>
  block instanceof asn1js.Sequence ? block.valueBlock.value : null;

/** RFC 5035: does the first ESSCertIDv2 carry the digest of this certificate? */
export function namesCertificate(attribute: asn1js.BaseBlock | null, certificate: Uint8Array): boolean {
  const essCertId = sequence(sequence(sequence(attribute)?.[0])?.[0]);
  if (essCertId === null) return false;
  const [first, second] = essCertId;
  const algorithm = sequence(first)?.[0];
  const digest: Digest | undefined =
    algorithm instanceof asn1js.ObjectIdentifier ? digestNames[algorithm.valueBlock.toString()] : 'sha256';
  const hash = first instanceof asn1js.OctetString ? first : second;
  if (digest === undefined || !(hash instanceof asn1js.OctetString)) return false;
  return sameBytes(createHash(digest).update(certificate).digest(), hash.valueBlock.valueHexView);
}

export function isDigestOf(attribute: asn1js.BaseBlock | null, content: Uint8Array, digest: Digest): boolean {
  if (!(attribute instanceof asn1js.OctetString)) return false;
  return sameBytes(createHash(digest).update(content).digest(), attribute.valueBlock.valueHexView);
}

export const saysType = (attribute: asn1js.BaseBlock | null, type: string): boolean =>
  attribute instanceof asn1js.ObjectIdentifier && attribute.valueBlock.toString() === type;

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.byteLength === other.byteLength && timingSafeEqual(one, bytesOf(other));
