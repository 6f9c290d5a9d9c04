import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { FromViewer, ToViewer, ViewerDocument, ViewerMark, ViewerTool } from '#common/contract/viewer.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { frameGreeting, originOf, portGreeting, readFromViewer } from '#renderer/viewer/protocol.ts';
import { readEvidenceBytes } from './evidence-bytes.ts';
import css from './viewer.module.css';

export interface FrameHandle {
  send(message: ToViewer): void;
  focus(): void;
}

const origin = originOf('evidence', location.protocol);

/**
 * The frame of another origin that draws documents. This side owns the file: it hands out ranges of the open document
 * only, and checks every word that comes back.
 */
export function EvidenceFrame({
  submission,
  document: file,
  marks,
  selected,
  tool,
  readOnly,
  title,
  handle,
  onMessage,
}: {
  readonly submission: string;
  readonly document: ViewerDocument | null;
  readonly marks: readonly ViewerMark[];
  readonly selected: string | null;
  readonly tool: ViewerTool;
  readonly readOnly: boolean;
  readonly title: string;
  readonly handle: Ref<FrameHandle>;
  readonly onMessage: (message: FromViewer) => void;
}) {
  const { language, theme } = useSettings();
  const frame = useRef<HTMLIFrameElement>(null);
  const port = useRef<MessagePort>(null);
  /** Counts how often the frame came up: after a reload it is told everything again. */
  const [ready, setReady] = useState(0);
  const latest = useRef({ submission, file, marks, onMessage });
  useEffect(() => {
    latest.current = { submission, file, marks, onMessage };
  });

  const send = (message: ToViewer, transfer: Transferable[] = []) => port.current?.postMessage(message, transfer);
  useImperativeHandle(handle, () => ({
    send,
    focus: () => {
      frame.current?.focus();
      send({ kind: 'focus' });
    },
  }));

  useEffect(() => {
    const answerRange = async (asked: Extract<FromViewer, { kind: 'range' }>, to: MessagePort) => {
      const { submission: id, file: open } = latest.current;
      const mayRead = open?.evidence === asked.evidence && asked.end <= open.size;
      const bytes = mayRead ? await readEvidenceBytes(id, asked) : null;
      to.postMessage({ kind: 'bytes', request: asked.request, bytes } satisfies ToViewer, bytes ? [bytes] : []);
    };
    const onGreeting = (event: MessageEvent<unknown>) => {
      const from = frame.current?.contentWindow;
      if (event.origin !== origin || !from || event.source !== from || event.data !== frameGreeting) return;
      const channel = new MessageChannel();
      const own = channel.port1;
      port.current?.close();
      port.current = own;
      own.onmessage = ({ data }: MessageEvent<unknown>) => {
        const message = readFromViewer(data);
        if (message?.kind === 'ready') setReady((count) => count + 1);
        else if (message?.kind === 'range') void answerRange(message, own);
        // A frame that nobody is typing in has no keys to pass on.
        else if (message?.kind === 'key' && document.activeElement !== frame.current) return;
        else if (message) latest.current.onMessage(message);
      };
      from.postMessage(portGreeting, origin, [channel.port2]);
    };
    window.addEventListener('message', onGreeting);
    return () => {
      window.removeEventListener('message', onGreeting);
      port.current?.close();
      port.current = null;
    };
  }, []);

  useEffect(() => {
    const dark = document.documentElement.dataset.theme === 'dark';
    send({ kind: 'theme', dark, language });
  }, [ready, language, theme]);
  useEffect(() => {
    send({ kind: 'tool', tool, readOnly });
  }, [ready, tool, readOnly]);
  const { evidence, mediaType, size } = file ?? {};
  useEffect(() => {
    const { file: open, marks: first } = latest.current;
    send(open ? { kind: 'open', document: open, marks: first } : { kind: 'close' });
  }, [ready, evidence, mediaType, size]);
  useEffect(() => {
    send({ kind: 'marks', marks });
  }, [ready, marks]);
  useEffect(() => {
    send({ kind: 'select', mark: selected });
  }, [ready, selected]);

  return (
    <iframe
      ref={frame}
      className={css.frame}
      src={`${origin}/viewer.html`}
      sandbox="allow-scripts allow-same-origin"
      title={title}
      data-pane-start
    />
  );
}
