import { useMemo } from 'react';
import type { ViewerDocument } from '#common/contract/viewer.ts';
import { useDesk } from './desk.ts';
import { tabsOf } from './evidence-tabs.ts';
import { neighbour } from './rail-rows.ts';
import { documentOf } from './use-evidence-view.ts';

/**
 * What will likely be opened after `open`: the first file of the next indicator and of the one before, then the next file of
 * this one. Null until `isShown`: what is asked for now comes first.
 */
export function useLikelyNext(open: string | null, isShown: boolean): readonly ViewerDocument[] | null {
  const { detail, snapshot, rows, indicator, filter, tabs } = useDesk();
  const { review, cited, changes } = snapshot;
  return useMemo(() => {
    if (!isShown) return null;
    const around = ([1, -1] as const).flatMap((by) => {
      const row = neighbour(rows, indicator.id, filter, by);
      return row ? (tabsOf(detail, { review, cited, changes }, row.indicator.id)[0] ?? []) : [];
    });
    const after = tabs[tabs.findIndex(({ id }) => id === open) + 1] ?? [];
    const documents = [...around, after].flat().flatMap((tab) => documentOf(tab, null) ?? []);
    const others = documents.filter(({ evidence }) => evidence !== open);
    return [...new Map(others.map((one) => [one.evidence, one])).values()];
    // Not of the review: a keystroke changes it, and not what comes next.
  }, [isShown, open, indicator.id, filter, detail, tabs]);
}
