import { useEffect, useEffectEvent, useMemo, useState, type RefObject } from 'react';
import { useLocation } from 'wouter';
import type { FromViewer } from '#common/contract/viewer.ts';
import type { Output } from '#common/contract/contract.ts';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { Actor } from '#common/domain/annotation.ts';
import { isRedaction } from '#common/domain/redaction.ts';
import type { Change } from '#common/domain/review-event.ts';
import { stepWords } from '#renderer/lib/change-words.ts';
import { useCommands, usePressKey } from '#renderer/lib/commands.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { historyWords } from '#renderer/lib/history-words.ts';
import { noteKey } from '#renderer/lib/foreground.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { leaveBars } from '#renderer/lib/panes.ts';
import { useRecorder } from '#renderer/lib/record.ts';
import { takeWantedList } from '#renderer/lib/review-lists.ts';
import { useLanguage, useSettings } from '#renderer/lib/settings.ts';
import { tellDone, tellFailed } from '#renderer/lib/toasts.ts';
import type { Desk } from './desk.ts';
import { dialogWords } from './dialog-words.ts';
import { isSeen, tabsOf, type EvidenceTab } from './evidence-tabs.ts';
import { isPlaced, isSticky } from './mark-icons.ts';
import { citationFor, citationsOf, created, newMark, updated } from './mark-changes.ts';
import { neighbour, nextRow, type RailFilter, type RailRow } from './rail-rows.ts';
import { partKey } from './score-fields.ts';
import { useEvidencePair, type Place } from './use-evidence-pair.ts';
import type { EvidenceView } from './use-evidence-view.ts';
import { usePagesSeen } from './use-pages-seen.ts';
import { useViewerLayout } from './viewer-layout.ts';
import { useSaving } from '#renderer/lib/use-saving.ts';
import { useWantedCitation } from './use-wanted-citation.ts';
import { viewerWords } from './viewer-words.ts';
import { workbenchCommands } from './workbench-commands.ts';
import { workbenchWords } from './workbench-words.ts';

export interface DeskView extends EvidenceView {
  undo(): void;
  redo(): void;
  onMessage(message: FromViewer): void;
}

/** The documents on the screen; `second` is null while there is one. */
export interface DeskViews {
  readonly first: DeskView;
  readonly second: DeskView | null;
  readonly active: Place;
  activate(place: Place): void;
}

