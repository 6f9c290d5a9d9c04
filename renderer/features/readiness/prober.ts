import type { DecodeTask } from '#common/contract/channels/readiness.ts';
import type { DecodeOutcome } from '#common/domain/readiness.ts';
import { call } from '#renderer/lib/api.ts';
import { openHiddenFrame } from '#renderer/lib/hidden-frame.ts';

/** Has documents decoded where evidence is drawn anyway, one after another and out of sight. */
export interface Prober {
  probe(task: DecodeTask): Promise<DecodeOutcome>;
  /** Lets go of the frame; what was being decoded then is a 'timeout'. */
  close(): void;
}

/** Where sound and moving pictures are streamed from; null for all others. */
const streamOf = ({ submission, evidence, mediaType }: DecodeTask): Promise<string | null> =>
  /^(?:audio|video)\//.test(mediaType)
    ? call('submission.streamEvidence', { submission, evidence }).then(
        ({ path }) => path,
        () => null,
      )
    : Promise.resolve(null);

export function openProber(): Prober {
  const frame = openHiddenFrame({ origin: 'evidence', patience: 20_000, perFrame: 100 });
  return {
    async probe(task) {
      const { submission, evidence, mediaType, size, title } = task;
      const stream = await streamOf(task);
      const name = `${submission}/${evidence}`;
      const outcome = await frame.work<DecodeOutcome>({
        file: { name, submission, evidence, size },
        ask: (link) => link.send({ kind: 'probe', document: { evidence: name, mediaType, size, title, stream } }),
        answer: (word) => (word.kind === 'probed' && word.evidence === name ? word.outcome : null),
      });
      return outcome ?? 'timeout';
    },
    close: frame.close,
  };
}
