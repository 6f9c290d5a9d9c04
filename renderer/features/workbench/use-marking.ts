import { useState } from 'react';
import { markColours, type Mark, type MarkColour } from '#common/domain/annotation.ts';
import { isRedaction } from '#common/domain/redaction.ts';
import { standardStamps } from '#common/domain/stamp.ts';
import { useChangeSettings } from '#renderer/lib/change-settings.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import type { Desk } from './desk.ts';
import { tabsOf } from './evidence-tabs.ts';
import { copyOf, created, updated } from './mark-changes.ts';
import { markingWords } from './marking-words.ts';
import type { DeskView } from './use-desk-state.ts';

type Asking = 'copy' | 'stamps' | null;

/** How marks are made and kept in order: colour, words of the stamp, the list beside the page, and its dialogs. */
export interface Marking {
  readonly colour: MarkColour;
  /** Words that the stamp tool puts down. */
  readonly stamp: string;
  readonly ownStamps: readonly string[];
  /** Of the selected mark, and of all marks made from now on. */
  setColour(colour: MarkColour): void;
  /** Takes the stamp tool with these words. */
  takeStamp(words: string): void;
  setOwnStamps(stamps: readonly string[]): void;
  readonly isListOpen: boolean;
  showList(open: boolean): void;
  /** And goes back to the page. */
  closeList(): void;
  readonly asking: Asking;
  ask(what: Asking): void;
  copyTo(mark: Mark, indicator: string): void;
  /** Shows a mark of any file, in the indicator where it belongs. */
  showMark(mark: Mark): void;
}

/** The mark's media type decides how its region is written; it is that of its file. */
const mediaTypeOf = ({ detail, snapshot }: Desk, mark: Mark): string =>
  [...detail.manifest.evidence, ...snapshot.review.teamEvidence].find(({ sha256 }) => sha256 === mark.sha256)
    ?.mediaType ?? 'application/pdf';

export function useMarking(desk: Desk, view: DeskView): Marking {
  const t = useMessages(markingWords);
  const { marking } = useSettings();
  const changeSettings = useChangeSettings();
  const [isListOpen, showList] = useState(false);
  const [asking, ask] = useState<Asking>(null);
  const { snapshot, readOnly, locked } = desk;
  const selected = snapshot.review.marks.find(({ id }) => id === view.selected) ?? null;
  const stamp = marking.stamp ?? standardStamps[0];
  const now = () => new Date().toISOString();

  const setColour = (colour: MarkColour) => {
    if (colour !== marking.colour) changeSettings({ marking: { ...marking, colour } });
    if (selected && !readOnly && selected.colour !== colour)
      desk.change(updated(selected, { colour }, now(), mediaTypeOf(desk, selected)));
  };
  const closeList = () => {
    showList(false);
    view.frame.current?.focus();
  };
  const editComment = () => {
    document.querySelector<HTMLInputElement>('[data-mark-comment] input')?.focus();
  };
  const copyTo = (mark: Mark, indicator: string) => {
    const copy = copyOf(mark, { id: crypto.randomUUID(), indicator, author: desk.author, now: now() });
    desk.change(created(copy, mediaTypeOf(desk, mark)));
    const citation = { id: crypto.randomUUID(), indicator, evidence: mark.evidence, annotation: copy.id };
    desk.change({ type: 'citation.added', payload: citation });
    tellDone(t.copied(desk.rows.find((row) => row.indicator.id === indicator)?.indicator.number ?? indicator));
  };
  const showMark = (mark: Mark) => {
    const citedIn = snapshot.review.citations.filter((one) => one.annotation === mark.id).map((one) => one.indicator);
    for (const indicator of new Set([desk.indicator.id, mark.indicator, ...citedIn])) {
      const tabs = indicator === desk.indicator.id ? desk.tabs : tabsOf(desk.detail, snapshot, indicator);
      const tab = tabs.find((one) => one.kind === 'file' && one.item.sha256 === mark.sha256);
      if (!tab) continue;
      view.show(tab.id, mark.page, mark.id, indicator);
      if (indicator !== desk.indicator.id) desk.goTo(indicator);
      return;
    }
    tellDone(t.fileGone);
  };

  const present = selected?.colour ?? marking.colour;
  const nextColour = markColours[(markColours.indexOf(present) + 1) % markColours.length] ?? present;
  const canMark = view.document !== null && !readOnly;
  useCommands([
    {
      id: 'leave-tool',
      label: t.leaveTool,
      shortcut: 'Escape',
      enabled: view.tool !== 'select',
      run: () => view.setTool('select'),
    },
    ...markColours.map((colour) => ({
      id: `colour-${colour}`,
      label: t.colour(t[colour]),
      enabled: canMark,
      run: () => setColour(colour),
    })),
    { id: 'next-colour', label: t.nextColour, shortcut: 'K', enabled: canMark, run: () => setColour(nextColour) },
    { id: 'own-stamps', label: t.ownStampsTitle, shortcut: 'Shift+S', enabled: canMark, run: () => ask('stamps') },
    {
      id: 'edit-comment',
      label: t.editComment,
      shortcut: 'F2',
      enabled: selected !== null && !readOnly,
      run: editComment,
    },
    {
      id: 'copy-mark',
      label: t.copy,
      shortcut: 'Y',
      enabled: selected !== null && !locked && !isRedaction(selected),
      run: () => ask('copy'),
    },
    {
      id: 'close-list',
      label: t.closeList,
      shortcut: 'Escape',
      enabled: isListOpen && view.tool === 'select',
      run: closeList,
    },
    { id: 'mark-list', label: t.list, shortcut: 'B', run: () => showList(!isListOpen) },
  ]);

  return {
    colour: marking.colour,
    stamp,
    ownStamps: marking.ownStamps,
    setColour,
    takeStamp: (words) => {
      changeSettings({ marking: { ...marking, stamp: words } });
      view.setTool('stamp');
    },
    setOwnStamps: (ownStamps) => {
      const isGone = marking.ownStamps.includes(stamp) && !ownStamps.includes(stamp);
      changeSettings({ marking: { ...marking, ownStamps: [...ownStamps], stamp: isGone ? null : marking.stamp } });
    },
    isListOpen,
    showList,
    closeList,
    asking,
    ask,
    copyTo,
    showMark,
  };
}
