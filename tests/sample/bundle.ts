import { createHash } from 'node:crypto';
import { CompactSign, importJWK, calculateJwkThumbprint, type JWK } from 'jose';
import { ZipFile } from 'yazl';
import type { SubmissionManifest } from '#common/domain/submission.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Compact JWS of a manifest's text, as resources/formats/submission-bundle.md says. */
export async function signManifest(payload: string, privateKey: JWK): Promise<string> {
  const { kty, crv, x, y } = privateKey;
  const jwk = { kty, crv, x, y } as JWK;
  return new CompactSign(Buffer.from(payload))
    .setProtectedHeader({ alg: 'ES256', typ: 'lpa-submission+jws', kid: await calculateJwkThumbprint(jwk), jwk })
    .sign(await importJWK(privateKey, 'ES256'));
}

export const payloadOf = (manifest: SubmissionManifest): string => JSON.stringify(manifest, null, 1);

/** A `.lpasub` file: `mimetype` first and stored, then the manifest, the instrument if any, and the evidence. */
export async function writeBundle(
  jws: string,
  evidence: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  instrument: Uint8Array | null,
): Promise<Buffer> {
  const zip = new ZipFile();
  // DOS time has no zone: the same local time everywhere gives the same bytes everywhere.
  const fixed = { mtime: new Date(2024, 5, 10), mode: 0o100644, forceDosTimestamp: true };
  const add = (name: string, bytes: Uint8Array, compress: boolean) =>
    zip.addBuffer(Buffer.from(bytes), name, { ...fixed, compress });
  add('mimetype', Buffer.from('application/vnd.lpa.submission+zip'), false);
  add('manifest.jws', Buffer.from(jws), true);
  if (instrument !== null) add('instrument.json', instrument, true);
  for (const { path, bytes } of evidence) add(path, bytes, path.endsWith('.pdf'));
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
