import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Activity } from '#common/contract/channels/review.ts';
import { query } from '#renderer/lib/queries.ts';
import { instantOfChoice, type Since } from './since.ts';

/** What changed since the choice; asked anew whenever the review changes. */
export function useActivity(submission: string, choice: Since, day: string) {
  // The moment at which the screen was opened: one that moved on would ask again for ever.
  const [now] = useState(() => new Date().toISOString());
  const since = instantOfChoice(choice, day, Date.parse(now));
  return useQuery({ ...query('review.activity', { submission, since, now }), staleTime: 0 });
}

export interface ActivityGroup {
  /** Null: what concerns the review as a whole. */
  readonly indicator: string | null;
  readonly lines: Activity['lines'];
}

/** By indicator, the one changed last first. */
export function grouped(lines: Activity['lines']): readonly ActivityGroup[] {
  const groups = new Map<string | null, Activity['lines'][number][]>();
  for (const line of lines) {
    const known = groups.get(line.indicator) ?? [];
    groups.set(line.indicator, known);
    known.push(line);
  }
  return [...groups].map(([indicator, own]) => ({ indicator, lines: own }));
}

export const peopleOf = (lines: Activity['lines']): readonly string[] => [...new Set(lines.flatMap(({ by }) => by))];
