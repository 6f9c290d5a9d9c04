import { useEffect, useRef, useState } from 'react';
import type { Change } from '#common/domain/review-event.ts';
import { createSeenPages, type SeenPages } from './seen-pages.ts';

/** Collects the pages that were seen and makes them durable now and then, also when the window is left or hidden. */
export function usePagesSeen(
  known: Readonly<Record<string, readonly number[]>>,
  change: (change: Change) => void,
): SeenPages {
  const latest = useRef({ known, change });
  useEffect(() => {
    latest.current = { known, change };
  });
  const [seen] = useState(() =>
    createSeenPages({
      known: (sha256) => latest.current.known[sha256] ?? [],
      record: (sha256, pages) => {
        latest.current.change({ type: 'pages.seen', payload: { sha256, pages } });
      },
    }),
  );
  useEffect(() => {
    window.addEventListener('pagehide', seen.flush);
    document.addEventListener('visibilitychange', seen.flush);
    return () => {
      seen.flush();
      window.removeEventListener('pagehide', seen.flush);
      document.removeEventListener('visibilitychange', seen.flush);
    };
  }, [seen]);
  return seen;
}
