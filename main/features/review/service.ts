import type { Input } from '#common/contract/contract.ts';
import type { Activity, HistoryEntry, ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { AppError } from '#common/contract/failures.ts';
import { amendmentsOf, type Revisions } from '#common/domain/amendments.ts';
import type { Actor } from '#common/domain/annotation.ts';
import { blockedIndicators } from '#common/domain/gaps.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { reduceReview } from '#common/domain/reduce-review.ts';
import type { Change } from '#common/domain/review-event.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { teamOf } from '#common/domain/team-record.ts';
import { traceChanges } from '#common/domain/trace-changes.ts';
import { redoStep, undoStep } from '#common/domain/undo.ts';
import { workTime, type WorkTime } from '#common/domain/work-time.ts';
import type { Emit } from '#main/lib/ports.ts';
import type { Database, Tx } from '#main/storage/database.ts';
import type { EventLog, StoredEvent } from '#main/storage/event-log.ts';
import { activityOf, historyOf } from './history.ts';
import { problemOf } from './check-change.ts';
import { rememberComparisons } from './remember-comparison.ts';
import { eventsOf, gapsOf, snapshotOf, summaryOf, type Loaded } from './snapshot.ts';

export interface ReviewDeps {
  /** The open library; throws 'library.locked'. */
  current(): { readonly db: Database; readonly events: EventLog; readonly profile: Actor };
  readonly submissions: {
    load(id: string): Promise<{ readonly manifest: SubmissionManifest; readonly instrument: Instrument }>;
    /** Manifests of every revision that was received, by digest. */
    revisions(id: string): Promise<Revisions>;
    /** Updates the sealed summary row in the same transaction as the event that changed it. */
    touchSummary(tx: Tx, id: string, patch: Partial<SubmissionSummary>): Promise<void>;
  };
  readonly emit: Emit;
}

/** What the team certifies by locking the review; printed above the signatures. */
const statement = 'ทีมประเมินได้ตรวจสอบหลักฐานและพิจารณาร่วมกันแล้ว ขอรับรองว่าผลการประเมินถูกต้องตรงตามหลักฐานที่ตรวจพบ';

/** The review of a submission: every change is one durable event, every answer is computed from the events. */
export function createReviews({ current, submissions, emit }: ReviewDeps) {
  /** Last result per submission, valid while the log has the same head. Saves reading 10,000 events per keystroke. */
  const cache = new Map<string, Loaded & { readonly head: number }>();
  const compare = rememberComparisons();

  async function load(submission: string): Promise<Loaded> {
    const { db, events } = current();
    const { manifest, instrument } = await submissions.load(submission);
    const head = await events.head(db, submission);
    const known = cache.get(submission);
    if (known?.head === head && known.manifest === manifest) return known;
    const revisions = await submissions.revisions(submission);
    const loaded = computed({ manifest, instrument, revisions, events: await events.read(db, submission) });
    remember(submission, { ...loaded, head });
    return loaded;
  }

  function computed(ground: Omit<Loaded, 'review' | 'amendments'>): Loaded {
    const review = reduceReview(eventsOf(ground));
    return { ...ground, review, amendments: amendmentsOf(review, ground.manifest, ground.revisions, compare) };
  }

  function remember(submission: string, entry: Loaded & { readonly head: number }): void {
    current(); // locked meanwhile: then nothing readable stays
    cache.delete(submission);
    cache.set(submission, entry);
    const oldest = cache.size > 3 ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
  }

  interface Entry {
    readonly change: Change;
    readonly undoes?: string;
    readonly redoes?: string;
  }

  /** Decides and writes alone: no other change can slip between the decision and its event. */
  async function write(
    submission: string,
    command: string,
    decide: (loaded: Loaded) => readonly Entry[],
    alongside?: (tx: Tx) => Promise<void>,
  ): Promise<ReviewSnapshot> {
    const { db, events, profile } = current();
    const actor: Actor = { id: profile.id, name: profile.name };
    const next = await db.write(async (tx) => {
      const before = await load(submission);
      const repeated = await events.findCommand(tx, submission, command);
      if (repeated !== null) return before;
      const added: StoredEvent[] = [];
      for (const [index, entry] of decide(before).entries())
        added.push(
          await events.append(tx, submission, index === 0 ? command : `${command}#${index}`, { actor, ...entry }),
        );
      if (added.length === 0) return before;
      refuseWhenTooLong([...before.events, ...added]);
      await alongside?.(tx);
      const after = computed({ ...before, events: [...before.events, ...added] });
      await submissions.touchSummary(tx, submission, summaryOf(after));
      return after;
    });
    remember(submission, { ...next, head: await events.head(db, submission) });
    emit('changed', { what: 'review', id: submission });
    return snapshotOf(submission, next, profile.id);
  }

  return {
    /** For other features: the history with its exact lines, and what it amounts to. */
    load,

    async get(submission: string): Promise<ReviewSnapshot> {
      return snapshotOf(submission, await load(submission), current().profile.id);
    },

    record: (submission: string, command: string, change: Change) =>
      write(submission, command, (loaded) => {
        refuseWhenLocked(loaded);
        const problem = problemOf(change, loaded);
        if (problem !== null) throw new AppError('invalid-input', { field: problem });
        return [{ change }];
      }),

    /**
     * For other features: a change that only main can make, since it stands for bytes that are sealed already. Decided
     * alone, null for none; `alongside` happens in the same transaction.
     */
    note: (
      submission: string,
      command: string,
      decide: (loaded: Loaded) => Change | null,
      alongside: (tx: Tx) => Promise<void>,
    ) =>
      write(
        submission,
        command,
        (loaded) => {
          refuseWhenLocked(loaded);
          const change = decide(loaded);
          return change === null ? [] : [{ change }];
        },
        alongside,
      ),

    /** Several of them in one step: all become durable, or none. */
    noteAll: (submission: string, command: string, decide: (loaded: Loaded) => readonly Change[]) =>
      write(submission, command, (loaded) => {
        refuseWhenLocked(loaded);
        return decide(loaded).map((change) => ({ change }));
      }),

    undo: (submission: string, command: string) =>
      write(submission, command, (loaded) => {
        refuseWhenLocked(loaded);
        const step = undoStep(eventsOf(loaded), current().profile.id);
        return step === null ? [] : [{ change: step.change, undoes: step.event.id }];
      }),

    redo: (submission: string, command: string) =>
      write(submission, command, (loaded) => {
        refuseWhenLocked(loaded);
        const step = redoStep(eventsOf(loaded), current().profile.id);
        return step === null ? [] : [{ change: step.change, redoes: step.event.id }];
      }),

    finalise: (submission: string, command: string) =>
      write(submission, command, (loaded) => {
        refuseWhenLocked(loaded);
        const left = blockedIndicators(gapsOf(loaded)).length;
        if (left > 0) throw new AppError('review.incomplete', { left });
        const lock: Entry = { change: { type: 'review.finalised', payload: { statement } } };
        if (loaded.review.team !== null) return [lock];
        return [{ change: { type: 'team.set', payload: teamOf(loaded.review, loaded.manifest) } }, lock];
      }),

    reopen: (submission: string, command: string, reason: string) =>
      write(submission, command, (loaded) => {
        if (loaded.review.finalised === null) throw new AppError('review.not-locked');
        return [{ change: { type: 'review.reopened', payload: { reason } } }];
      }),

    async history(submission: string, indicator: string | null): Promise<HistoryEntry[]> {
      return historyOf(await load(submission), indicator);
    },

    async activity({ submission, since, now }: Input<'review.activity'>): Promise<Activity> {
      return activityOf(await load(submission), { since, now, actor: current().profile.id });
    },

    async time(submission: string): Promise<WorkTime> {
      return workTime(traceChanges(eventsOf(await load(submission))));
    },

    forget: () => cache.clear(),
  };
}

function refuseWhenLocked({ review }: Loaded): void {
  if (review.finalised !== null) throw new AppError('review.locked');
}

/** In characters. Far above the longest honest history, and well below what verification still reads. */
const longestHistory = 32_000_000;

/** What ends or reopens a review is always taken, so that what is there can be signed. */
function refuseWhenTooLong(events: readonly StoredEvent[]): void {
  if (events.at(-1)?.event.type.startsWith('review.') === true) return;
  const length = events.reduce((sum, { line }) => sum + line.length, 0);
  if (length > longestHistory) throw new AppError('review.too-long');
}
