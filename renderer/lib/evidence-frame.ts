import type { FromViewer, ToViewer } from '#common/contract/viewer.ts';
import { frameGreeting, originOf, portGreeting, readFromViewer, type FrameOrigin } from '#renderer/viewer/protocol.ts';
import { readEvidenceBytes } from './evidence-bytes.ts';

/** The frame of another origin that draws documents: no bridge, no network, and no bytes but those handed to it. */
export const evidenceFrame = (origin: FrameOrigin = 'evidence') => ({
  src: `${originOf(origin, location.protocol)}/viewer.html`,
  sandbox: 'allow-scripts allow-same-origin',
});

/** A file that a frame may read. */
export interface ReadableFile {
  /** What the frame calls it; another one for each file that a frame ever sees. */
  readonly name: string;
  readonly submission: string;
  readonly evidence: string;
  readonly size: number;
}

export interface FrameLink {
  send(message: ToViewer): void;
  close(): void;
}

/**
 * The page's end of the port to a frame. The page owns the files: it hands out ranges of readable ones only, and checks
 * every word that comes back. A frame that was loaded again greets again and gets a new port.
 */
export function connectFrame({
  origin: name = 'evidence',
  frame,
  readable,
  read = (file, range) => readEvidenceBytes(file.submission, { ...range, evidence: file.evidence }),
  onMessage,
}: {
  readonly origin?: FrameOrigin;
  readonly frame: () => HTMLIFrameElement | null;
  readonly readable: (name: string) => ReadableFile | null;
  /** Where bytes of a readable file come from; absent: it is evidence. */
  readonly read?: (
    file: ReadableFile,
    range: { readonly begin: number; readonly end: number },
  ) => Promise<ArrayBuffer | null>;
  readonly onMessage: (message: Exclude<FromViewer, { kind: 'range' }>) => void;
}): FrameLink {
  const origin = originOf(name, location.protocol);
  let port: MessagePort | null = null;

  const answerRange = async (asked: Extract<FromViewer, { kind: 'range' }>, to: MessagePort) => {
    const file = readable(asked.evidence);
    const mayRead = file !== null && file.name === asked.evidence && asked.end <= file.size;
    const bytes = mayRead ? await read(file, { begin: asked.begin, end: asked.end }) : null;
    to.postMessage({ kind: 'bytes', request: asked.request, bytes } satisfies ToViewer, bytes ? [bytes] : []);
  };
  const onGreeting = (event: MessageEvent<unknown>) => {
    const from = frame()?.contentWindow;
    if (event.origin !== origin || !from || event.source !== from || event.data !== frameGreeting) return;
    const channel = new MessageChannel();
    const own = channel.port1;
    port?.close();
    port = own;
    own.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readFromViewer(data);
      if (message?.kind === 'range') void answerRange(message, own);
      else if (message) onMessage(message);
    };
    from.postMessage(portGreeting, origin, [channel.port2]);
  };

  window.addEventListener('message', onGreeting);
  return {
    send: (message) => port?.postMessage(message),
    close() {
      window.removeEventListener('message', onGreeting);
      port?.close();
      port = null;
    },
  };
}