/** Everything the three panes share: what is open, and how each thing that a person does becomes a change. */
export function useDeskState({
  detail,
  snapshot,
  author,
  rows,
  row,
  pageField,
}: {
  readonly detail: Output<'submission.get'>;
  readonly snapshot: ReviewSnapshot;
  readonly author: Actor;
  readonly rows: readonly RailRow[];
  readonly row: RailRow;
  readonly pageField: RefObject<HTMLInputElement | null>;
}): { readonly desk: Desk; readonly view: DeskView; readonly views: DeskViews } {
  const t = useMessages(workbenchWords);
  const words = useMessages(dialogWords);
  const history = useMessages(historyWords);
  const viewerText = useMessages(viewerWords);
  const language = useLanguage();
  const { blindMode } = useSettings();
  const [, navigate] = useLocation();
  const pressKey = usePressKey();
  const submission = detail.summary.id;
  const recorder = useRecorder(submission);
  const autosave = useSaving(recorder);
  const [filter, setFilter] = useState<RailFilter>(() => takeWantedList() ?? 'all');
  const [revealed, setRevealed] = useState<readonly string[]>([]);
  const [citeNext, setCiteNext] = useState(false);
  const [seenNow, setSeenNow] = useState<readonly string[]>([]);
  const { indicator } = row;
  const { review } = snapshot;
  const locked = review.finalised !== null;
  const tabs = useMemo(() => tabsOf(detail, snapshot, indicator.id), [detail, snapshot, indicator.id]);
  const citations = useMemo(() => citationsOf(review, indicator.id, snapshot.cited), [snapshot, review, indicator.id]);
  const { isSplit } = useViewerLayout();
  const pair = useEvidencePair({ submission, indicator: indicator.id, tabs, isSplit });
  const view = pair[pair.active];
  const { open, selected } = view;
  /** What is hidden in copies proves nothing: with it selected, the file is cited. */
  const citable = review.marks.some((mark) => mark.id === selected && isRedaction(mark)) ? null : selected;
  const wantCitation = useWantedCitation(citations, ({ tab, mark }) =>
    pair.show(tab, mark?.page ?? 1, mark?.id ?? null),
  );
  const readOnly = locked || open?.origin === 'earlier';
  const tell = (error: unknown) => tellFailed(errorText(error, language));

  const change = (made: Change) => {
    // What was typed before comes first in the history, too.
    void autosave
      .flush()
      .then(() => recorder.record(made))
      .catch(tell);
  };
  const goTo = (id: string) => {
    void autosave.flush();
    leaveBars();
    navigate(`/s/${submission}/review/${id}`);
  };
  const goNext = (wanted: Exclude<RailFilter, 'all'>) => {
    const next = nextRow(rows, indicator.id, wanted);
    if (next) goTo(next.indicator.id);
    else tellDone(wanted === 'unscored' ? t.allScored : wanted === 'to-fix' ? t.nothingToFix : t.nothingInList);
  };
  const citeAs = (annotation: string | null, evidence: string) => {
    const made = citationFor(citations, { id: crypto.randomUUID(), indicator: indicator.id, evidence, annotation });
    if (made) change(made);
    else tellDone(t.alreadyCited);
  };
  const cite = () => {
    if (locked) return;
    if (!open) tellDone(t.nothingToCite);
    else if (readOnly) tellDone(t.notPartOfIt);
    else if (citable !== null) citeAs(citable, open.id);
    else if (view.state.hasSelection && view.document && view.state.about?.shape !== 'whole') {
      setCiteNext(true);
      view.send({ kind: 'mark-selection', mark: 'highlight' });
    } else citeAs(null, open.id);
  };
  const stepBack = (undoing: boolean) => {
    const step = undoing ? snapshot.undo : snapshot.redo;
    if (!step) {
      tellDone(undoing ? words.nothingToUndo : words.nothingToRedo);
      return;
    }
    const number = rows.find((one) => one.indicator.id === step.indicator)?.indicator.number;
    const what = stepWords(step.type, history);
    const named = number === undefined ? what : words.ofIndicator(what, number);
    void autosave
      .flush()
      .then(() => (undoing ? recorder.undo() : recorder.redo()))
      .then(() => tellDone(undoing ? words.undone(named) : words.redone(named)))
      .catch(tell);
  };
  const see = (tab: EvidenceTab | null) => {
    if (!tab || locked || tab.origin === 'earlier' || isSeen(tab, snapshot) || seenNow.includes(tab.id)) return;
    setSeenNow((known) => [...known, tab.id]);
    change({ type: 'evidence.seen', payload: { evidence: tab.id } });
  };
  const seeCard = useEffectEvent((place: Place) => see(pair[place].open));
  const cards = { first: cardOf(pair.first), second: cardOf(pair.second) };
  useEffect(() => {
    if (cards.first !== null) seeCard('first');
  }, [cards.first]);
  useEffect(() => {
    if (cards.second !== null) seeCard('second');
  }, [cards.second]);
  const pagesSeen = usePagesSeen(review.pagesSeen, change);
  const draw = (drawn: Extract<FromViewer, { kind: 'drawn' }>) => {
    if (open?.kind !== 'file' || readOnly) return;
    const id = crypto.randomUUID();
    const now = new Date().toISOString();
    const mark = newMark(drawn, { id, evidence: open.item, indicator: indicator.id, author, now });
    change(created(mark, open.item.mediaType));
    view.select(id);
    if (!isSticky(drawn.mark)) view.setTool('select');
    if (citeNext && !isRedaction(mark)) citeAs(id, open.id);
    setCiteNext(false);
  };
  const deleteMark = (id: string) => {
    if (!readOnly) change({ type: 'annotation.deleted', payload: { id } });
  };

  /** The frame may speak of marks of the file that is open in it, and of no other. */
  const ownMark = (id: string) =>
    review.marks.find((one) => one.id === id && open?.kind === 'file' && one.sha256 === open.item.sha256);

  const onMessage = (place: Place) => (message: FromViewer) => {
    const from = pair[place];
    from.receive(message);
    switch (message.kind) {
      case 'opened':
      case 'failed':
        see(from.open);
        return;
      case 'focused':
        pair.activate(place);
        return;
      case 'page-seen':
        if (from.open?.kind === 'file' && !locked) pagesSeen.note(from.open.item.sha256, message.page);
        return;
      case 'key':
        noteKey();
        // Enter right after a tool's key: the frame did not know of the tool yet.
        if (message.code === 'Enter' && isPlaced(view.tool) && !readOnly) view.send({ kind: 'place', mark: view.tool });
        else pressKey(message);
        return;
      default:
        if (place === pair.active) onMark(message);
    }
  };

  /** What is done to marks comes from the document that has the focus, and from no other. */
  const onMark = (message: FromViewer) => {
    switch (message.kind) {
      case 'drawn':
        draw(message);
        return;
      case 'changed': {
        const mark = ownMark(message.mark);
        const now = new Date().toISOString();
        if (mark && !readOnly && open?.kind === 'file') {
          change(updated(mark, { rects: message.rects, strokes: message.strokes }, now, open.item.mediaType));
        }
        return;
      }
      case 'delete':
        if (ownMark(message.mark)) deleteMark(message.mark);
        return;
      default:
    }
  };

  const desk: Desk = {
    submission,
    detail,
    snapshot,
    rows,
    row,
    indicator,
    answer: detail.manifest.answers.find((answer) => answer.indicator === indicator.id) ?? null,
    citations,
    tabs,
    locked,
    readOnly,
    blind: blindMode && !row.settled && !revealed.includes(indicator.id),
    author,
    lost: view.lost,
    autosave,
    filter,
    setFilter,
    reveal: () => {
      setRevealed((known) => [...known, indicator.id]);
    },
    change,
    goTo,
    goNext,
    cite,
    citing: open === null || readOnly ? null : citable !== null || view.state.hasSelection ? 'selection' : 'file',
    jumpTo: ({ tab, mark }) => {
      pair.show(tab, mark?.page ?? 1, mark?.id ?? null);
    },
    jumpAcross: (citation) => {
      wantCitation(citation.id);
      if (citation.indicator !== indicator.id) goTo(citation.indicator);
    },
    openTab: view.openTab,
    toggleFlag: () => {
      if (!locked) change({ type: 'flag.set', payload: { indicator: indicator.id, flagged: !row.flagged } });
    },
    setPoints: (points) => {
      if (locked) return;
      const made: Change = { type: 'score.set', payload: { indicator: indicator.id, points } };
      autosave.set(partKey(indicator.id, 'points'), made, 0);
    },
  };

  const step = (by: 1 | -1) => {
    const next = neighbour(rows, indicator.id, filter, by);
    if (next) goTo(next.indicator.id);
  };
  const stepFile = (by: 1 | -1) => {
    const next = tabs[tabs.findIndex((tab) => tab.id === open?.id) + by];
    if (next) view.openTab(next.id);
  };
  useCommands(
    workbenchCommands({
      t,
      words: viewerText,
      step,
      goNext,
      stepFile,
      cite,
      citations,
      jumpTo: desk.jumpTo,
      locked: readOnly,
      hasDocument: view.document !== null,
      hasMark: selected !== null,
      deleteMark: () => {
        if (selected !== null) deleteMark(selected);
      },
      setTool: view.setTool,
      send: view.send,
      goToPage: () => pageField.current?.focus(),
      undo: () => stepBack(true),
      redo: () => stepBack(false),
    }),
  );
  const deskView = (place: Place): DeskView => ({
    ...pair[place],
    undo: () => stepBack(true),
    redo: () => stepBack(false),
    onMessage: onMessage(place),
  });
  const views: DeskViews = {
    first: deskView('first'),
    second: isSplit ? deskView('second') : null,
    active: pair.active,
    activate: pair.activate,
  };
  return { desk, view: views[pair.active] ?? views.first, views };
}

/** A file or link that is shown as a card counts as seen at once; null for what is drawn. */
const cardOf = ({ open, document }: EvidenceView): string | null =>
  open !== null && document === null && (open.kind !== 'file' || open.status === 'ready') ? open.id : null;
