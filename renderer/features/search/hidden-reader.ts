import type { PageToRead } from '#common/contract/channels/search.ts';
import type { ReadPage, ViewerFailure } from '#common/contract/viewer.ts';
import { openHiddenFrame } from '#renderer/lib/hidden-frame.ts';

export type ReadOutcome =
  | { readonly ok: true; readonly read: ReadPage }
  | { readonly ok: false; readonly code: ViewerFailure | 'timeout' | 'refused' };

export interface HiddenReader {
  read(task: PageToRead): Promise<ReadOutcome>;
  /** There is nothing to read for now. */
  rest(): void;
  close(): void;
}

/** Reads pages where documents are drawn anyway, out of sight. */
export function openReader(): HiddenReader {
  const frame = openHiddenFrame({ origin: 'reading', patience: 45_000, perFrame: 200 });
  return {
    async read({ submission, evidence, sha256, mediaType, size, title, page, picture }) {
      const document = { evidence: sha256, mediaType, size, title, stream: null };
      const outcome = await frame.work<ReadOutcome>({
        file: { name: sha256, submission, evidence, size },
        ask: (link) => link.send({ kind: 'read', document, page, picture }),
        answer: (word) => {
          if (word.kind === 'page-read' && word.read.evidence === sha256 && word.read.page === page)
            return { ok: true, read: word.read };
          if (word.kind === 'read-failed' && word.evidence === sha256 && word.page === page)
            return { ok: false, code: word.code };
          return null;
        },
      });
      return outcome ?? { ok: false, code: 'timeout' };
    },
    rest: frame.rest,
    close: frame.close,
  };
}
