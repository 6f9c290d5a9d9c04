import { z } from 'zod';
import { Change } from '#common/formats/event-schema.ts';
import { isoInstant } from '#common/formats/primitives.ts';
import type * as events from '#common/domain/review-event.ts';
import type { CitedSource } from '#common/domain/cited-source.ts';
import type { Review } from '#common/domain/review.ts';
import type { IndicatorChange } from '#common/domain/submission-changes.ts';
import type { Totals } from '#common/domain/totals.ts';
import type { Gap } from '#common/domain/gaps.ts';
import { channel } from '../channel.ts';
import { submissionId } from './submission.ts';

export const UndoStep = z.object({ type: z.string(), indicator: z.string().nullable() }).nullable();
export type UndoStep = z.infer<typeof UndoStep>;

/** Computed in main by pure domain code, so the page gets it whole; types come from the domain. */
export const ReviewSnapshot = z.object({
  submission: submissionId,
  review: z.custom<Review>((value) => typeof value === 'object' && value !== null),
  totals: z.custom<Totals>((value) => typeof value === 'object' && value !== null),
  gaps: z.custom<readonly Gap[]>((value) => Array.isArray(value)),
  /** By indicator id: what the LAO changed since it was judged, or since the team began; only where something did. */
  changes: z.custom<Readonly<Record<string, IndicatorChange>>>((value) => typeof value === 'object' && value !== null),
  /** By citation id: what was cited on an earlier revision and does not lie under the same evidence id any more. */
  cited: z.custom<Readonly<Record<string, CitedSource>>>((value) => typeof value === 'object' && value !== null),
  undo: UndoStep,
  redo: UndoStep,
  /** Number of events so far, and when the last one became durable. */
  events: z.number(),
  durableAt: z.string().nullable(),
});
export type ReviewSnapshot = z.infer<typeof ReviewSnapshot>;

/** A change as the history tells it; main read it from a checked event. */
const changeOut = z.custom<events.Change>((value) => typeof value === 'object' && value !== null && 'type' in value);

export const HistoryEntry = z.object({
  event: z.string(),
  at: z.string(),
  by: z.string(),
  type: z.string(),
  payload: z.unknown(),
  undoes: z.string().nullable(),
  redoes: z.string().nullable(),
  /** What it concerns; a removal concerns what the removed thing did. */
  indicators: z.array(z.string()),
  /** The change that would have brought back what stood there before; null where nothing did. */
  before: changeOut.nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const Activity = z.object({
  /** Null where there was no earlier session. */
  since: z.string().nullable(),
  lines: z.array(
    z.object({
      indicator: z.string().nullable(),
      from: changeOut.nullable(),
      to: changeOut,
      by: z.array(z.string()),
      at: z.string(),
    }),
  ),
  more: z.number(),
});
export type Activity = z.infer<typeof Activity>;

export const reviewChannels = {
  'review.get': channel(z.object({ submission: submissionId }), ReviewSnapshot),
  /**
   * Makes one change durable, then answers. `command` is chosen by the page and makes a retry harmless: the same
   * command twice is one event.
   */
  'review.record': channel(z.object({ submission: submissionId, command: z.uuid(), change: Change }), ReviewSnapshot),
  'review.undo': channel(z.object({ submission: submissionId, command: z.uuid() }), ReviewSnapshot),
  'review.redo': channel(z.object({ submission: submissionId, command: z.uuid() }), ReviewSnapshot),
  'review.history': channel(
    z.object({ submission: submissionId, indicator: z.string().nullable() }),
    z.array(HistoryEntry),
  ),
  /**
   * What is different since an instant, one line for each field. 'session': since the person's last session of work
   * ended. `more` counts what a very long list leaves out.
   */
  'review.activity': channel(
    z.object({ submission: submissionId, since: z.union([z.literal('session'), isoInstant]), now: isoInstant }),
    Activity,
  ),
  /** Milliseconds of work per indicator, computed from the history. */
  'review.time': channel(
    z.object({ submission: submissionId }),
    z.object({ indicators: z.record(z.string(), z.number()), other: z.number(), total: z.number() }),
  ),
  /** Locks the review; refused with 'review.incomplete' while a blocking gap is left. */
  'review.finalise': channel(z.object({ submission: submissionId, command: z.uuid() }), ReviewSnapshot),
  'review.reopen': channel(
    z.object({ submission: submissionId, command: z.uuid(), reason: z.string().trim().min(1).max(2000) }),
    ReviewSnapshot,
  ),
};
