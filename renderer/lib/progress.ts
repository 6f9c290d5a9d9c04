import { useEffect, useState } from 'react';
import type { EventPayload } from '#common/contract/events.ts';
import { onEvent } from './api.ts';

export type Progress = EventPayload<'progress'>;

/** Newest progress of one job; null before the first word of it. */
export function useProgress(job: string | null): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    setProgress(null);
    if (job === null) return undefined;
    return onEvent('progress', (next) => {
      if (next.job === job) setProgress(next);
    });
  }, [job]);
  return progress;
}
