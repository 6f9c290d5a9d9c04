import { useEffect, useEffectEvent, useRef } from 'react';
import type { NumberedCitation } from './mark-changes.ts';

/**
 * Shows a citation as soon as its indicator is open. Returns what says which one: at once for the open indicator, after
 * the change of indicator for another.
 */
export function useWantedCitation(
  citations: readonly NumberedCitation[],
  show: (citation: NumberedCitation) => void,
): (id: string) => void {
  const wanted = useRef<string | null>(null);
  const find = () => {
    const found = citations.find(({ citation }) => citation.id === wanted.current);
    if (!found) return;
    wanted.current = null;
    show(found);
  };
  const onCitations = useEffectEvent(find);
  useEffect(() => {
    onCitations();
  }, [citations]);
  return (id) => {
    wanted.current = id;
    find();
  };
}
