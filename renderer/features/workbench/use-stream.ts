import { useEffect, useState } from 'react';
import type { DocumentAbout } from '#common/contract/viewer.ts';
import { call } from '#renderer/lib/api.ts';
import type { EvidenceTab } from './evidence-tabs.ts';

/** Where the frame may stream the open file from, asked for once the frame said that it is sound or moving pictures. */
export function useStream(
  submission: string,
  open: EvidenceTab | null,
  about: DocumentAbout | null,
): { readonly path: string | null; readonly isComing: boolean } {
  const [found, setFound] = useState<{ readonly file: string; readonly path: string | null } | null>(null);
  const file = open?.kind === 'file' ? open.id : null;
  const isMedia = about?.type === 'audio' || about?.type === 'video';
  const isKnown = found !== null && found.file === file;
  useEffect(() => {
    if (file === null || !isMedia || isKnown) return;
    let isWanted = true;
    void call('submission.streamEvidence', { submission, evidence: file })
      .then(
        ({ path }) => path,
        () => null, // stays what the frame says without it: not to be shown here
      )
      .then((path) => {
        if (isWanted) setFound({ file, path });
      });
    return () => {
      isWanted = false;
    };
  }, [submission, file, isMedia, isKnown]);
  return { path: isKnown ? found.path : null, isComing: isMedia && !isKnown };
}
