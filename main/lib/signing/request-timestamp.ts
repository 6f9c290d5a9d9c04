import { createHash, randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { AppError } from '#common/contract/failures.ts';
import { checkTimestamp, type Timestamp } from './check-timestamp.ts';
import { bytesOf } from './der.ts';
import { encodeSignedData, parseSignedData } from './parse-signed-data.ts';
import { digestIdentifier } from './signature-scheme.ts';
import { oid } from './signing-oids.ts';

/** Takes a TimeStampReq to an authority and brings its TimeStampResp, both DER. */
export type AskAuthority = (request: Uint8Array, signal?: AbortSignal) => Promise<Uint8Array>;

/** A positive INTEGER of full length, so that its bytes are the same on both ways. */
function newNonce(): Buffer {
  const nonce = randomBytes(16);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}

function requestOver(value: Uint8Array, nonce: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(value).digest();
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: digestIdentifier('sha256'),
      hashedMessage: new asn1js.OctetString({ valueHex: bytesOf(hash).buffer }),
    }),
    nonce: new asn1js.Integer({ valueHex: bytesOf(nonce).buffer }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

const refuse = (reason: string, detail = '', cause?: unknown) =>
  new AppError('timestamp.refused', { reason, detail }, { cause });

/** The token as the authority encoded it: built again, it might not verify. */
function tokenOf(answer: Uint8Array): Uint8Array {
  let status: number;
  let token: unknown;
  try {
    const parsed = asn1js.fromBER(bytesOf(answer));
    if (parsed.offset !== answer.byteLength) throw new Error('trailing bytes');
    status = new pkijs.TimeStampResp({ schema: parsed.result }).status.status;
    token = parsed.result instanceof asn1js.Sequence ? parsed.result.valueBlock.value[1] : undefined;
  } catch (cause) {
    throw refuse('answer', '', cause);
  }
  // RFC 3161 2.4.2: 0 granted, 1 granted with changes; a refusal comes as a good answer too.
  if ((status !== 0 && status !== 1) || !(token instanceof asn1js.Sequence)) throw refuse('rejected', String(status));
  return bytesOf(token.valueBeforeDecodeView);
}

/**
 * Has the signature stamped (CAdES-T): the same signature with the token as an unsigned attribute. Throws
 * AppError('timestamp.refused') with details.reason 'answer', 'rejected', or what is wrong with the token; and whatever
 * `ask` throws. Nothing is taken that would not verify later.
 */
export async function timestampSignature(
  signature: Uint8Array,
  ask: AskAuthority,
): Promise<{ readonly signature: Uint8Array; readonly timestamp: Timestamp }> {
  const signed = parseSignedData(signature);
  const signer = signed?.signerInfos[0];
  if (signed === null || signer === undefined) throw refuse('signature');
  const value = bytesOf(signer.signature.valueBlock.valueHexView);
  const nonce = newNonce();
  const token = tokenOf(await ask(requestOver(value, nonce)));
  const { timestamp, problems } = await checkTimestamp(token, value, nonce);
  const [problem] = problems;
  if (problem !== undefined || timestamp === null) throw refuse(problem?.code ?? 'answer', problem?.detail);
  const values = [asn1js.fromBER(bytesOf(token)).result];
  const others = (signer.unsignedAttrs?.attributes ?? []).filter(({ type }) => type !== oid.signatureTimestamp);
  signer.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
    type: 1,
    attributes: [...others, new pkijs.Attribute({ type: oid.signatureTimestamp, values })],
  });
  return { signature: encodeSignedData(signed), timestamp };
}
