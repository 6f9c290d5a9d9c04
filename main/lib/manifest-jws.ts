import { base64url, calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { z } from 'zod';
import { AppError } from '#common/contract/failures.ts';
import { isShallow } from '#common/domain/canonical-json.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { SubmissionManifest as ManifestSchema } from '#common/formats/submission-schema.ts';
import { sha256 } from './sha256.ts';

/** `typ` of the protected header; also the media type, without "application/", of a manifest on its own. */
export const manifestType = 'lpa-submission+jws';

/** A manifest whose signature held. Who the sender is, the caller has to decide. */
export interface SignedManifest {
  readonly jws: string;
  readonly manifest: SubmissionManifest;
  /** SHA-256 (hex) of the payload's bytes: the submission's identity. The JWS text itself could be varied. */
  readonly digest: string;
  /** RFC 7638 thumbprint of the sender's public key (SHA-256, hex). */
  readonly sender: string;
}

const coordinate = z.string().regex(/^[\w-]{40,90}$/);
/** Exactly these members: a private key, an `x5c` or a `crit` that we do not check has no place here. */
const Header = z.discriminatedUnion('alg', [
  header('ES256', z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate })),
  header('ES384', z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-384'), x: coordinate, y: coordinate })),
  header('EdDSA', z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate })),
]);
function header<A extends string, K extends z.ZodType>(alg: A, jwk: K) {
  return z.strictObject({ alg: z.literal(alg), typ: z.literal(manifestType), kid: z.string(), jwk });
}

const bad = (reason: string, cause?: unknown) => new AppError('bundle.bad-signature', { reason }, { cause });

/**
 * Checks `manifest.jws` (RFC 7515 compact, resources/formats/submission-bundle.md) and reads its payload. Throws AppError
 * 'bundle.bad-signature', 'bundle.newer-format' or 'bundle.bad-manifest'.
 */
export async function readManifest(jws: string): Promise<SignedManifest> {
  const found = readHeader(jws);
  const thumbprint = await calculateJwkThumbprint(found.jwk, 'sha256');
  if (found.kid !== thumbprint) throw bad('key-id');
  const payload = await verify(jws, found);
  return {
    jws,
    manifest: parsePayload(payload),
    digest: sha256(payload),
    sender: Buffer.from(base64url.decode(thumbprint)).toString('hex'),
  };
}

/** The manifest of a JWS that was checked before and kept sealed since. */
export const reopenManifest = (jws: string): SubmissionManifest =>
  parsePayload(base64url.decode(jws.split('.')[1] ?? ''));

function readHeader(jws: string): z.infer<typeof Header> {
  // jose tolerates line ends and stray bits in the last character; one signature should have one text.
  const parts = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(jws) && !jws.endsWith('\n') ? jws.split('.') : [];
  const canonical = parts.every((part) => decoded(() => base64url.encode(base64url.decode(part))) === part);
  if (parts.length !== 3 || !canonical) throw bad('shape');
  const parsed = Header.safeParse(decoded(() => decodeProtectedHeader(jws)));
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? 'header');
  throw bad(field === 'alg' ? 'algorithm' : field === 'typ' ? 'type' : 'header');
}

async function verify(jws: string, { alg, jwk }: z.infer<typeof Header>): Promise<Uint8Array> {
  try {
    return (await compactVerify(jws, await importJWK(jwk, alg), { algorithms: [alg] })).payload;
  } catch (error) {
    throw bad('signature', error);
  }
}

function parsePayload(payload: Uint8Array): SubmissionManifest {
  const content = decoded(() => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as unknown);
  // Unknown fields are kept, and would go deeper than the reader of the next process can follow.
  if (!isShallow(content)) throw new AppError('bundle.bad-manifest', { reason: 'depth' });
  const format = z.looseObject({ format: z.string() }).safeParse(content);
  const version = /^lpa-submission\/(\d{1,6})$/.exec(format.data?.format ?? '')?.[1];
  if (version === undefined) throw new AppError('bundle.bad-manifest', { reason: 'format' });
  if (version !== '1') throw new AppError('bundle.newer-format', { version: Number(version) });
  const parsed = ManifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new AppError('bundle.bad-manifest', { reason: 'schema', path });
}

/** `undefined` where the bytes are no JSON: the schema says the rest. */
function decoded(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
