import { AppError } from '#common/contract/failures.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { KeySet, type ServerAssignment } from '#common/formats/assessment-server.ts';
import type { HttpAnswer } from '#main/lib/http/client.ts';
import { readBytes } from '#main/lib/http/read-body.ts';
import { toStatusFailure } from '#main/lib/http/status-failure.ts';
import { thumbprintsOf } from '#main/lib/key-thumbprints.ts';
import { readManifest, type SignedManifest } from '#main/lib/manifest-jws.ts';
import { sha256 } from '#main/lib/sha256.ts';
import type { z } from 'zod';

type Headers = Readonly<Record<string, string>>;

export interface DownloadSession {
  json<S extends z.ZodType>(path: string, schema: S, limit: number): Promise<z.output<S>>;
  open(path: string, headers: Headers, signal?: AbortSignal, elsewhere?: Headers): Promise<HttpAnswer>;
}

/** As for bundles: resources/formats/submission-bundle.md. */
const manifestLimit = 16 * 1024 ** 2;
const instrumentLimit = 8 * 1024 ** 2;

/**
 * The newest manifest, or null when it is still the one with digest `known`: one small request then, however many files it
 * lists. Throws AppError 'bundle.…' when it is not what was asked for, and 'server.…'.
 */
export async function fetchManifest(
  session: DownloadSession,
  assignment: ServerAssignment,
  submission: string,
  known: string | null,
  signal: AbortSignal,
  now: () => number,
): Promise<SignedManifest | null> {
  const headers = {
    accept: 'application/jose',
    'accept-encoding': 'gzip',
    ...(known === null ? {} : { 'if-none-match': `"${known}"` }),
  };
  const answer = await session.open(`v1/submissions/${submission}/manifest`, headers, signal);
  if (answer.status === 304) {
    await answer.discard();
    return null;
  }
  if (answer.status !== 200) {
    await answer.discard();
    throw toStatusFailure(answer, now());
  }
  if (answer.header('content-type')?.startsWith('text/html') === true) {
    answer.body.destroy();
    throw new AppError('server.not-lpa', { reason: 'type' });
  }
  const signed = await readManifest((await readBytes(answer, manifestLimit)).toString('latin1'));
  const { manifest } = signed;
  // A good manifest, but of something else.
  if (manifest.id !== submission || manifest.lao.code !== assignment.lao.code || manifest.round.id !== assignment.round)
    throw new AppError('bundle.bad-manifest', { reason: 'other-submission' });
  return signed;
}

/** Thumbprints (hex) of the keys that the server publishes. */
export async function fetchKeys(session: DownloadSession): Promise<ReadonlySet<string>> {
  return thumbprintsOf(await session.json('v1/keys', KeySet, 1024 * 1024));
}

/** Throws AppError 'instrument.…' where the server has none under that digest, or other bytes. */
export async function fetchInstrument(
  session: DownloadSession,
  { id, version, digest }: SubmissionManifest['instrument'],
  now: () => number,
): Promise<Buffer> {
  const answer = await session.open(`v1/instruments/${digest}`, {
    accept: 'application/json',
    'accept-encoding': 'gzip',
  });
  if (answer.status !== 200) {
    await answer.discard();
    if (answer.status === 404) throw new AppError('instrument.unknown', { id, version });
    throw toStatusFailure(answer, now());
  }
  const bytes = await readBytes(answer, instrumentLimit);
  if (sha256(bytes) !== digest) throw new AppError('instrument.invalid', { reason: 'digest' });
  return bytes;
}
