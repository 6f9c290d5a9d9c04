import { useEffect, useEffectEvent, useMemo, useReducer, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { FromViewer, ToViewer, ViewerDocument, ViewerTool } from '#common/contract/viewer.ts';
import { holdBackground } from '#renderer/lib/foreground.ts';
import {
  onWantedEvidence,
  takeWantedEvidence,
  wantedEvidence,
  type WantedEvidence,
} from '#renderer/lib/wanted-evidence.ts';
import type { EvidenceTab } from './evidence-tabs.ts';
import type { FrameHandle } from './evidence-frame.tsx';
import { useStream } from './use-stream.ts';
import { nextViewerState, openingState, type ViewerState } from './viewer-state.ts';

/** The frame is asked for a sign of life this often (ms), and given up after so many silent rounds. */
const heartbeat = 5_000;
const silentRounds = 4;

/** A place to go to as soon as its file is open. */
interface Going {
  readonly evidence: string;
  readonly page: number;
  readonly mark: string | null;
  readonly find: string | null;
}

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
  /** Shows a place, opening its file first if needed; in another indicator when that is gone to next. */
  show(evidence: string, page: number, mark: string | null, indicator?: string): void;
  /** Marks whose words were not found again in any file that was opened so far. */
  readonly lost: ReadonlySet<string>;
  receive(message: FromViewer): void;
  restart(): void;
}

/** `fallback`: the file that stands open before anybody chose one; without it the first, or the one asked for by a link. */
export function useEvidenceView(
  submission: string,
  indicator: string,
  tabs: readonly EvidenceTab[],
  fallback?: string,
): EvidenceView {
  const [first] = useState(() => (fallback === undefined ? wantedEvidence() : null));
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(
    first === null ? {} : { [first.indicator]: first.evidence },
  );
  const [state, dispatch] = useReducer(nextViewerState, openingState);
  const [tool, setTool] = useState<ViewerTool>('select');
  const [selection, setSelection] = useState<{ readonly file: string; readonly mark: string | null } | null>(null);
  const [frameKey, setFrameKey] = useState(0);
  const [lostIn, setLostIn] = useState<Readonly<Record<string, readonly string[]>>>({});
  const lost = useMemo(() => new Set(Object.values(lostIn).flat()), [lostIn]);
  const frame = useRef<FrameHandle>(null);
  const going = useRef<Going | null>(first && goingTo(first));
  const silence = useRef(0);

  const find = (id: string | undefined) => tabs.find((tab) => tab.id === id);
  const open = find(chosen[indicator]) ?? find(fallback) ?? tabs[0] ?? null;
  const { path: stream, isComing } = useStream(submission, open, state.about);
  const document = useMemo(() => documentOf(open, stream), [open, stream]);
  const evidence = document?.evidence ?? null;
  useEffect(() => {
    dispatch('open');
  }, [evidence, stream, frameKey]);

  const isOpening = evidence !== null && state.phase === 'opening' && !state.isStopped;
  useEffect(() => (isOpening ? holdBackground() : undefined), [isOpening]);

  const send = (message: ToViewer) => frame.current?.send(message);
  const go = ({ page, mark, find }: Going) => {
    send({ kind: 'go', page, mark });
    if (find !== null) send({ kind: 'find', query: find, back: false });
  };
  const takeWanted = useEffectEvent(() => {
    const wanted = takeWantedEvidence();
    if (wanted === null) return;
    const place = goingTo(wanted);
    if (place.evidence === evidence && state.phase === 'shown') go(place);
    else going.current = place;
    setChosen((known) => ({ ...known, [wanted.indicator]: wanted.evidence }));
  });
  const isFirst = fallback === undefined;
  useEffect(() => {
    if (!isFirst) return undefined;
    takeWantedEvidence(); // it stands in `first`
    return onWantedEvidence(() => takeWanted());
  }, [isFirst]);
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
    // It was opened without an address to play from, and will be again with one.
    state: isComing ? { ...state, phase: 'opening' } : state,
    tool,
    selected,
    lost,
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
    show(wanted, page, mark, inIndicator = indicator) {
      setSelection({ file: wanted, mark });
      setChosen((known) => ({ ...known, [inIndicator]: wanted }));
      if (wanted === evidence && state.phase === 'shown') send({ kind: 'go', page, mark });
      else going.current = { evidence: wanted, page, mark, find: null };
    },
    receive(message) {
      silence.current = 0;
      // A key that comes with it must find it: the next message does not wait for React.
      if (message.kind === 'text') flushSync(() => dispatch(message));
      else dispatch(message);
      if (message.kind === 'anchors') setLostIn((known) => ({ ...known, [fileId]: message.lost }));
      if (message.kind === 'selected') setSelection({ file: fileId, mark: message.mark });
      if (message.kind === 'opened' && going.current?.evidence === evidence) {
        go(going.current);
        going.current = null;
      }
    },
    restart: () => {
      silence.current = 0;
      setFrameKey((key) => key + 1);
    },
  };
}

const goingTo = ({ evidence, page, find }: WantedEvidence): Going => ({ evidence, page: page ?? 1, mark: null, find });

/** What every file is, the frame finds out by its bytes: names and declared types are often wrong. */
export function documentOf(tab: EvidenceTab | null, stream: string | null): ViewerDocument | null {
  if (tab?.kind !== 'file' || tab.status !== 'ready') return null;
  const { mediaType, size, title } = tab.item;
  return { evidence: tab.id, mediaType, size, title, stream };
}
