import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { isForTimestampsOnly } from './certificate-extensions.ts';
import { checkSigner, type SignerProblem } from './check-signer.ts';
import { bytesOf } from './der.ts';
import { parseSignedData } from './parse-signed-data.ts';
import { isDigestOf } from './signed-attributes.ts';
import { digestNames, oid } from './signing-oids.ts';

/** What an authority for timestamps confirms: that something existed at `at` (ISO 8601 UTC). */
export interface Timestamp {
  readonly at: string;
  /** Owner of its certificate. */
  readonly authority: string;
  /** SHA-256 of its certificate, hex. */
  readonly fingerprint: string;
}

export interface TimestampProblem {
  readonly code: TimestampProblemCode;
  readonly detail: string;
}

type TimestampProblemCode =
  | 'timestamp.unreadable'
  | 'timestamp.imprint' // made over something else
  | 'timestamp.nonce' // an answer to another request
  | 'timestamp.purpose' // by a certificate that is not for timestamps alone
  | 'timestamp.weak-key'
  | 'timestamp.expired'
  | 'timestamp.not-yet-valid'
  | `timestamp.${SignerProblem['code']}`;

export interface TimestampVerdict {
  /** What it says, also when it is bad; null when that could not be read. */
  readonly timestamp: Timestamp | null;
  readonly problems: readonly TimestampProblem[];
  /** The authority's certificate first, then the others that are enclosed; DER. */
  readonly certificates: readonly Uint8Array[];
}

const unreadable: TimestampVerdict = {
  ...{ timestamp: null, certificates: [] },
  problems: [{ code: 'timestamp.unreadable', detail: '' }],
};

function parseInfo(bytes: Uint8Array): pkijs.TSTInfo | null {
  try {
    const parsed = asn1js.fromBER(bytesOf(bytes));
    if (parsed.offset !== bytes.byteLength) return null;
    const info = new pkijs.TSTInfo({ schema: parsed.result });
    return Number.isNaN(info.genTime.getTime()) || info.version !== 1 ? null : info;
  } catch {
    return null;
  }
}

/** RFC 3161 2.4.2: the digest, by SHA-256 or better, of what was to be stamped. */
function isImprintOf({ hashAlgorithm, hashedMessage }: pkijs.MessageImprint, stamped: Uint8Array): boolean {
  const digest = digestNames[hashAlgorithm.algorithmId];
  return digest !== undefined && isDigestOf(hashedMessage, stamped, digest);
}

/**
 * Checks a timestamp token over these bytes. pkijs would take one from any certificate; here it must be the authority's
 * own kind (RFC 3161 2.3). `nonce` is that of the request, where the token is an answer to one. Who stands behind the
 * authority is left to the reader.
 */
export async function checkTimestamp(
  token: Uint8Array,
  stamped: Uint8Array,
  nonce?: Uint8Array,
): Promise<TimestampVerdict> {
  const signed = parseSignedData(token);
  const content = signed?.encapContentInfo.eContent?.getValue();
  const info = content === undefined ? null : parseInfo(new Uint8Array(content));
  if (signed === null || content === undefined || info === null) return unreadable;
  const checked = await checkSigner(signed, { type: oid.tstInfo, content: new Uint8Array(content) });
  const problems: TimestampProblem[] = checked.problems.map(
    ({ code, detail }) => ({ code: `timestamp.${code}`, detail }) as const,
  );
  const need = (good: boolean, code: TimestampProblemCode, detail = '') => {
    if (!good) problems.push({ code, detail });
  };
  need(isImprintOf(info.messageImprint, stamped), 'timestamp.imprint');
  if (nonce !== undefined) {
    const answered = info.nonce?.valueBlock.valueHexView;
    need(answered !== undefined && Buffer.from(answered).equals(nonce), 'timestamp.nonce');
  }
  const { signer } = checked;
  if (signer === null) return { timestamp: null, problems, certificates: [] };
  const { facts, certificate, certificates } = signer;
  const at = info.genTime.toISOString();
  need(isForTimestampsOnly(certificate), 'timestamp.purpose', facts.owner);
  need(facts.key.strong, 'timestamp.weak-key', facts.key.name);
  need(at >= facts.validFrom, 'timestamp.not-yet-valid', facts.validFrom);
  need(at <= facts.validTo, 'timestamp.expired', facts.validTo);
  return { timestamp: { at, authority: facts.owner, fingerprint: facts.fingerprint }, problems, certificates };
}
