import { AppError } from '#common/contract/failures.ts';
import type { Actor } from '#common/domain/annotation.ts';
import { amendmentsOf } from '#common/domain/amendments.ts';
import { reduceReview } from '#common/domain/reduce-review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { readManifest, reopenManifest, type SignedManifest } from '#main/lib/manifest-jws.ts';
import type { Clock } from '#main/lib/ports.ts';
import type { Reader, Tx } from '#main/storage/database.ts';
import type { EventLog } from '#main/storage/event-log.ts';
import type { OpenLibrary, Vault } from '#main/storage/library.ts';
import { checkManifest } from './check-manifest.ts';
import { decideImport, type Decision, type Existing } from './decide-import.ts';
import { fetchEvidence } from './fetch-evidence.ts';
import { findInstrument, type FoundInstrument } from './find-instrument.ts';
import { judgeSender, pinSender, type Trust } from './judge-sender.ts';
import * as queries from './queries.ts';
import type { SubmissionRecord } from './queries.ts';
import { readManifests } from './revisions.ts';
import type { SubmissionSource } from './submission-source.ts';
import { summarise } from './summary.ts';

/** The open library as the importer needs it. */
export interface ImportLibrary extends OpenLibrary {
  readonly profile: Actor;
  readonly events: EventLog;
}

export interface ImportContext {
  readonly library: ImportLibrary;
  readonly clock: Clock;
  /** Thumbprint of the sample data's key. */
  readonly sampleSender: string | null;
  /** `resources/instruments`. */
  readonly instrumentFolder: string;
  readonly onProgress: (progress: { readonly laoName: string; readonly done: number; readonly total: number }) => void;
}

export interface Imported {
  readonly manifest: SubmissionManifest;
  readonly decision: Decision;
  readonly evidence: SubmissionRecord['evidence'];
}

interface Checked {
  readonly signed: SignedManifest;
  readonly found: FoundInstrument;
  readonly trust: Trust;
}

/**
 * Takes a submission in, wherever its bytes come from: checks signature, sender, instrument and manifest, brings every
 * file into the sealed store, and makes it visible by one transaction at the end. Refused before that, nothing of it
 * is kept; killed, only stored files that the next try finds again. Throws AppError 'bundle.…', 'instrument.…', 'review.locked',
 * 'storage.…' or what the source throws.
 */
export async function importSubmission(source: SubmissionSource, context: ImportContext): Promise<Imported> {
  const { library } = context;
  const { db, vault } = library;
  const signed = await readManifest(await source.manifest());
  const { manifest } = signed;
  const existing = await readExisting(db, vault, manifest.id);
  const trust: Trust = { sampleSender: context.sampleSender, published: source.published };
  await judgeSender(db, vault, signed, existing?.record ?? null, trust);
  const unlisted = source.unlisted(new Set(manifest.evidence.map(({ path }) => path)));
  if (unlisted !== null) throw new AppError('bundle.bad-manifest', { reason: 'unlisted-file', path: unlisted });
  const found = await findInstrument(manifest.instrument, {
    brought: await source.instrument(),
    kept: (digest) => queries.readInstrument(db, vault, digest),
    shippedFolder: context.instrumentFolder,
  });
  checkManifest(manifest, found.instrument);
  const decision = decideImport(signed, existing);
  if (decision === 'nothing') return { manifest, decision, evidence: existing?.record.evidence ?? [] };
  const added: string[] = [];
  try {
    const evidence = await fetchAll(source, manifest, context, added);
    await library.blobs.settle(readyDigests(manifest, evidence));
    return await db.write((tx) => commit(tx, { signed, found, trust }, evidence, context));
  } catch (error) {
    await forgetAdded(library, added);
    throw error;
  }
}

/** Gives the room back: on a full disk, files of an import that failed would keep it full. */
async function forgetAdded({ db, vault, blobs }: ImportLibrary, digests: readonly string[]): Promise<void> {
  for (const digest of digests)
    if (!(await queries.isBlobNeeded(db, vault, digest).catch(() => true))) await blobs.remove(digest);
}

async function fetchAll(
  source: SubmissionSource,
  manifest: SubmissionManifest,
  { library, onProgress }: ImportContext,
  added: string[],
): Promise<SubmissionRecord['evidence']> {
  const total = manifest.evidence.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress({ laoName: manifest.lao.name, done: Math.min(done, total), total });
  };
  // From an earlier revision, from another submission, or from a try that was killed.
  const here = new Set(await library.blobs.present(manifest.evidence));
  const evidence = [];
  for (const item of manifest.evidence) {
    if (here.has(item.sha256)) onBytes(item.size);
    const status = here.has(item.sha256) ? 'ready' : await fetchEvidence(source, item, library.blobs, onBytes);
    if (status === 'ready' && !here.has(item.sha256)) added.push(item.sha256);
    if (status === 'ready') here.add(item.sha256);
    evidence.push({ id: item.id, status });
  }
  return evidence;
}

function readyDigests({ evidence }: SubmissionManifest, states: SubmissionRecord['evidence']): string[] {
  const ready = new Set(states.filter(({ status }) => status === 'ready').map(({ id }) => id));
  return evidence.filter(({ id }) => ready.has(id)).map(({ sha256 }) => sha256);
}

/** Decides once more, alone: something may have changed while the files came in. */
async function commit(
  tx: Tx,
  { signed, found, trust }: Checked,
  evidence: SubmissionRecord['evidence'],
  { library, clock }: ImportContext,
): Promise<Imported> {
  const { vault, events, profile } = library;
  const { manifest, digest, sender, jws } = signed;
  const { id, revision, instrument } = manifest;
  const existing = await readExisting(tx, vault, id);
  const known = await judgeSender(tx, vault, signed, existing?.record ?? null, trust);
  const decision = decideImport(signed, existing);
  if (decision === 'nothing') return { manifest, decision, evidence: existing?.record.evidence ?? [] };
  const actor: Actor = { id: profile.id, name: profile.name };
  const record: SubmissionRecord = {
    revision,
    manifestDigest: digest,
    instrumentDigest: instrument.digest,
    sender,
    known: known === 'published' ? known : (existing?.record.known ?? known),
    evidence,
  };
  // The same manifest again is the same command: a healed submission has one such event.
  await events.append(tx, id, `received ${digest}`, {
    actor,
    change: {
      type: 'submission.received',
      payload: { manifest: digest, instrument: { id: instrument.id, digest: instrument.digest } },
    },
  });
  const review = reduceReview((await events.read(tx, id)).map(({ event }) => event));
  const revisions = new Map([...(await readManifests(tx, vault, id)), [digest, manifest]]);
  const changedAt = new Date(clock.now()).toISOString();
  const summary = summarise(manifest, found.instrument, record, {
    before: existing?.summary ?? null,
    review,
    amendments: amendmentsOf(review, manifest, revisions),
    changedAt,
  });
  await queries.writeSubmission(tx, vault, summary, record, jws);
  await queries.writeInstrument(tx, vault, instrument.digest, found.bytes);
  await queries.addBlobs(
    tx,
    vault,
    id,
    manifest.evidence.map(({ sha256 }) => sha256),
  );
  await pinSender(tx, vault, signed, known);
  return { manifest, decision, evidence };
}

async function readExisting(reader: Reader, vault: Vault, id: string): Promise<Existing | null> {
  const record = await queries.readRecord(reader, vault, id);
  const summary = await queries.readSummary(reader, vault, id);
  if (record === null || summary === null) return null;
  const manifest = reopenManifest(await queries.readManifestText(reader, vault, id, record.revision));
  return { record, summary, manifest };
}
