import type { Readable } from 'node:stream';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { ServerAssignment } from '#common/formats/assessment-server.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import { isPassing } from '#main/lib/http/line-failure.ts';
import { overTheLine, type Line } from '#main/lib/http/over-the-line.ts';
import { readManifest, reopenManifest, type SignedManifest } from '#main/lib/manifest-jws.ts';
import type { BlobStore } from '#main/storage/library.ts';
import { fetchInstrument, fetchKeys, fetchManifest, type DownloadSession } from './fetch-manifest.ts';
import { checkRoom, fetchFiles, planOf, type Outcomes, type Plan } from './fetch-submission.ts';
import type { FileProblem } from './queries.ts';

/** What of the submission is here already. */
interface Known {
  readonly digest: string;
  readonly jws: string;
  readonly complete: boolean;
  readonly locked: boolean;
}

/** A source whose files are in the store by now; asked only for those that are not. */
interface FetchedSource {
  readonly published: ReadonlySet<string>;
  manifest(): Promise<string>;
  instrument(): Promise<Buffer | null>;
  unlisted(): null;
  evidence(item: EvidenceItem): Promise<Readable | 'missing' | 'differs'>;
  close(): Promise<void>;
}

export interface RunContext extends Line {
  readonly submission: string;
  readonly assignment: ServerAssignment;
  readonly session: DownloadSession;
  readonly folder: string;
  readonly blobs: BlobStore;
  known(): Promise<Known | null>;
  hasInstrument(digest: string): Promise<boolean>;
  importFrom(source: FetchedSource): Promise<{ readonly evidence: readonly { id: string; status: string }[] }>;
  onPlan(plan: Plan): Promise<void>;
  /** What was fetched is of no use: forgets it. */
  onRefused(): Promise<void>;
  onBytes(bytes: number): void;
  onReceived(bytes: number): void;
  onFile(problem: FileProblem | null): void;
}

/** 'again': something that was in the store has gone meanwhile, or a newer revision came. */
export type RunResult =
  | { readonly kind: 'unchanged' | 'ready' | 'again' }
  | { readonly kind: 'incomplete'; readonly problems: readonly FileProblem[] };

/**
 * One submission from its manifest to the committed row that says "ready offline": signature and sender first, then room,
 * then the files, then one transaction. Throws what concerns the whole download, or the signal's reason.
 */
export async function runDownload(context: RunContext): Promise<RunResult> {
  const { session, submission, assignment, signal, now } = context;
  const known = await context.known();
  const found = await overTheLine(context, () =>
    fetchManifest(session, assignment, submission, known?.digest ?? null, signal, now),
  );
  const isNew = found !== null && found.digest !== known?.digest;
  if (!isNew && known?.complete === true) return { kind: 'unchanged' };
  if (found === null && known === null) throw new AppError('server.bad-answer', { reason: 'not-changed' });
  const signed = found ?? (await readManifest(known?.jws ?? ''));
  // Better now than after a gigabyte.
  if (known?.locked === true) throw new AppError('review.locked', { lao: signed.manifest.lao.name });
  if (isNew && known !== null) refuseOlder(signed, known);
  const published = await overTheLine(context, () => fetchKeys(session));
  if (!published.has(signed.sender))
    throw new AppError('bundle.wrong-sender', { reason: 'not-published', lao: signed.manifest.lao.name });
  const instrument = await missingInstrument(context, signed);
  const plan = planOf(signed);
  await context.onPlan(plan);
  const here = await checkRoom(context.folder, context.blobs, plan);
  const outcomes = await fetchFiles(submission, plan, {
    ...context,
    here,
    open: openWith(context),
    serverWorks: () => serverWorks(context, signed),
  });
  // A file that differs may be the new one of a revision that came while the old one was fetched.
  if ([...outcomes.values()].some(({ kind }) => kind === 'differs') && (await isOvertaken(context, signed)))
    return { kind: 'again' };
  const source = sourceOf(signed, { published, instrument, outcomes });
  const imported = await context.importFrom(source).catch(async (error: unknown) => {
    if (isAppError(error) && /^(bundle|instrument)\./.test(error.code)) await context.onRefused();
    throw error;
  });
  return resultOf(signed, outcomes, imported.evidence);
}

/** As the importer will see it. Throws AppError 'bundle.…'. */
function refuseOlder({ manifest: { revision } }: SignedManifest, known: Known): void {
  const have = reopenManifest(known.jws).revision;
  if (revision < have) throw new AppError('bundle.older-revision', { have, got: revision });
  if (revision === have) throw new AppError('bundle.bad-manifest', { reason: 'revision-reused' });
}

/** The instrument that the manifest names, or null where it is here. */
async function missingInstrument(context: RunContext, { manifest }: SignedManifest): Promise<Buffer | null> {
  if (await context.hasInstrument(manifest.instrument.digest)) return null;
  return overTheLine(context, () => fetchInstrument(context.session, manifest.instrument, context.now));
}

const openWith =
  ({ session }: RunContext): DownloadSession['open'] =>
  (path, headers, signal, elsewhere) =>
    session.open(path, headers, signal, elsewhere);

/** By the digest: a server need not know "not changed". */
const isOvertaken = async (context: RunContext, { digest }: SignedManifest): Promise<boolean> => {
  const { session, assignment, submission, signal, now } = context;
  const newest = await overTheLine(context, () => fetchManifest(session, assignment, submission, digest, signal, now));
  return newest !== null && newest.digest !== digest;
};

/** Asks for what is not needed, to see whether the server answers. */
async function serverWorks(
  { session, assignment, submission, signal, now }: RunContext,
  { digest }: SignedManifest,
): Promise<boolean> {
  try {
    await fetchManifest(session, assignment, submission, digest, signal, now);
    return true;
  } catch (error) {
    // A web page instead is the page of a hotel's Wi-Fi: the line, not the file, is what fails.
    return !isPassing(error) && !(isAppError(error) && error.code === 'server.not-lpa');
  }
}

function sourceOf(
  signed: SignedManifest,
  {
    published,
    instrument,
    outcomes,
  }: {
    readonly published: ReadonlySet<string>;
    readonly instrument: Buffer | null;
    readonly outcomes: Outcomes;
  },
): FetchedSource {
  return {
    published,
    manifest: async () => signed.jws,
    instrument: async () => instrument,
    unlisted: () => null,
    evidence: async ({ sha256 }) => (outcomes.get(sha256)?.kind === 'differs' ? 'differs' : 'missing'),
    close: async () => undefined,
  };
}

function resultOf(
  { manifest }: SignedManifest,
  outcomes: Outcomes,
  evidence: readonly { readonly id: string; readonly status: string }[],
): RunResult {
  const lost = new Set(evidence.filter(({ status }) => status !== 'ready').map(({ id }) => id));
  if (lost.size === 0) return { kind: 'ready' };
  const problems: FileProblem[] = [];
  for (const { id, title, sha256 } of manifest.evidence) {
    if (!lost.has(id)) continue;
    const outcome = outcomes.get(sha256);
    if (outcome === undefined || outcome.kind === 'ready') return { kind: 'again' };
    problems.push({ evidence: id, title, failure: outcome.failure });
  }
  return { kind: 'incomplete', problems };
}
