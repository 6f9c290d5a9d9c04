import type { FromViewer } from '#common/contract/viewer.ts';
import type { FrameOrigin } from '#renderer/viewer/protocol.ts';
import { connectFrame, evidenceFrame, type FrameLink, type ReadableFile } from './evidence-frame.ts';
import css from './hidden-frame.module.css';

type Word = Exclude<FromViewer, { kind: 'range' }>;

/** An evidence frame that nobody sees: documents are opened in it one after another. */
export interface HiddenFrame {
  /** Has `file` opened by what `ask` sends, and waits for the word that `answer` takes; null when none comes in time. */
  work<T>(job: {
    readonly file: ReadableFile;
    readonly ask: (link: FrameLink) => void;
    readonly answer: (word: Word) => T | null;
  }): Promise<T | null>;
  /** Lets go of the frame until the next job: a frame takes a hundred megabytes. */
  rest(): void;
  /** For good; what was being worked on is answered by null. */
  close(): void;
}

interface OpenFrame {
  readonly element: HTMLElement;
  readonly link: FrameLink;
}

/** A frame that does not come up so often in a row does not come up at all. */
const tries = 3;
/** Milliseconds for a frame to come up. */
const bringUpTime = 20_000;

/**
 * A frame that hangs or crashed says nothing; it is thrown away, and the browser ends its process with it.
 * `perFrame`: files for one frame: fonts of documents stay in its process until that ends, and a new frame has a new one.
 */
export function openHiddenFrame({
  origin,
  patience,
  perFrame,
  read,
}: {
  readonly origin: FrameOrigin;
  /** Milliseconds for one job. */
  readonly patience: number;
  readonly perFrame: number;
  /** Where bytes of a file come from; absent: it is evidence. */
  readonly read?: Parameters<typeof connectFrame>[0]['read'];
}): HiddenFrame {
  let frame: OpenFrame | null = null;
  let file: ReadableFile | null = null;
  let hear: (word: Word) => void = () => undefined;
  let giveUp: () => void = () => undefined;
  let isClosed = false;
  let used = 0;

  const drop = () => {
    frame?.link.close();
    frame?.element.remove();
    frame = null;
    file = null;
    used = 0;
  };

  /** Null when nothing comes in time, or the frame is closed meanwhile. */
  const within = <T>(time: number, begin: () => void, answer: (word: Word) => T | null): Promise<T | null> =>
    new Promise((resolve) => {
      const end = (value: T | null) => {
        clearTimeout(timer);
        hear = () => undefined;
        giveUp = () => undefined;
        resolve(value);
      };
      const timer = setTimeout(() => end(null), time);
      giveUp = () => end(null);
      hear = (word) => {
        const value = answer(word);
        if (value !== null) end(value);
      };
      begin();
    });

  /** False: it did not come up in time. */
  async function bringUp(): Promise<boolean> {
    const holder = document.createElement('div');
    holder.className = css.away ?? '';
    holder.inert = true;
    const element = document.createElement('iframe');
    const { src, sandbox } = evidenceFrame(origin);
    element.title = 'Evidence'; // as its page calls itself; neither eyes nor keys come here
    element.setAttribute('sandbox', sandbox);
    element.src = src;
    const link = connectFrame({
      origin,
      frame: () => element,
      readable: () => file,
      ...(read !== undefined && { read }),
      onMessage: (word) => {
        hear(word);
      },
    });
    frame = { element: holder, link };
    const begin = () => {
      holder.append(element);
      document.body.append(holder);
    };
    const isReady = await within(bringUpTime, begin, ({ kind }) => (kind === 'ready' ? true : null));
    if (isReady === null) drop();
    return isReady !== null;
  }

  return {
    async work({ file: wanted, ask, answer }) {
      for (let attempt = 1; frame === null && !isClosed; attempt += 1)
        if (!(await bringUp()) && attempt === tries) throw new Error('the evidence frame does not come up');
      const link = frame?.link;
      if (isClosed || link === undefined) return null;
      if (file?.name !== wanted.name) used += 1;
      file = wanted;
      const found = await within(patience, () => ask(link), answer);
      if (found === null || used >= perFrame) drop();
      return found;
    },
    rest: drop,
    close() {
      isClosed = true;
      giveUp();
      drop();
    },
  };
}
