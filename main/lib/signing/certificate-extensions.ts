import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bytesOf } from './der.ts';
import { oid } from './signing-oids.ts';

const find = (certificate: pkijs.Certificate, id: string): pkijs.Extension | undefined =>
  certificate.extensions?.find(({ extnID }) => extnID === id);

const valueOf = (extension: pkijs.Extension): asn1js.BaseBlock =>
  asn1js.fromBER(bytesOf(extension.extnValue.valueBlock.valueHexView)).result;

/** Bits of RFC 5280 4.2.1.3, counted from the left. */
const usageBits = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, crlSign: 6 } as const;

/** True too when the certificate limits its use in no way. */
export function allowsUse(certificate: pkijs.Certificate, ...uses: (keyof typeof usageBits)[]): boolean {
  const usage = find(certificate, oid.keyUsage);
  if (usage === undefined) return true;
  const bits = valueOf(usage);
  if (!(bits instanceof asn1js.BitString)) return false;
  const first = bits.valueBlock.valueHexView[0] ?? 0;
  return uses.some((use) => (first & (0x80 >> usageBits[use])) !== 0);
}

/** May it issue certificates, and how many authorities may stand below it? Null when it may not. */
export function authorityOf(certificate: pkijs.Certificate): { readonly pathLength: number } | null {
  const extension = find(certificate, oid.basicConstraints);
  if (extension === undefined) return null;
  try {
    const { cA, pathLenConstraint } = new pkijs.BasicConstraints({ schema: valueOf(extension) });
    if (!cA) return null;
    if (pathLenConstraint === undefined) return { pathLength: Infinity };
    const length = typeof pathLenConstraint === 'number' ? pathLenConstraint : pathLenConstraint.valueBlock.valueDec;
    return { pathLength: length };
  } catch {
    return null;
  }
}

/** Purposes of machines, programs and authorities; authorities of people name many kinds of their own. */
const notForDocuments: readonly string[] = [oid.serverAuth, oid.codeSigning, oid.timeStamping, oid.ocspSigning];

function purposesOf(extension: pkijs.Extension): readonly string[] {
  try {
    return new pkijs.ExtKeyUsage({ schema: valueOf(extension) }).keyPurposes;
  } catch {
    return [];
  }
}

/** False where the certificate names its purposes, and none of them could be the signing of documents. */
export function allowsDocuments(certificate: pkijs.Certificate): boolean {
  const extension = find(certificate, oid.extKeyUsage);
  return extension === undefined || purposesOf(extension).some((purpose) => !notForDocuments.includes(purpose));
}

/** The one purpose of a timestamp authority's certificate must be that, and critical (RFC 3161 2.3). */
export function isForTimestampsOnly(certificate: pkijs.Certificate): boolean {
  const extension = find(certificate, oid.extKeyUsage);
  if (extension?.critical !== true) return false;
  const purposes = purposesOf(extension);
  return purposes.length === 1 && purposes[0] === oid.timeStamping;
}

const understood: readonly string[] = [
  ...[oid.basicConstraints, oid.keyUsage, oid.extKeyUsage, oid.certificatePolicies, oid.subjectAltName],
];

/** A critical extension that is not understood: RFC 5280 4.2 wants the certificate refused. Null: none. */
export const foreignExtension = (certificate: pkijs.Certificate): string | null =>
  certificate.extensions?.find(({ critical, extnID }) => critical && !understood.includes(extnID))?.extnID ?? null;
