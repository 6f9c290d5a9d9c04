import { useEffect, useMemo, useReducer, useRef, useState, type RefObject } from 'react';
import type { FromViewer, ToViewer, ViewerDocument, ViewerTool } from '#common/contract/viewer.ts';
import { takeWantedEvidence } from '#renderer/lib/wanted-evidence.ts';
import type { EvidenceTab } from './evidence-tabs.ts';
import type { FrameHandle } from './evidence-frame.tsx';
import { nextViewerState, openingState, type ViewerState } from './viewer-state.ts';

const drawable = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/gif'];
/** The frame is asked for a sign of life this often (ms), and given up after so many silent rounds. */
const heartbeat = 5_000;
const silentRounds = 4;

/** The viewer pane's own state: which file is open, what the frame says about it, tool and selected mark. */
export interface EvidenceView {
  readonly open: EvidenceTab | null;
  readonly document: ViewerDocument | null;
  readonly state: ViewerState;
  readonly tool: ViewerTool;
  readonly selected: string | null;
  readonly frame: RefObject<FrameHandle | null>;
  /** Changes when the frame has to be built anew. */
  readonly frameKey: number;
  send(message: ToViewer): void;
  openTab(id: string): void;
  select(mark: string | null): void;
  setTool(tool: ViewerTool): void;
  /** Shows a place, opening its file first if needed. */
  show(evidence: string, page: number, mark: string | null): void;
  receive(message: FromViewer): void;
  restart(): void;
}

export function useEvidenceView(indicator: string, tabs: readonly EvidenceTab[]): EvidenceView {
  const [chosen, setChosen] = useState(takeWantedEvidence);
  const [state, dispatch] = useReducer(nextViewerState, openingState);
  const [tool, setTool] = useState<ViewerTool>('select');
  const [selection, setSelection] = useState<{ readonly file: string; readonly mark: string | null } | null>(null);
  const [frameKey, setFrameKey] = useState(0);
  const frame = useRef<FrameHandle>(null);
  const going = useRef<{ readonly evidence: string; readonly page: number; readonly mark: string | null } | null>(null);
  const silence = useRef(0);

  const open = tabs.find((tab) => tab.id === chosen[indicator]) ?? tabs[0] ?? null;
  const document = useMemo(() => documentOf(open), [open]);
  const evidence = document?.evidence ?? null;
  useEffect(() => {
    dispatch('open');
  }, [evidence, frameKey]);

  const send = (message: ToViewer) => frame.current?.send(message);
  useEffect(() => {
    const timer = setInterval(() => {
      if (evidence === null) return;
      silence.current += 1;
      if (silence.current > silentRounds) dispatch('stopped');
      else frame.current?.send({ kind: 'ping' });
    }, heartbeat);
    return () => {
      clearInterval(timer);
    };
  }, [evidence]);

  const selected = selection?.file === open?.id ? (selection?.mark ?? null) : null;
  const fileId = open?.id ?? '';
  return {
    open,
    document,
    state,
    tool,
    selected,
    frame,
    frameKey,
    send,
    openTab: (id) => {
      setChosen((known) => ({ ...known, [indicator]: id }));
    },
    select: (mark) => {
      setSelection({ file: fileId, mark });
    },
    setTool,
    show(wanted, page, mark) {
      setSelection({ file: wanted, mark });
      if (wanted === evidence && state.phase === 'shown') {
        send({ kind: 'go', page, mark });
        return;
      }
      going.current = { evidence: wanted, page, mark };
      setChosen((known) => ({ ...known, [indicator]: wanted }));
    },
    receive(message) {
      silence.current = 0;
      dispatch(message);
      if (message.kind === 'selected') setSelection({ file: fileId, mark: message.mark });
      if (message.kind === 'opened' && going.current?.evidence === evidence) {
        send({ kind: 'go', page: going.current.page, mark: going.current.mark });
        going.current = null;
      }
    },
    restart: () => {
      silence.current = 0;
      setFrameKey((key) => key + 1);
    },
  };
}

function documentOf(tab: EvidenceTab | null): ViewerDocument | null {
  if (tab?.kind !== 'file' || tab.status !== 'ready' || !drawable.includes(tab.item.mediaType)) return null;
  const { mediaType, size, title } = tab.item;
  return { evidence: tab.id, mediaType, size, title, stream: null };
}
