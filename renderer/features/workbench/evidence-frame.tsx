import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { FromViewer, ToViewer, ViewerDocument, ViewerMark, ViewerTool } from '#common/contract/viewer.ts';
import type { MarkColour } from '#common/domain/annotation.ts';
import { connectFrame, evidenceFrame, type FrameLink } from '#renderer/lib/evidence-frame.ts';
import { useIsDark } from '#renderer/lib/dark.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import type { SideKind } from './viewer-layout.ts';
import css from './viewer.module.css';

/** What is open is drawn first, and somebody who leafs through the rail opens nothing on the way (ms). */
const restBeforePreparing = 150;

export interface FrameHandle {
  send(message: ToViewer): void;
  focus(): void;
}

/** The frame that draws the open document, told what it is to show. */
export function EvidenceFrame({
  submission,
  document: file,
  next,
  marks,
  selected,
  tool,
  colour,
  stamp,
  readOnly,
  side,
  seen,
  title,
  handle,
  onMessage,
}: {
  readonly submission: string;
  readonly document: ViewerDocument | null;
  /** What will likely be opened after it; null as long as nothing is to be done about it. */
  readonly next: readonly ViewerDocument[] | null;
  readonly marks: readonly ViewerMark[];
  readonly selected: string | null;
  readonly tool: ViewerTool;
  readonly colour: MarkColour;
  readonly stamp: string;
  readonly readOnly: boolean;
  readonly side: SideKind;
  /** Pages of the document that somebody saw before. */
  readonly seen: readonly number[];
  readonly title: string;
  readonly handle: Ref<FrameHandle>;
  readonly onMessage: (message: FromViewer) => void;
}) {
  const { language, theme } = useSettings();
  // Not as the page's root says: this frame is told before the root is.
  const dark = useIsDark(theme);
  const frame = useRef<HTMLIFrameElement>(null);
  const link = useRef<FrameLink>(null);
  /** Counts how often the frame came up: after a reload it is told everything again. */
  const [ready, setReady] = useState(0);
  const latest = useRef({ submission, file, marks, onMessage });
  /** What the frame was told to prepare: it may read these, too. */
  const likely = useRef<readonly ViewerDocument[]>([]);
  useEffect(() => {
    latest.current = { submission, file, marks, onMessage };
  });

  const send = (message: ToViewer) => link.current?.send(message);
  useImperativeHandle(handle, () => ({
    send,
    focus: () => {
      frame.current?.focus();
      send({ kind: 'focus' });
    },
  }));

  useEffect(() => {
    const own = connectFrame({
      frame: () => frame.current,
      readable: (name) => {
        const { submission: id, file: open } = latest.current;
        const wanted = [open, ...likely.current].find((one) => one?.evidence === name);
        return wanted ? { name, submission: id, evidence: name, size: wanted.size } : null;
      },
      onMessage: (message) => {
        if (message.kind === 'ready') setReady((count) => count + 1);
        // A frame that nobody is typing in has no keys to pass on.
        else if (message.kind === 'key' && document.activeElement !== frame.current) return;
        else latest.current.onMessage(message);
      },
    });
    link.current = own;
    return () => {
      own.close();
      link.current = null;
    };
  }, []);

  useEffect(() => {
    send({ kind: 'theme', dark, language });
  }, [ready, language, dark]);
  useEffect(() => {
    send({ kind: 'tool', tool, colour, stamp, readOnly });
  }, [ready, tool, colour, stamp, readOnly]);
  const { evidence, mediaType, size, stream } = file ?? {};
  useEffect(() => {
    const { file: open, marks: first } = latest.current;
    send(open ? { kind: 'open', document: open, marks: first } : { kind: 'close' });
  }, [ready, evidence, mediaType, size, stream]);
  useEffect(() => {
    if (next === null) return undefined;
    const rest = window.setTimeout(() => {
      likely.current = next;
      send({ kind: 'prepare', documents: next });
    }, restBeforePreparing);
    return () => window.clearTimeout(rest);
  }, [ready, next]);
  useEffect(() => {
    send({ kind: 'side', side });
  }, [ready, side]);
  useEffect(() => {
    if (evidence !== undefined) send({ kind: 'seen', pages: seen });
  }, [ready, evidence, seen]);
  useEffect(() => {
    send({ kind: 'marks', marks });
  }, [ready, marks]);
  useEffect(() => {
    send({ kind: 'select', mark: selected });
  }, [ready, selected]);

  return <iframe ref={frame} className={css.frame} {...evidenceFrame()} title={title} data-pane-start />;
}
