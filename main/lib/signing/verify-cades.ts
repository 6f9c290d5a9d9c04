import { checkSigner, type SignerProblem } from './check-signer.ts';
import type { CertificateFacts } from './certificate.ts';
import { checkTimestamp, type TimestampVerdict } from './check-timestamp.ts';
import { bytesOf } from './der.ts';
import { parseSignedData } from './parse-signed-data.ts';
import { oid } from './signing-oids.ts';
import type * as pkijs from 'pkijs';

/** What is wrong with a signature; `detail` names the attribute, algorithm or day. */
export interface CadesProblem {
  readonly code: CadesProblemCode;
  readonly detail: string;
}

type CadesProblemCode =
  | 'signature.unreadable' // not one DER-encoded CMS SignedData
  | 'signature.not-detached'
  | `signature.${SignerProblem['code']}`
  | 'certificate.expired'
  | 'certificate.not-yet-valid'
  | 'certificate.weak-key'
  | 'certificate.usage';

export interface CadesVerdict {
  /** The value verifies over exactly this content, under the named certificate, with every attribute in order. */
  readonly valid: boolean;
  readonly problems: readonly CadesProblem[];
  readonly certificate: CertificateFacts | null;
  /** The signer's certificate first, then the others that are enclosed; DER. */
  readonly certificates: readonly Uint8Array[];
  /** ISO 8601 UTC, as the signer says: no third party confirms it. */
  readonly signedAt: string | null;
  /** Level T: what an authority says of the time, good or bad; null at level B. */
  readonly timestamp: TimestampVerdict | null;
}

function certificateProblems(facts: CertificateFacts, signedAt: Date | null): CadesProblem[] {
  const problems: CadesProblem[] = [];
  if (!facts.key.strong) problems.push({ code: 'certificate.weak-key', detail: facts.key.name });
  if (!facts.maySign) problems.push({ code: 'certificate.usage', detail: facts.owner });
  if (signedAt !== null && signedAt.toISOString() < facts.validFrom)
    problems.push({ code: 'certificate.not-yet-valid', detail: facts.validFrom });
  if (signedAt !== null && signedAt.toISOString() > facts.validTo)
    problems.push({ code: 'certificate.expired', detail: facts.validTo });
  return problems;
}

const refused = (code: CadesProblemCode, detail = ''): CadesVerdict => ({
  valid: false,
  problems: [{ code, detail }],
  certificate: null,
  certificates: [],
  signedAt: null,
  timestamp: null,
});

/** Each costs a few signatures to check. */
const maxTimestamps = 8;

/** Of several the earliest good one counts; else the first, with what is wrong with it. */
async function checkTimestamps(info: pkijs.SignerInfo): Promise<TimestampVerdict | null> {
  const attributes = info.unsignedAttrs?.attributes.filter(({ type }) => type === oid.signatureTimestamp) ?? [];
  const tokens = attributes.flatMap(({ values }) => values as { toBER(): ArrayBuffer }[]).slice(0, maxTimestamps);
  const value = bytesOf(info.signature.valueBlock.valueHexView);
  const verdicts: TimestampVerdict[] = [];
  for (const token of tokens) verdicts.push(await checkTimestamp(new Uint8Array(token.toBER()), value));
  const timeOf = ({ timestamp }: TimestampVerdict) => timestamp?.at ?? '';
  const good = verdicts.filter(({ problems }) => problems.length === 0);
  return good.sort((one, other) => timeOf(one).localeCompare(timeOf(other)))[0] ?? verdicts[0] ?? null;
}

/**
 * Checks a detached CAdES signature over `content`, level B-B, and its timestamp if it has one (B-T). Who stands behind
 * the certificates is left to the reader.
 */
export async function verifyCades(signature: Uint8Array, content: Uint8Array): Promise<CadesVerdict> {
  const signed = parseSignedData(signature);
  if (signed === null) return refused('signature.unreadable');
  if (signed.encapContentInfo.eContent !== undefined) return refused('signature.not-detached');
  const { problems: found, signer } = await checkSigner(signed, { type: oid.data, content });
  const problems: CadesProblem[] = found.map(({ code, detail }) => ({ code: `signature.${code}`, detail }) as const);
  if (signer === null) return { ...refused('signature.unreadable'), problems };
  const { facts, signedAt, info, certificates } = signer;
  if (signed.version !== 1) problems.push({ code: 'signature.unreadable', detail: 'version' });
  if (signedAt === null) problems.push({ code: 'signature.attribute', detail: 'signing-time' });
  return {
    valid: problems.length === 0 && facts.key.strong,
    problems: [...problems, ...certificateProblems(facts, signedAt)],
    certificate: facts,
    certificates,
    signedAt: signedAt?.toISOString() ?? null,
    timestamp: await checkTimestamps(info),
  };
}
