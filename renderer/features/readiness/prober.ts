import type { DecodeTask } from '#common/contract/channels/readiness.ts';
import type { DecodeOutcome } from '#common/domain/readiness.ts';
import { openHiddenFrame } from '#renderer/lib/hidden-frame.ts';

/** Has documents decoded where evidence is drawn anyway, one after another and out of sight. */
export interface Prober {
  probe(task: DecodeTask): Promise<DecodeOutcome>;
  /** Lets go of the frame; what was being decoded then is a 'timeout'. */
  close(): void;
}

export function openProber(): Prober {
  const frame = openHiddenFrame({ origin: 'evidence', patience: 20_000, perFrame: 100 });
  return {
    async probe({ submission, evidence, mediaType, size, title }) {
      const name = `${submission}/${evidence}`;
      const outcome = await frame.work<DecodeOutcome>({
        file: { name, submission, evidence, size },
        ask: (link) => link.send({ kind: 'probe', document: { evidence: name, mediaType, size, title, stream: null } }),
        answer: (word) => (word.kind === 'probed' && word.evidence === name ? word.outcome : null),
      });
      return outcome ?? 'timeout';
    },
    close: frame.close,
  };
}
