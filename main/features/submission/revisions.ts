import type { SubmissionChanges } from '#common/contract/channels/submission.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Revisions } from '#common/domain/amendments.ts';
import { reduceReview } from '#common/domain/reduce-review.ts';
import type { EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';
import { compareSubmissions } from '#common/domain/submission-changes.ts';
import { reopenManifest } from '#main/lib/manifest-jws.ts';
import { sha256 } from '#main/lib/sha256.ts';
import type { Database, Reader } from '#main/storage/database.ts';
import type { EventLog } from '#main/storage/event-log.ts';
import type { OpenLibrary, Vault } from '#main/storage/library.ts';
import * as queries from './queries.ts';

/** Every manifest that was received of a submission, by digest. */
export async function readManifests(reader: Reader, vault: Vault, id: string): Promise<Revisions> {
  const texts = await queries.readAllManifests(reader, vault, id);
  return new Map(texts.map((jws) => [sha256(Buffer.from(jws.split('.')[1] ?? '', 'base64url')), reopenManifest(jws)]));
}

/** Submissions whose revisions are kept unsealed in memory. */
const kept = 4;

/** What was received of a submission before what is in force now. */
export function createRevisions(current: () => OpenLibrary & { readonly events: EventLog }) {
  const cache = new Map<string, { readonly db: Database; readonly digest: string; readonly revisions: Revisions }>();

  async function load(id: string): Promise<{ readonly digest: string; readonly revisions: Revisions }> {
    const { db, vault } = current();
    const record = await queries.readRecord(db, vault, id);
    if (record === null) throw new AppError('submission.unknown');
    const digest = record.manifestDigest;
    const known = cache.get(id);
    if (known?.db === db && known.digest === digest) return known;
    const loaded = { db, digest, revisions: await readManifests(db, vault, id) };
    cache.delete(id);
    cache.set(id, loaded);
    const oldest = cache.size > kept ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    return loaded;
  }

  return {
    /** The same objects as long as no further revision comes in. */
    all: async (id: string): Promise<Revisions> => (await load(id)).revisions,

    /** What is different from when the team began its work. */
    async changes(id: string): Promise<SubmissionChanges> {
      const { db, events } = current();
      const { digest, revisions } = await load(id);
      const present = revisions.get(digest);
      if (present === undefined) throw new AppError('storage.damaged', { what: 'manifests' });
      // Most submissions have one revision: then the history need not be read.
      const { base } = revisions.size === 1 ? { base: null } : reduceReview(eventsOf(await events.read(db, id)));
      const before = revisions.get(base ?? '') ?? present;
      const { list, byIndicator } = compareSubmissions(before, present);
      return {
        from: nameOf(before),
        to: nameOf(present),
        list,
        indicators: [...byIndicator].map(([indicator, change]) => ({ indicator, change })),
      };
    },

    /** A file of an earlier revision, by its id there or by its digest; of several the newest. */
    async findFile(id: string, evidence: string): Promise<EvidenceItem | null> {
      const newestFirst = [...(await load(id)).revisions.values()].sort((a, b) => b.revision - a.revision);
      const files = newestFirst.flatMap((manifest) => manifest.evidence);
      return files.find((file) => file.id === evidence || file.sha256 === evidence) ?? null;
    },

    forget: () => cache.clear(),
  };
}

const eventsOf = <E>(stored: readonly { readonly event: E }[]): readonly E[] => stored.map(({ event }) => event);

const nameOf = ({ revision, issuedAt }: SubmissionManifest) => ({ revision, issuedAt });
