import type { DecodeTask } from '#common/contract/channels/readiness.ts';
import type { DecodeOutcome } from '#common/domain/readiness.ts';
import { connectFrame, evidenceFrame, type FrameLink, type ReadableFile } from '#renderer/lib/evidence-frame.ts';
import css from './prober.module.css';

/** Has documents decoded where evidence is drawn anyway, one after another and out of sight. */
export interface Prober {
  probe(task: DecodeTask): Promise<DecodeOutcome>;
  /** Lets go of the frame; what was being decoded then is a 'timeout'. */
  close(): void;
}

interface OpenFrame {
  readonly element: HTMLElement;
  readonly link: FrameLink;
}

/** Milliseconds for one file, and for a frame to come up. */
const patience = 20_000;
/** Files for one frame: fonts of documents stay in its process until that ends, and a new frame has a new one. */
const perFrame = 100;
/** A frame that does not come up so often in a row does not come up at all. */
const tries = 3;

const nameOf = ({ submission, evidence }: DecodeTask): string => `${submission}/${evidence}`;

/** A frame that hangs or crashed says nothing; it is thrown away, and the browser ends its process with it. */
export function openProber(): Prober {
  let frame: OpenFrame | null = null;
  let file: ReadableFile | null = null;
  let onReady: () => void = () => undefined;
  let onProbed: (evidence: string, outcome: DecodeOutcome) => void = () => undefined;
  let isClosed = false;
  let used = 0;

  const drop = () => {
    frame?.link.close();
    frame?.element.remove();
    frame = null;
    used = 0;
  };

  /** False: it did not come up in time. */
  async function bringUp(): Promise<boolean> {
    const holder = document.createElement('div');
    holder.className = css.away ?? '';
    holder.inert = true;
    const element = document.createElement('iframe');
    const { src, sandbox } = evidenceFrame();
    element.title = 'Evidence'; // as its page calls itself; neither eyes nor keys come here
    element.setAttribute('sandbox', sandbox);
    element.src = src;
    const link = connectFrame({
      frame: () => element,
      readable: () => file,
      onMessage: (message) => {
        if (message.kind === 'ready') onReady();
        else if (message.kind === 'probed') onProbed(message.evidence, message.outcome);
      },
    });
    frame = { element: holder, link };
    const isReady = await within<true>((done) => {
      onReady = () => done(true);
      holder.append(element);
      document.body.append(holder);
    });
    if (isReady === null) drop();
    return isReady !== null;
  }

  return {
    async probe(task) {
      for (let attempt = 1; frame === null && !isClosed; attempt += 1)
        if (!(await bringUp()) && attempt === tries) throw new Error('the evidence frame does not come up');
      const link = frame?.link;
      if (isClosed || link === undefined) return 'timeout';
      const name = nameOf(task);
      file = { name, submission: task.submission, evidence: task.evidence, size: task.size };
      const outcome = await within<DecodeOutcome>((done) => {
        onProbed = (evidence, found) => {
          if (evidence === name) done(found);
        };
        const { mediaType, size, title: of } = task;
        link.send({ kind: 'probe', document: { evidence: name, mediaType, size, title: of, stream: null } });
      });
      file = null;
      used += 1;
      if (outcome === null || used === perFrame) drop();
      return outcome ?? 'timeout';
    },
    close() {
      isClosed = true;
      drop();
    },
  };
}

/** What `begin` hands to its argument, or null when that takes too long. */
function within<T>(begin: (done: (value: T) => void) => void): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(null);
    }, patience);
    begin((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
