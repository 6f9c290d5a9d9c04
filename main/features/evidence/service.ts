import type { Readable } from 'node:stream';
import type { AddedEvidence } from '#common/contract/channels/evidence.ts';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { readChange } from '#common/domain/read-change.ts';
import type { Review } from '#common/domain/review.ts';
import type { Change } from '#common/domain/review-event.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import type { EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { contentType, endingOf } from '#main/lib/content-type.ts';
import type { Clock, Emit, Tickets } from '#main/lib/ports.ts';
import type { Database, Reader, Tx } from '#main/storage/database.ts';
import type { EventLog } from '#main/storage/event-log.ts';
import { measure, openContent, type Measured } from './open-content.ts';
import { noFacts } from './photo-facts.ts';
import { placeContent, type Placing } from './place-content.ts';
import { readPhoto } from './read-photo.ts';
import type { Uploads } from './uploads.ts';

interface Loaded {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly review: Review;
}

export interface EvidenceDeps {
  /** The open library; throws 'library.locked'. */
  current(): { readonly db: Database; readonly events: EventLog };
  readonly clock: Clock;
  readonly emit: Emit;
  readonly tickets: Tickets;
  readonly uploads: Uploads;
  readonly submissions: {
    load(id: string): Promise<{ readonly evidence: readonly { readonly id: string; readonly status: string }[] }>;
    /** Seals content for a submission; `commit` gets what has to happen in the transaction that makes it count. */
    keepContent<T>(
      submission: string,
      content: { readonly sha256: string; readonly size: number },
      open: () => Readable,
      commit: (register: (tx: Tx) => Promise<void>) => Promise<T>,
    ): Promise<T>;
  };
  readonly reviews: {
    load(submission: string): Promise<Loaded>;
    get(submission: string): Promise<ReviewSnapshot>;
    note(
      submission: string,
      command: string,
      decide: (loaded: Loaded) => Change | null,
      alongside: (tx: Tx) => Promise<void>,
    ): Promise<ReviewSnapshot>;
  };
}

interface Request {
  readonly submission: string;
  readonly command: string;
  readonly indicators: readonly string[];
  readonly title: string;
  readonly how: TeamEvidence['how'];
  readonly ticket: string;
}

/** Milliseconds between two progress events. */
const progressEvery = 100;

/** What the team brings itself: it is sealed first, and counts from the event that names it. */
export function createEvidence(deps: EvidenceDeps) {
  const { current, clock, emit, submissions, reviews, uploads } = deps;

  /** A command that was recorded before its answer got lost. */
  async function repeated({ submission, command }: Request): Promise<AddedEvidence | null> {
    const { db, events } = current();
    const stored = await events.findCommand(db, submission, command);
    if (stored === null) return null;
    const change = readChange(stored.event);
    // Another change's command: this file would be told as added, and never be there.
    if (change?.type !== 'team-evidence.added') throw new AppError('invalid-input', { field: 'command' });
    const { id, title } = change.payload;
    return { outcome: 'added', evidence: id, title, snapshot: await reviews.get(submission) };
  }

  async function describe(request: Request, content: Measured, name: string): Promise<TeamEvidence> {
    const { command, indicators, title, how } = request;
    const { sha256, size, head } = content;
    const mediaType = contentType(head, name);
    const facts = mediaType.startsWith('image/') ? await readPhoto(head) : noFacts;
    const addedAt = new Date(clock.now()).toISOString();
    // The command names it, so that a retry is the same piece of evidence.
    return { id: `team-${command}`, indicators, title, sha256, size, mediaType, how, addedAt, ...facts };
  }

  return {
    async add(request: Request): Promise<AddedEvidence> {
      const { submission, command, ticket, title } = request;
      const before = await repeated(request);
      if (before !== null) return before;
      const ground = await reviews.load(submission);
      if (ground.review.finalised !== null) throw new AppError('review.locked');
      const known = new Set(applicableIndicators(ground.instrument, ground.manifest.lao.type).map(({ id }) => id));
      if (!request.indicators.every((id) => known.has(id)))
        throw new AppError('invalid-input', { field: 'indicators' });

      const content = await openContent(ticket, deps);
      const report = throttled(clock, (done) =>
        emit('progress', { job: command, done, total: content.size, unit: 'bytes', label: title }),
      );
      const measured = await measure(content, report);
      const brought = await describe(request, measured, content.name);
      const { evidence } = await submissions.load(submission);
      let placing: Placing = placeContent(brought, { ...ground, evidence });
      const record = (register: (tx: Tx) => Promise<void>) =>
        reviews.note(
          submission,
          command,
          (loaded) => {
            // Once more, alone: the same content may have come in meanwhile.
            placing = placeContent(brought, { ...loaded, evidence });
            return 'payload' in placing ? { type: 'team-evidence.added', payload: placing.payload } : null;
          },
          register,
        );
      const snapshot =
        placing.outcome === 'added'
          ? await submissions.keepContent(submission, measured, () => content.open(), record)
          : await record(async () => undefined);
      uploads.drop(ticket);
      return { ...said(placing), snapshot };
    },

    /** The file behind an id of the team's own evidence, as it is served. */
    async file(submission: string, id: string): Promise<EvidenceItem | null> {
      const { review } = await reviews.load(submission);
      const found = review.teamEvidence.find((item) => item.id === id);
      if (found === undefined) return null;
      const { indicators, title, sha256, size, mediaType } = found;
      return { id, indicators, title, sha256, size, mediaType, path: `file${endingOf(mediaType)}` };
    },

    /** Digests of everything that was ever brought for a submission, also what was removed again. */
    async contents(reader: Reader, submission: string): Promise<readonly string[]> {
      const { events } = current();
      return (await events.read(reader, submission)).flatMap(({ event }) => {
        const change = readChange(event);
        return change?.type === 'team-evidence.added' ? [change.payload.sha256] : [];
      });
    },
  };
}

const said = (placing: Placing): Omit<AddedEvidence, 'snapshot'> => {
  const { id, title } = 'payload' in placing ? placing.payload : placing;
  return { outcome: placing.outcome, evidence: id, title };
};

function throttled(clock: Clock, report: (done: number) => void): (bytes: number) => void {
  let done = 0;
  let last = Number.NEGATIVE_INFINITY;
  return (bytes) => {
    done += bytes;
    if (clock.now() - last < progressEvery) return;
    last = clock.now();
    report(done);
  };
}
