import { useState } from 'react';
import type { EvidenceTab } from './evidence-tabs.ts';
import { useEvidenceView, type EvidenceView } from './use-evidence-view.ts';

export type Place = 'first' | 'second';

/** One document, or two side by side; tools, keys and citations work on the one that has the focus. */
export interface EvidencePair {
  readonly first: EvidenceView;
  readonly second: EvidenceView;
  readonly active: Place;
  activate(place: Place): void;
  /** Shows a place of a file: where the file is open already, otherwise in the active one. */
  show(evidence: string, page: number, mark: string | null): void;
}

const nothing: readonly EvidenceTab[] = [];

export function useEvidencePair({
  submission,
  indicator,
  tabs,
  isSplit,
}: {
  readonly submission: string;
  readonly indicator: string;
  readonly tabs: readonly EvidenceTab[];
  readonly isSplit: boolean;
}): EvidencePair {
  const first = useEvidenceView(submission, indicator, tabs);
  const second = useEvidenceView(submission, indicator, isSplit ? tabs : nothing, tabs[1]?.id ?? '');
  const [focused, activate] = useState<Place>('first');
  const active = isSplit ? focused : 'first';
  return {
    first,
    second,
    active,
    activate,
    show(evidence, page, mark) {
      const [here, there] = active === 'first' ? [first, second] : [second, first];
      const isThere = isSplit && here.open?.id !== evidence && there.open?.id === evidence;
      if (isThere) activate(active === 'first' ? 'second' : 'first');
      (isThere ? there : here).show(evidence, page, mark);
    },
  };
}
