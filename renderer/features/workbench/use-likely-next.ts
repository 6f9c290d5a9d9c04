import { useMemo } from 'react';
import type { ViewerDocument } from '#common/contract/viewer.ts';
import { useDesk } from './desk.ts';
import { tabsOf } from './evidence-tabs.ts';
import { neighbour } from './rail-rows.ts';
import { documentOf } from './use-evidence-view.ts';

/** Rows without a file are soon left; so many of them are looked past. */
const reach = 3;

/**
 * What will likely be opened after `open`: the first file of the next indicator and of the one before that have one, then
 * the next file of this one. Null until `isReady`: what is asked for now comes first.
 */
export function useLikelyNext(open: string | null, isReady: boolean): readonly ViewerDocument[] | null {
  const { detail, snapshot, rows, indicator, filter, tabs } = useDesk();
  const { review, cited, changes } = snapshot;
  return useMemo(() => {
    if (!isReady) return null;
    const around = ([1, -1] as const).flatMap((by) => {
      let from = indicator.id;
      for (let step = 0; step < reach; step += 1) {
        const row = neighbour(rows, from, filter, by);
        if (!row) return [];
        const [first] = tabsOf(detail, { review, cited, changes }, row.indicator.id);
        if (first) return first;
        from = row.indicator.id;
      }
      return [];
    });
    const after = tabs[tabs.findIndex(({ id }) => id === open) + 1] ?? [];
    const documents = [...around, after].flat().flatMap((tab) => documentOf(tab, null) ?? []);
    const others = documents.filter(({ evidence }) => evidence !== open);
    return [...new Map(others.map((one) => [one.evidence, one])).values()];
    // Not of the review: a keystroke changes it, and not what comes next.
  }, [isReady, open, indicator.id, filter, detail, tabs]);
}
