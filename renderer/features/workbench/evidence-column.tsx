import { FileClock } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { Mark } from '#common/domain/annotation.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { Waiting } from '#renderer/components/screen-state.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { tellDrag } from '#renderer/lib/incoming-files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useDesk } from './desk.ts';
import { EvidenceCard } from './evidence-card.tsx';
import { EvidenceFrame } from './evidence-frame.tsx';
import { useFieldDesk } from './field-desk.ts';
import { FactsBar } from './file-facts.tsx';
import { FileNotices } from './file-notices.tsx';
import { FileTabs } from './file-tabs.tsx';
import { LookHint } from './look-hint.tsx';
import { MarkBar } from './mark-bar.tsx';
import { viewerMarks } from './mark-changes.ts';
import { MarkList } from './mark-list.tsx';
import { NoEvidence } from './no-evidence.tsx';
import { PasswordCard } from './password-card.tsx';
import type { useSaveCopy } from './save-copy.ts';
import { TeamBar } from './team-bar.tsx';
import type { DeskView } from './use-desk-state.ts';
import { useLikelyNext } from './use-likely-next.ts';
import type { Marking } from './use-marking.ts';
import { PhotoBar } from './viewer-bars.tsx';
import type { SideKind } from './viewer-layout.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

export const isShown = ({ document, state }: DeskView): boolean =>
  document !== null && !state.isStopped && (state.phase === 'shown' || state.phase === 'opening');

/** One document: its file among the others, the frame that draws it, and what is known about it. */
export function EvidenceColumn({
  view,
  isActive,
  marking,
  copy,
  side,
  tools,
  resembles,
  find,
  onAbout,
}: {
  readonly view: DeskView;
  /** Tools, keys and the bar of the selected mark belong to it. */
  readonly isActive: boolean;
  readonly marking: Marking;
  readonly copy: ReturnType<typeof useSaveCopy>;
  readonly side: SideKind;
  readonly tools: ReactNode;
  readonly resembles: (evidence: string | null) => ReactNode;
  readonly find: ReactNode;
  readonly onAbout: () => void;
}) {
  const t = useMessages(viewerWords);
  const { submission, locked, snapshot, tabs } = useDesk();
  const { addEvidence } = useFieldDesk();
  const { open, document, state, selected } = view;
  const sha256 = open?.kind === 'file' ? open.item.sha256 : null;
  const marks = useViewerMarks(sha256);
  const seen = useSeen(sha256);
  const mark = isActive ? snapshot.review.marks.find((one) => one.id === selected) : undefined;
  const shown = isShown(view);
  const next = useLikelyNext(open?.id ?? null, isActive && (document === null || state.phase !== 'opening'));
  return (
    <>
      <FileTabs open={open?.id ?? null} onOpen={view.openTab} />
      {tools}
      {resembles(open?.kind === 'file' && open.origin !== 'earlier' ? open.id : null)}
      {open?.origin === 'earlier' && (
        <div className={css.earlier}>
          <Icon of={FileClock} />
          {open.kind === 'file' ? t.earlierFile : t.earlierLink}
        </div>
      )}
      {shown && open?.kind === 'file' && <FileNotices tab={open} about={state.about} />}
      {isActive && tabs.length > 0 && <LookHint />}
      {open?.origin === 'team' && open.kind === 'file' && <TeamBar evidence={open.id} />}
      {shown && <FactsBar view={view} onOpen={onAbout} />}
      <div className={css.beside}>
        {isActive && marking.isListOpen && <MarkList view={view} marking={marking} copy={copy} />}
        <div className={css.stage}>
          {/* The frame stays alive while other things are shown, so that the next document opens at once. */}
          <div className={cx(css.holder, !shown && css.away)} inert={!shown}>
            <EvidenceFrame
              key={view.frameKey}
              submission={submission}
              document={document}
              next={next}
              marks={marks}
              selected={selected}
              tool={view.tool}
              colour={marking.colour}
              stamp={marking.stamp}
              readOnly={locked || open?.origin === 'earlier'}
              side={side}
              seen={seen}
              title={t.frame(open?.title ?? '')}
              handle={view.frame}
              onMessage={(message) => {
                // What is pasted while a document has the focus stays out of the page: the dialog is where it can be pasted.
                if (message.kind === 'key' && message.ctrl && message.code === 'KeyV') addEvidence();
                else if (message.kind === 'drag') tellDrag();
                else view.onMessage(message);
              }}
            />
          </div>
          {find}
          {shown && state.phase === 'opening' && (
            <div className={css.opening}>
              <Waiting text={t.opening} />
            </div>
          )}
          {document !== null && state.isStopped && (
            <div className={css.mat}>
              <Note tone="warn" live actions={<Button onPress={view.restart}>{t.reopen}</Button>}>
                {t.stopped}
              </Note>
            </div>
          )}
          {tabs.length === 0 && <NoEvidence />}
          <Fallback view={view} />
        </div>
      </div>
      {shown && mark && open?.kind === 'file' && (
        <MarkBar key={mark.id} mark={mark} mediaType={open.item.mediaType} marking={marking} />
      )}
      {shown && !mark && state.photo && <PhotoBar photo={state.photo} />}
    </>
  );
}

/** What stands in place of a document that cannot be drawn. */
function Fallback({ view }: { readonly view: DeskView }) {
  const { open, document, state } = view;
  if (!open) return null;
  if (open.kind === 'file' && open.status !== 'ready')
    return <EvidenceCard tab={open} failure={open.status} about={null} />;
  if (!document) return <EvidenceCard tab={open} failure="unsupported" about={null} />;
  if (state.phase === 'opening' || state.phase === 'shown' || state.isStopped) return null;
  if (state.phase === 'password') return <PasswordCard key={open.id} view={view} title={open.title} />;
  return <EvidenceCard tab={open} failure={state.phase} about={state.about} />;
}

const none: readonly number[] = [];

/** The same list for as long as it says the same: every change of the review brings a new one. */
function useSeen(sha256: string | null): readonly number[] {
  const { snapshot } = useDesk();
  const pages = (sha256 === null ? undefined : snapshot.review.pagesSeen[sha256]) ?? none;
  const text = pages.join();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `text` stands for `pages`
  return useMemo(() => pages, [text]);
}

function useViewerMarks(sha256: string | null) {
  const t = useMessages(viewerWords);
  const format = useFormat();
  const { snapshot, citations, rows } = useDesk();
  const { review } = snapshot;
  return useMemo(() => {
    if (sha256 === null) return [];
    const numberOf = (id: string) => rows.find((row) => row.indicator.id === id)?.indicator.number ?? id;
    const caption = (mark: Mark, citedIn: readonly string[]) =>
      [
        mark.author.name,
        format.time(mark.modifiedAt),
        ...(citedIn.length > 0 ? [t.captionCited(citedIn.map(numberOf).join(', '))] : []),
      ].join(' · ');
    return viewerMarks(review, sha256, citations, caption);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `format` is made anew each time; `t` stands for its language
  }, [sha256, review, citations, rows, t]);
}
