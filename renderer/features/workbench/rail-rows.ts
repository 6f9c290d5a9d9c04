import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { Indicator, Instrument } from '#common/domain/instrument.ts';
import { reviewOf } from '#common/domain/reduce-review.ts';
import { proposePoints } from '#common/domain/rule.ts';
import { applicableIndicators, standingOf } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { Confidence } from '#common/domain/visit.ts';
import { listIndicators, type ReviewList } from '#renderer/lib/review-lists.ts';
import { changesGround, type IndicatorChange } from '#common/domain/submission-changes.ts';

/** One line of the rail: an indicator and everything its row says. */
export interface RailRow {
  /** The indicator's, which names the row in the list. */
  readonly id: string;
  readonly indicator: Indicator;
  readonly self: number | null;
  readonly points: number | null;
  /** Scored, or settled as not applicable. */
  readonly settled: boolean;
  /** Reason, when the indicator is not applicable. */
  readonly removed: string | null;
  /** What the rule gives, while nobody confirmed it. */
  readonly proposed: number | null;
  /** Citations of what is part of the submission now. */
  readonly citations: number;
  readonly hasEvidence: boolean;
  /** Still has to be looked at in another system. */
  readonly lookLive: boolean;
  readonly flagged: boolean;
  /** What the LAO changed since the indicator was judged, or since the team began. */
  readonly change: IndicatorChange | null;
  /** Blocking gaps other than a missing score. */
  readonly toFix: readonly Fixable[];
  /** Live lists that it stands in. */
  readonly lists: readonly ReviewList[];
  readonly confidence: Confidence | null;
}

type Fixable = 'evidence-changed' | 'not-cited' | 'reason-missing' | 'override-missing';
const fixable: readonly Fixable[] = ['evidence-changed', 'not-cited', 'reason-missing', 'override-missing'];

export type RailFilter = 'all' | 'unscored' | 'to-fix' | ReviewList;

export function railRows(
  instrument: Instrument,
  manifest: SubmissionManifest,
  { review, gaps, changes, cited }: Pick<ReviewSnapshot, 'review' | 'gaps' | 'changes' | 'cited'>,
  hideSelf = false,
): readonly RailRow[] {
  const members = Object.entries(listIndicators(instrument, manifest, { review, gaps }, hideSelf)).map(
    ([list, ids]) => [list as ReviewList, new Set(ids)] as const,
  );
  const answers = new Map(manifest.answers.map((answer) => [answer.indicator, answer]));
  const attached = new Set([
    ...[...manifest.evidence, ...manifest.links, ...review.teamEvidence].flatMap((item) => item.indicators),
    ...review.liveChecks.map((check) => check.indicator),
  ]);
  const toLookAt = new Set(gaps.find((gap) => gap.kind === 'look-live')?.indicators ?? []);
  const open = new Map(fixable.map((kind) => [kind, new Set(gaps.find((gap) => gap.kind === kind)?.indicators ?? [])]));
  const isPart = (id: string) => !Object.hasOwn(cited, id) || cited[id]?.isLost !== true;
  return applicableIndicators(instrument, manifest.lao.type).map((indicator) => {
    const own = reviewOf(review, indicator.id);
    const standing = standingOf(indicator, own);
    return {
      id: indicator.id,
      indicator,
      self: answers.get(indicator.id)?.selfPoints ?? null,
      points: standing.points,
      settled: standing.state !== 'open',
      removed: own.notApplicable?.reason ?? null,
      proposed: standing.state === 'open' ? proposePoints(indicator.rule, own.measure) : null,
      citations: review.citations.filter((one) => one.indicator === indicator.id && isPart(one.id)).length,
      hasEvidence: attached.has(indicator.id),
      lookLive: toLookAt.has(indicator.id),
      flagged: own.flagged,
      change: changeOf(changes, indicator.id),
      lists: members.filter(([, ids]) => ids.has(indicator.id)).map(([list]) => list),
      confidence: own.confidence,
      toFix: fixable.filter((kind) => open.get(kind)?.has(indicator.id)),
    };
  });
}

/** Another title alone is not worth a line. */
function changeOf(changes: ReviewSnapshot['changes'], id: string): IndicatorChange | null {
  const change = Object.hasOwn(changes, id) ? changes[id] : undefined;
  return change !== undefined && changesGround(change) ? change : null;
}

export function passes(row: RailRow, filter: RailFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'unscored') return !row.settled;
  return filter === 'to-fix' ? row.toFix.length > 0 : row.lists.includes(filter);
}

/** The next row after `current` that passes, going around at the end; null when no other one does. */
export function nextRow(rows: readonly RailRow[], current: string, filter: RailFilter): RailRow | null {
  const at = rows.findIndex((row) => row.indicator.id === current);
  const around = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
  return around.find((row) => passes(row, filter)) ?? null;
}

/** The neighbour in the list as filtered; the current row counts as being there. */
export function neighbour(rows: readonly RailRow[], current: string, filter: RailFilter, step: 1 | -1): RailRow | null {
  const shown = rows.filter((row) => row.indicator.id === current || passes(row, filter));
  return shown[shown.findIndex((row) => row.indicator.id === current) + step] ?? null;
}

/**
 * Gives a row that says the same as before as the same object, so that a change to one indicator draws one row again
 * and not a hundred.
 */
export function createRowKeeper(): (rows: readonly RailRow[]) => readonly RailRow[] {
  let known = new Map<string, RailRow>();
  let last: readonly RailRow[] = [];
  return (rows) => {
    const kept = rows.map((row) => {
      const before = known.get(row.id);
      return before !== undefined && isSameRow(before, row) ? before : row;
    });
    known = new Map(kept.map((row) => [row.id, row]));
    if (kept.length !== last.length || kept.some((row, index) => row !== last[index])) last = kept;
    return last;
  };
}

const isSameRow = ({ indicator: before, ...a }: RailRow, { indicator: after, ...b }: RailRow): boolean =>
  before === after && JSON.stringify(a) === JSON.stringify(b);
